"""Which passwords may be set. Length counts, and that nobody would guess it; no rule asks for digits or signs.

NIST SP 800-63B and OWASP ASVS 4.0.3 (2.1.1, 2.1.2, 2.1.7, 2.1.9): at least 12 characters, at most 128, not among the
common ones, nothing of the account itself. The list of common passwords is the one that Django brings along.
"""

from functools import cache
from typing import Literal, get_args

from django.contrib.auth.password_validation import CommonPasswordValidator

from goldthread.store.trouble import StoreTrouble

LEAST, MOST = 12, 128
_DISTINCT = 5  # characters: "aaaaaaaaaaaa" and "123412341234" are long and no secret
_LONG_ENOUGH = 4  # of a name or login, to be looked for in a password
_ADDED = "0123456789!?.,-_*#$ "  # what is put behind a common password to make it longer

Fault = Literal["too-short", "too-long", "too-few", "common", "own-name"]
_WORDS: dict[Fault, str] = {
    "too-short": f"The password is shorter than {LEAST} characters.",
    "too-long": f"The password is longer than {MOST} characters.",
    "too-few": "The password repeats the same few characters.",
    "common": "This password is one of those that are tried first.",
    "own-name": "The password is little more than the name or login of the account.",
}
FIX = "Take four words that have nothing to do with each other, or let a password manager make one up."


def fault_of(password: str, *, own: tuple[str, ...] = ()) -> Fault | None:
    """Why the password must not be set; None where it may. `own`: login and name, which others know."""
    plain = password.casefold()
    if len(password) < LEAST:
        return "too-short"
    if len(password) > MOST:
        return "too-long"
    if len(set(plain)) < _DISTINCT:
        return "too-few"
    if {plain, plain.rstrip(_ADDED), plain.strip(_ADDED)} & _common():
        return "common"
    rest = plain
    for word in sorted({part for each in (*own, "goldthread") for part in each.casefold().split()}, key=len):
        rest = rest.replace(word, "") if len(word) >= _LONG_ENOUGH else rest
    return "own-name" if len(rest) < LEAST // 2 else None


def refuse_weak(password: str, *, own: tuple[str, ...] = ()) -> None:
    """Raises StoreTrouble `weak-password`. An empty password is none: it lets nobody in."""
    fault = fault_of(password, own=own) if password else None
    if fault is not None:
        raise StoreTrouble(_WORDS[fault], code="weak-password", fix=FIX)


@cache
def _common() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)


assert set(_WORDS) == set(get_args(Fault))  # noqa: S101 - a new fault needs its words here
