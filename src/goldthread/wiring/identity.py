"""Where people of the centre sign in elsewhere (OpenID Connect), as the environment says it.

GOLDTHREAD_IDENTITY_ISSUER        the address of the other server, as it calls itself; without it: nowhere
GOLDTHREAD_IDENTITY_CLIENT        as what this server is known there
GOLDTHREAD_IDENTITY_SECRET_FILE   a file with the secret of it, for the account that runs the server alone
GOLDTHREAD_IDENTITY_SECRET        the secret itself; goes before the file
GOLDTHREAD_IDENTITY_NAME          what the button on the sign-in page calls it
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from goldthread.cli.exits import Exit
from goldthread.cli.stopping import Stopped

PROVIDER = "centre"  # what stands in our own addresses and rows for it
_OURSELVES = ("localhost", "127.0.0.1", "::1")


def settings_of_identity(said: Mapping[str, str] = os.environ) -> tuple[str, dict[str, Any]]:
    """What the button calls it, and the settings of allauth; "" and {} where there is none. Raises Stopped."""
    issuer = said.get("GOLDTHREAD_IDENTITY_ISSUER", "").rstrip("/")
    if not issuer:
        return "", {}
    client = said.get("GOLDTHREAD_IDENTITY_CLIENT", "")
    _refuse_bad(issuer, client)
    name = said.get("GOLDTHREAD_IDENTITY_NAME", "") or str(urlsplit(issuer).hostname)
    app = {
        "provider_id": PROVIDER, "name": name[:40], "client_id": client, "secret": _secret(said),
        # Who somebody is there is all that is asked for: no name, no e-mail.
        "settings": {
            "server_url": issuer, "scope": ["openid"], "oauth_pkce_enabled": True, "fetch_userinfo": False,
        },
    }  # fmt: skip
    return name, {"openid_connect": {"APPS": [app]}}


def _refuse_bad(issuer: str, client: str) -> None:
    parts = urlsplit(issuer)
    # In the clear on this machine alone: elsewhere whoever listens would sign in as somebody.
    fits = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _OURSELVES)
    if not (fits and parts.hostname and client):
        message = "The server at which people sign in elsewhere is not set rightly."
        fix = "Write identity_issuer with https:// and identity_client; docs/how-to/sign-in-elsewhere.md shows both."
        raise Stopped(message, code="bad-settings", exit_=Exit.TROUBLE, fix=fix)


def _secret(said: Mapping[str, str]) -> str:
    given, file = said.get("GOLDTHREAD_IDENTITY_SECRET", ""), said.get("GOLDTHREAD_IDENTITY_SECRET_FILE", "")
    if given or not file:
        return given
    path = Path(file)
    try:
        if path.stat().st_mode & 0o077:
            fix = f"Run: chmod 600 {path}"
            raise Stopped(f"Others may read {path}.", code="bad-settings", exit_=Exit.TROUBLE, fix=fix)
        return path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        message, fix = f"The secret in {path} cannot be read.", "Put there what the other server gave for this one."
        raise Stopped(message, code="bad-settings", exit_=Exit.TROUBLE, fix=fix) from None
