"""What every template may show: who is signed in, in which role, and between which they may choose."""

from typing import Any

from django.http import HttpRequest

from goldthread.web.acting import actor_of, member_of
from goldthread.web.door import door


def me(request: HttpRequest) -> dict[str, Any]:
    """`me`: who is signed in (`name`), the role they act in, all their roles; None where nobody is. It is asked for
    when the template does, and not before: a page that says no must not fail for it. `shown_accounts`: whom a
    demonstration offers to be."""

    def who() -> dict[str, Any] | None:
        member = member_of(request) if hasattr(request, "user") else None
        if member is None:
            return None
        return {"name": member.name, "role": actor_of(request).role, "roles": member.roles, "centre": member.centre}

    return {"me": who, "shown_accounts": lambda: door().shown}
