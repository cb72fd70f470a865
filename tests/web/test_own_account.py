"""One's own account: another password, and who signed in; for who looks after the centre, who tried at all."""

import html
import re
from typing import Any

import pytest
from django.test import Client

from goldthread.terms import Role
from house_of_accounts import come_in, house, is_in
from page_faults import faults
from whole_site import SECRET, site

NEW = "four grey geese at dusk"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def said(answer: Any) -> str:
    """The words of a page."""
    assert faults(answer.content.decode()) == []
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)))


def changed(browser: Client, old: str, new: str, again: str | None = None) -> Any:
    return browser.post("/account/password/", {"old": old, "new": new, "again": new if again is None else again})


def issued(centre: str, member: str) -> str:
    """A token for a program of theirs."""
    from goldthread.store.accounts import issue_token  # noqa: PLC0415 - Django is set up by now

    return issue_token(centre=centre, member=member, until=None)


def opens(token: str) -> bool:
    """Whether a program is known by it."""
    asked = Client().post(
        "/actions/x", {}, content_type="application/json", headers={"Authorization": f"Bearer {token}"}
    )
    return asked.status_code != 401


def test_somebody_changes_their_password_and_stays_while_all_other_places_are_signed_out() -> None:
    centre = house(("ida", Role.NURSE))
    here, there = come_in(centre, "ida"), come_in(centre, "ida")
    token = issued(centre, "m-ida")
    assert (is_in(there), opens(token)) == (True, True)
    key = here.cookies["session"].value
    answer = changed(here, SECRET, NEW)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/")
    assert "Your password is changed." in said(here.get("/account/"))
    assert here.cookies["session"].value != key
    assert (is_in(here), is_in(there), opens(token)) == (True, False, False)
    assert not is_in(come_in(centre, "ida", SECRET))
    assert is_in(come_in(centre, "ida", NEW))


def test_a_password_is_not_changed_without_the_one_before_nor_to_a_weak_one() -> None:
    centre = house(("walter", Role.CLIENT))
    browser = come_in(centre, "walter")
    for old, new, again, told in (
        ("not this one", NEW, NEW, "This is not your password."),
        (SECRET, "too short", "too short", "shorter than 12"),
        (SECRET, "Password12345!", "Password12345!", "tried first"),
        (SECRET, "holder walter", "holder walter", "little more than the name"),
        (SECRET, NEW, NEW + "!", "This is not the same as above."),
        ("", "", "", "This field is required."),
    ):
        answer = changed(browser, old, new, again)
        assert (answer.status_code, told in said(answer)) == (422, True), told
        for word in (old, new):
            assert not word or word not in answer.content.decode()  # passwords are never sent back
    browser.post("/language/", {"language": "es"})
    page = said(changed(browser, SECRET, "Password12345!"))
    assert "se adivina fácil" in page
    assert "tried first" not in page
    assert is_in(come_in(centre, "walter", SECRET))


def test_who_guesses_at_an_open_screen_is_held_up() -> None:
    browser = come_in(house(("ida", Role.NURSE)), "ida")
    told = [said(changed(browser, f"guess number {number}", NEW)) for number in range(7)]
    assert "This is not your password." in told[0]
    assert "Wait five minutes" in told[-1]


def test_each_sees_when_somebody_signed_in_as_them_how_and_from_where() -> None:
    centre = house(("ida", Role.NURSE), ("noor", Role.NURSE))
    come_in(centre, "ida", "a guess of somebody", REMOTE_ADDR="203.0.113.9")
    come_in(centre, "noor", "a guess of somebody", REMOTE_ADDR="203.0.113.10")
    browser = come_in(centre, "ida", HTTP_USER_AGENT=FIREFOX)
    page = said(browser.get("/account/"))
    newest, before = page.index("Password Signed in 127.0.0.1 · Firefox · Linux"), page.index("Wrong password or login")
    assert newest < before
    assert "203.0.113.9" in page
    assert "203.0.113.10" not in page
    assert "Holder noor" not in page


def test_an_administrator_and_compliance_see_all_tries_and_nobody_else() -> None:
    centre = house(("adam", Role.ADMINISTRATOR), ("cora", Role.COMPLIANCE), ("ida", Role.NURSE))
    come_in(centre, "ida", "a guess of somebody")
    come_in(centre, "no such login", "a guess of somebody")
    for login in ("adam", "cora"):
        page = said(come_in(centre, login).get("/centre/sign-ins/"))
        assert "Holder ida Password Wrong password or login" in page
        assert "No account has this login Password Wrong password or login" in page
        assert "no such login" not in page  # what was typed may be somebody's password
    assert come_in(centre, "ida").get("/centre/sign-ins/").status_code == 403


def asked_elsewhere(browser: Client, which: str) -> Any:
    """Ask to be signed out in another place, as the page's own forms do."""
    return browser.post("/account/elsewhere/", {"place": which})


