"""Who can let others in needs a second step, and sees nothing before it is set up."""

from collections.abc import Iterator

import pytest
from django.test import override_settings
from django.urls import reverse
from test_second_factors import code_of

from goldthread.terms import Role
from house_of_accounts import come_in, house
from whole_site import SECRET, site


@pytest.fixture(autouse=True)
def _asked_of_administrators() -> Iterator[None]:
    site()
    with override_settings(GOLDTHREAD_SECOND_STEP=(Role.ADMINISTRATOR.value,)):
        yield


def test_an_administrator_sets_up_a_second_step_before_anything_else() -> None:
    browser = come_in(house(("adam", Role.ADMINISTRATOR)), "adam")
    for page in ("today", "centre", "staff", "sign-ins", "own-account"):
        answer = browser.get(reverse(page))
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("second-step-needed"))
    assert browser.post(reverse("staff"), {"once": "a" * 20}).status_code == 302
    assert browser.get("/", headers={"HX-Request": "true"}).headers["HX-Redirect"].startswith("/sign-in/second-step/")
    assert "Set up a second step first" in browser.get(reverse("second-step-needed")).content.decode()
    browser.post(reverse("account_reauthenticate"), {"password": SECRET})
    secret = browser.get(reverse("mfa_activate_totp")).context["form"].secret
    browser.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert browser.get(reverse("staff")).status_code == 200
    assert browser.get(reverse("second-step-needed")).status_code == 302


def test_what_waited_behind_a_covered_page_comes_in_by_no_other_door() -> None:
    """A form that is sent while the page is covered goes on by itself once it is opened again: only where its page
    could have been opened."""
    centre = house(("adam", Role.ADMINISTRATOR))
    browser = come_in(centre, "adam")
    browser.post(reverse("lock"))
    asked = {"once": "a" * 20, "do": "add", "name": "Mallory", "login": "mallory", "roles": ["administrator"]}
    assert browser.post(reverse("staff"), asked).headers["Location"].startswith(reverse("locked"))
    answer = browser.post(reverse("locked"), {"password": SECRET, "next": "/"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("second-step-needed")
    assert browser.get(reverse("staff")).headers["Location"].startswith(reverse("second-step-needed"))


def test_an_administrator_has_a_lost_second_step_forgotten_and_nobody_else_does() -> None:
    from allauth.mfa.models import Authenticator  # noqa: PLC0415 - Django is set up by now

    centre = house(("ida", Role.NURSE), ("noor", Role.NURSE), ("adam", Role.ADMINISTRATOR))
    come_in(centre, "ida")  # who has signed in once has a handle
    steps = Authenticator.objects.filter(user_id=f"{centre}/m-ida")
    Authenticator.objects.create(user_id=f"{centre}/m-ida", type="totp", data={})
    at, asked = reverse("staff-account", args=["m-ida"]), {"once": "a" * 20, "do": "second"}
    assert come_in(centre, "noor").post(at, asked).status_code == 403
    with override_settings(GOLDTHREAD_SECOND_STEP=()):
        assert come_in(house(("eve", Role.ADMINISTRATOR)), "eve").post(at, asked).status_code == 404
        assert steps.count() == 1
        assert come_in(centre, "adam").post(at, asked).status_code == 302
    assert steps.count() == 0


def test_others_are_not_asked_for_one() -> None:
    browser = come_in(house(("ida", Role.NURSE)), "ida")
    assert browser.get(reverse("today")).status_code == 200
    assert browser.get(reverse("second-step-needed")).status_code == 302
