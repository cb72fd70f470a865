"""What every template may show: who is signed in, in which role, and between which they may choose."""

from typing import Any

from django.http import HttpRequest

from goldthread.practice.settings import Settings
from goldthread.web.acting import actor_of, member_of
from goldthread.web.door import door
from goldthread.web.kept import kept
from goldthread.web.signing_in.locked import minutes_for

_CENTRE, _SETTINGS = "_own_centre", "_settings_of_the_centre"


def settings_of(request: HttpRequest, centre: str) -> Settings:
    """The centre's settings, looked up once for a page."""
    known: Settings | None = getattr(request, _SETTINGS, None)
    if known is None:
        known = door().books.settings(centre)
        setattr(request, _SETTINGS, known)
    return known


def me(request: HttpRequest) -> dict[str, Any]:
    """`me`: who is signed in (`name`), the role they act in, all their roles; None where nobody is. It is asked for
    when the template does, and not before: a page that says no must not fail for it. `shown_accounts`: whom a
    demonstration offers to be. `kept`: what a page needs to keep what is typed; `lock_after`: after how many idle
    minutes it covers itself; `own_centre`: the centre's name, whether it has a logo, and its languages."""

    def who() -> dict[str, Any] | None:
        member = member_of(request) if hasattr(request, "user") else None
        if member is None:
            return None
        return {"name": member.name, "role": actor_of(request).role, "roles": member.roles, "centre": member.centre}

    def own_centre() -> dict[str, Any] | None:
        known: dict[str, Any] | None = getattr(request, _CENTRE, None)  # head and foot of a page ask for it
        member = member_of(request) if known is None and hasattr(request, "user") else None
        if member is not None:
            now = settings_of(request, member.centre)
            known = {"name": now.name, "logo": bool(now.logo), "revision": now.revision, "languages": now.languages}
            setattr(request, _CENTRE, known)
        return known

    def lock_after() -> str:
        return f"{minutes_for(request):g}" if member_of(request) is not None else ""

    return {
        "me": who, "shown_accounts": lambda: door().shown, "kept": lambda: kept(request), "lock_after": lock_after,
        "own_centre": own_centre,
    }  # fmt: skip
