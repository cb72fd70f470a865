"""The centre's own pages and a client's way through it, asked of the whole server: who may, and what comes of it."""

import re
import uuid
from typing import Any

import pytest

from whole_site import CLIENT, NAMED, STAFF, browser_of, site


@pytest.fixture(scope="module", autouse=True)
def _served() -> None:
    """The server, before anybody asks it."""
    site()


HERE = "/clients/ruth-okafor/"
REASON = "She was brought in and cannot speak."


def send(who: str, path: str, **fields: Any) -> Any:
    return browser_of(NAMED[who]).post(path, {"once": uuid.uuid4().hex, **fields})


def read(who: str, path: str) -> str:
    answer = browser_of(NAMED[who]).get(path, follow=True)
    assert answer.status_code == 200, (who, path)
    text: str = answer.content.decode()
    return text


def settings_fields(**more: Any) -> dict[str, Any]:
    """The form of the settings as it is shown, with something changed."""
    page = read("administrator", "/centre/")
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen is not None
    fields = {
        "name": "House of harbour", "languages": ["en", "es"], "emergency": "911", "stops": ["client-signature"],
        "signers": ["client", "author"], "glass_hours": "4", "form_link_hours": "72", "seen": seen.group(1),
        "line-TOTAL_FORMS": "1", "line-INITIAL_FORMS": "0", "line-0-name": "Night line", "line-0-phone": "555-0199",
        "line-0-hours": "20:00 to 08:00",
    }  # fmt: skip
    return {**fields, **more}


@pytest.mark.parametrize("role", [each.value for each in STAFF if each.value != "administrator"])
def test_the_pages_of_the_centre_are_closed_to_who_does_not_look_after_it(role: str) -> None:
    for path in ("/centre/", "/centre/staff/", "/centre/catalogue/", "/centre/staff/nurse/"):
        expected = 200 if (role, path) == ("compliance", "/centre/") else 403
        assert browser_of(NAMED[role]).get(path).status_code == expected, path
    assert send(role, "/centre/staff/", name="Eve", login="eve", roles="administrator").status_code == 403
    assert send(role, "/centre/", **settings_fields(name="Taken over")).status_code == 403
    assert "Taken over" not in read("administrator", "/centre/")


def test_a_line_for_a_crisis_that_the_centre_sets_is_on_the_page_for_a_bad_hour() -> None:
    assert "988" in read("client", "/my/bad-hour/")
    fields = settings_fields()
    assert send("administrator", "/centre/", **fields).status_code == 302
    assert "555-0199" in read("client", "/my/bad-hour/")
    late = send("administrator", "/centre/", **{**fields, "name": "Too late"})
    assert late.status_code == 409
    assert "Somebody else has changed" in late.content.decode()
    bad = send("administrator", "/centre/", **settings_fields(**{"line-0-phone": "call me", "glass_hours": "0"}))
    assert bad.status_code == 422
    assert "555-0199" in read("client", "/my/bad-hour/")


def test_who_is_added_can_sign_in_and_cannot_when_their_access_has_ended() -> None:
    from goldthread.wiring.web_door import door  # noqa: PLC0415 - Django is set up by then

    site()
    shown = send("administrator", "/centre/staff/", name="Nia Okoro", login="nia", roles="nurse").content.decode()
    password = re.search(r"data-first-password>([^<]+)<", shown)
    assert password is not None
    assert password.group(1) not in read("administrator", "/centre/staff/")
    here = door()
    found = here.sign_in("harbour", "nia", password.group(1))
    assert found is not None
    assert send("administrator", f"/centre/staff/{found.id}/", do="close").status_code == 302
    assert here.sign_in("harbour", "nia", password.group(1)) is None
    again = send("administrator", "/centre/staff/", name="Nia Okoro", login="nia", roles="nurse")
    assert again.status_code == 422


def test_the_last_administrator_stays_one() -> None:
    assert send("administrator", "/centre/staff/administrator/", do="roles", roles="nurse").status_code != 302
    assert send("administrator", "/centre/staff/administrator/", do="close").status_code != 302
    assert browser_of(NAMED["administrator"]).get("/centre/staff/").status_code == 200


def test_an_enquiry_is_taken_after_a_look_for_the_same_person_and_leads_to_an_admission() -> None:
    asked = {"name": "Lena Fournier", "born": "1988-04-02", "language": "en", "words": "I want to sleep again."}
    asked["contact"] = "by text message alone, her brother must not know"
    taken = send("intake", "/enquiries/new/", **asked)
    assert taken.status_code == 302
    record = taken["Location"]
    assert (
        "I want to sleep again."
        not in (alike := send("intake", "/enquiries/new/", **{**asked, "words": ""})).content.decode()
    )
    assert "been here before" in alike.content.decode()
    assert "“I want to sleep again.”" in read("intake", record)
    assert "by text message alone" in read("intake", record)
    missing = send("intake", f"{record}admission/", on="2026-01-05", level="outpatient")
    assert missing.status_code == 422
    begun = send(
        "intake", f"{record}admission/", on="2026-01-05", level="outpatient", seat="therapist|therapist", programme=""
    )
    assert begun.status_code == 302
    assert browser_of(NAMED["intake"]).get(record).status_code == 403
    assert "Lena Fournier" in read("therapist", f"{record}team/")
    assert send("therapist", f"{record}team/", seat="nurse|nurse").status_code == 302
    assert "Lena Fournier" in read("nurse", record)
    assert send("therapist", f"{record}team/", end="nurse").status_code == 302
    assert browser_of(NAMED["nurse"]).get(record).status_code == 403
    level = {"do": "change-level", "level": "residential", "on": "2026-02-01", "reason": "More support."}
    assert send("therapist", f"{record}stay/", **level).status_code == 302
    ended = {"do": "complete", "on": "2026-03-01", "outcome": "left-early", "words": ""}
    assert send("therapist", f"{record}stay/", **ended).status_code == 302
    assert "Begin treatment again" in read("therapist", f"{record}stay/")


def test_a_broken_glass_is_told_to_the_client_and_to_compliance_with_its_reason() -> None:
    who = "nurse outside the team"
    assert "break the glass" in browser_of(NAMED[who]).get(HERE).content.decode()
    assert send(who, f"{HERE}glass/", reason="Short").status_code == 422
    assert browser_of(NAMED[who]).get(HERE).status_code == 403
    assert send(who, f"{HERE}glass/", reason=REASON).status_code == 302
    assert "Ruth" in read(who, HERE)
    assert REASON in read("client", "/my/trace/")
    assert REASON in read("compliance", f"{HERE}trace/")
    assert browser_of(NAMED["administrator"]).get(f"{HERE}glass/").status_code == 403
    assert browser_of(NAMED["therapist outside the team"]).get(f"{HERE}trace/").status_code == 403


def test_a_client_shares_with_a_supporter_and_stops_it() -> None:
    stranger = NAMED["supporter not let in"].actor
    assert stranger is not None
    assert send("client", "/my/sharing/", login="nobody", scopes="plan").status_code == 422
    assert send("client", "/my/sharing/", login="nurse", scopes="plan").status_code == 422
    assert send("client", "/my/sharing/", login=stranger.id, scopes=["plan", "safety"]).status_code == 302
    assert "Holder supporter not let in" in read("client", "/my/sharing/")
    assert "Holder supporter not let in" in read("therapist", f"{HERE}team/")
    assert send("client", "/my/sharing/", end=stranger.id).status_code == 302
    assert "Holder supporter not let in" not in read("client", "/my/sharing/")
    assert browser_of(NAMED["client"]).get(f"/clients/{CLIENT}/stay/").status_code == 403