def elsewhere(browser: Client, which: str) -> Any:
    """Likewise, and show who one is: what was asked for goes on by itself."""
    to = asked_elsewhere(browser, which).headers["Location"]
    return browser.post("/sign-in/again/", {"password": SECRET, "next": "/account/elsewhere/"}) if "again" in to else to


def shown(browser: Client) -> list[str]:
    """What the buttons of the other places send."""
    page = browser.get("/account/").content.decode()
    return re.findall(r'name="place" value="([^"]+)"', page)


def test_each_sees_where_they_are_signed_in_and_ends_it_from_here() -> None:
    centre = house(("ida", Role.NURSE), ("noor", Role.NURSE))
    lost = come_in(centre, "ida", HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="203.0.113.77")
    phone, other, here = come_in(centre, "ida"), come_in(centre, "noor"), come_in(centre, "ida")
    page = said(here.get("/account/"))
    assert "Firefox · Linux · 203.0.113.77" in page
    assert page.count("You are here") == 1
    first, second, everywhere = shown(here)
    assert everywhere == "all"
    assert elsewhere(here, first).headers["Location"] == "/account/"
    assert [is_in(each) for each in (lost, phone, other, here)].count(False) == 1
    assert is_in(lost) != is_in(phone)
    elsewhere(here, second)
    assert [is_in(each) for each in (lost, phone, other, here)] == [False, False, True, True]
    assert shown(here) == []
    assert "Signing out elsewhere Signed out there" in said(here.get("/account/"))


def test_all_other_places_end_at_once_and_nobody_elses() -> None:
    centre = house(("ida", Role.NURSE), ("noor", Role.NURSE))
    away, other, here = come_in(centre, "ida"), come_in(centre, "noor"), come_in(centre, "ida")
    mine = other.get("/account/").context["places"][0]["id"]
    elsewhere(here, mine)  # another person's place, by its own mark
    elsewhere(here, "")
    assert [is_in(each) for each in (away, other, here)] == [True, True, True]
    elsewhere(here, "all")
    assert [is_in(each) for each in (away, other, here)] == [False, True, True]


def test_an_open_screen_does_not_sign_its_owner_out_elsewhere() -> None:
    centre = house(("ida", Role.NURSE))
    away, here = come_in(centre, "ida"), come_in(centre, "ida")
    assert asked_elsewhere(here, "all").headers["Location"].startswith("/sign-in/again/")
    here.post("/sign-in/again/", {"password": "a guess of somebody", "next": "/account/elsewhere/"})
    assert is_in(away)


@pytest.mark.parametrize(("what", "hours"), [("account_authentication_methods", 13), ("active", 1)])
def test_after_a_day_of_work_or_an_idle_hour_everybody_shows_again_who_they_are(what: str, hours: int) -> None:
    """A day of work however busy they are; idle minutes as the centre has set them."""
    browser = come_in(house(("ida", Role.NURSE)), "ida")
    assert browser.get("/account/").status_code == 200
    session = browser.session
    ago, held = hours * 3600, session[what]
    session[what] = held - ago if what == "active" else [{**each, "at": each["at"] - ago} for each in held]
    session.save()
    assert browser.get("/account/").headers["Location"].startswith("/locked/")
    browser.post("/locked/", {"password": "a guess of somebody"})
    assert browser.get("/account/").headers["Location"].startswith("/locked/")
    browser.post("/locked/", {"password": SECRET})
    assert browser.get("/account/").status_code == 200


def test_whose_a_session_is_stands_in_no_table_in_the_open() -> None:
    centre = house(("ida", Role.NURSE))
    come_in(centre, "ida")
    from goldthread.web.models import Session  # noqa: PLC0415 - Django is set up by now

    rows = [f"{each.session_key} {each.whose} {each.session_data}" for each in Session.objects.all()]
    assert len(rows) > 0
    assert [row for row in rows if centre in row or "m-ida" in row or "127.0.0.1" in row] == []


def test_tries_at_a_centre_that_is_not_there_are_told_from_nothing() -> None:
    browser = come_in("nowhere", "ida")
    assert not is_in(browser)


def test_an_answer_from_elsewhere_with_another_nonce_is_nobodys() -> None:
    site()
    from allauth.core.exceptions import ImmediateHttpResponse  # noqa: PLC0415 - Django is set up by now
    from allauth.socialaccount.models import SocialLogin  # noqa: PLC0415 - likewise
    from django.test import RequestFactory  # noqa: PLC0415 - likewise

    from goldthread.web.signing_in.identity import Identities  # noqa: PLC0415 - likewise

    request = RequestFactory().get("/")
    for asked, answered in (("asked-for", "another"), ("asked-for", ""), ("", ""), (None, "")):
        login = SocialLogin()
        login.state, login.nonce = {"process": "login", "nonce": asked}, answered
        with pytest.raises(ImmediateHttpResponse) as refused:
            Identities(request).pre_social_login(request, login)
        assert refused.value.response.status_code == 401
