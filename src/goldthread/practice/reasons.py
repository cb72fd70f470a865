"""Reasons that somebody must be able to read later."""

from goldthread.practice.refusing import Refused

SHORTEST = 10


def refuse_no_reason(reason: str) -> None:
    """Refused: `no-reason` where there are fewer than SHORTEST characters beside spaces."""
    if len(reason.strip()) < SHORTEST:
        raise Refused("no-reason", "This needs a reason that others can follow.", fix="Say in a sentence why.")
