"""A centre of its own whose members have passwords, in this process: for tests of signing in."""

import itertools
from typing import Any

from django.test import Client

from goldthread.practice.settings import Settings
from goldthread.terms import Role
from whole_site import SECRET, site

_numbers = itertools.count()


def house(*logins: tuple[str, Role]) -> str:
    """A new centre with these accounts; its id. Each has the password SECRET."""
    site()
    from goldthread.store.accounts import create_centre, create_member  # noqa: PLC0415 - Django is set up by now

    centre = f"accounts-{next(_numbers)}"
    create_centre(centre=centre, settings=Settings(name=f"House of {centre}"))
    for login, role in logins:
        client = "somebody" if role is Role.CLIENT else None
        create_member(
            centre=centre, member=f"m-{login}", name=f"Holder {login}", login=login, password=SECRET,
            roles=(role,), client=client,
        )  # fmt: skip
    return centre


def come_in(centre: str, login: str, password: str = SECRET, **more: Any) -> Client:
    """A browser after the form of signing in was sent."""
    browser = Client(raise_request_exception=False)
    browser.post("/sign-in/", {"centre": centre, "login": login, "password": password}, **more)
    return browser


def is_in(browser: Client) -> bool:
    """Whether somebody is signed in there."""
    return browser.get("/still-here/").status_code == 204
