"""Ids in addresses."""


class IdInPath:
    """An id as the whole house writes it (`terms.ItemId`)."""

    regex = r"[a-z0-9][a-z0-9_.@-]{0,79}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value
