"""What kind of no a refusal is, for doors that have a way of their own to say each kind: a status, a page."""

from enum import StrEnum


class Kind(StrEnum):
    """The kinds."""

    MAY_NOT = "may-not"  # who asks may not
    MISSING = "missing"  # what is meant is not there
    OTHERWISE = "otherwise"  # things stand otherwise than the asker thought, or something has to happen first
    GONE = "gone"  # it was erased
    LATER = "later"  # not now; the same request may be sent again
    UNFIT = "unfit"  # the request itself has to change


_MAY_NOT = frozenset({
    "role-may-not", "not-your-role", "not-your-folder", "not-your-form", "not-your-link", "not-your-proposal",
    "not-on-care-team", "not-granted", "no-longer-an-enquiry",
    "only-planners", "only-supporters", "only-the-client", "in-another-name",
    "not-to-yourself", "not-through-this-link", "wrote-it", "sign-in-again",
    "not-your-own-glass",
})  # fmt: skip
_OTHERWISE = frozenset({
    "conflict", "seen-too-old", "stale-version", "key-used-before", "not-in-this-stay", "not-in-this-state",
    "merged-away", "not-what-stands-there", "a-draft-is-open", "not-a-draft", "another-fact", "changed-since",
    "corrected-before", "form-closed", "link-expired", "link-over", "not-from-here", "plan-still-open", "stopped",
    "sign-again", "already-answered", "already-open", "already-settled", "already-there", "already-waived",
    "settings-changed", "already-reviewed", "has-an-account",
})  # fmt: skip


def kind_of(code: str) -> Kind:
    """The kind of a refusal with this code."""
    if code in _MAY_NOT:
        return Kind.MAY_NOT
    if code.startswith("no-such-"):
        return Kind.MISSING
    if code in _OTHERWISE:
        return Kind.OTHERWISE
    if code == "erased":
        return Kind.GONE
    return Kind.LATER if code == "clock-behind" else Kind.UNFIT
