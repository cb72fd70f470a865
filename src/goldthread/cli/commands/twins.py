"""`goldthread twins`: what in a plan is this client's own, and its closest twins."""


def twins() -> None:
    """In the making."""
