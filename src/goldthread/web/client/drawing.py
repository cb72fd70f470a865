"""A drawn name as a form sends it: the picture of a pad that the browser made, or nothing."""

import binascii
from base64 import b64decode

from django.http import HttpRequest

from goldthread.practice.pictures import is_picture

MOST_BYTES = 200_000  # several times what a drawn name takes; a product choice
MOST_SENT = 2 * MOST_BYTES  # characters, as the form sends it
_HEAD = "data:image/png;base64,"


def drawn(request: HttpRequest) -> bytes:
    """The PNG that was drawn; empty where nothing was, or what came is no such picture: then a typed name counts."""
    sent = request.POST.get("drawn", "")
    if not sent.startswith(_HEAD) or len(sent) > MOST_SENT:
        return b""
    try:
        picture = b64decode(sent.removeprefix(_HEAD), validate=True)
    except (binascii.Error, ValueError):
        return b""
    return picture if len(picture) <= MOST_BYTES and is_picture(picture, "image/png") else b""
