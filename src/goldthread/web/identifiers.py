"""Ids in addresses."""

from collections.abc import Callable

from django.urls import reverse


class IdInPath:
    """An id as the whole house writes it (`terms.ItemId`)."""

    regex = r"[a-z0-9][a-z0-9_.@-]{0,79}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


Address = Callable[[str], str]


def address_for(name: str, *before: str) -> Address:
    """The addresses of that name, by the last id in them: for lists, where Django would look up each by itself."""
    begin, end = reverse(name, args=(*before, _ANY)).rsplit(_ANY, 1)
    return lambda last: f"{begin}{last}{end}"


_ANY = "any-id-at-all"
