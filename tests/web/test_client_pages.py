"""The client's own pages, on a phone: what helps now in one tap, a voice in every part, in English and Spanish."""

import gettext
import re
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, ViewportSize

from goldthread.checks.reading_ease_spanish import SIXTH_GRADE, reading_ease
from goldthread.checks.reading_level import reading_level
from real_browser import PHONE, Centre, SignedIn, Visitor, axe

OLD_PHONE = PHONE
NEW_PHONE: ViewportSize = {"width": 390, "height": 844}
PAGES = (
    "/my/", "/my/steps/", "/my/people/", "/my/more/", "/my/bad-hour/", "/my/change/", "/my/order/", "/my/view/",
    "/my/fit/", "/my/story/", "/my/questions/", "/my/signature/", "/my/signature/no/", "/my/changes/", "/my/trace/",
)  # fmt: skip
WEB = Path(__file__).parents[2] / "src/goldthread/web"
Act = Callable[[str, str, dict[str, Any]], Any]


@pytest.fixture(scope="module")
def act(centre: Centre) -> Act:
    """What somebody else does meanwhile, through the door for programs: `act("dana", "give-form", {...})`."""
    tokens: dict[str, str] = {}

    def done(login: str, action: str, body: dict[str, Any]) -> Any:
        if login not in tokens:
            signed = ("--by", login, "--password-file", centre.house.home / "demo-password")
            tokens[login] = centre.house.done("user", "token", *signed).strip()
        status, answer = centre.served.act(action, tokens[login], body, Idempotency_Key=uuid.uuid4().hex)
        assert status == 200, answer
        return answer

    return done


def test_walter_finds_what_helps_now_in_one_tap(signed_in: SignedIn) -> None:
    walter = signed_in("walter", viewport=NEW_PHONE, has_touch=True)
    walter.go("/my/")
    walter.page.get_by_role("link", name="A bad hour?").tap()
    walter.page.wait_for_url("**/my/bad-hour/")
    assert "File a part until no light shows" in walter.text()
    called = [each.get_attribute("href") for each in walter.page.locator("a[href^='tel:']").all()]
    assert {"tel:5550102", "tel:5550103", "tel:988", "tel:911"} <= set(called)
    assert walter.complaints == []


@pytest.mark.parametrize("path", [path for path in PAGES if path != "/my/bad-hour/"])
def test_the_button_for_a_bad_hour_is_in_sight_on_every_page(signed_in: SignedIn, path: str) -> None:
    walter = signed_in("walter", viewport=OLD_PHONE)
    walter.go(path)
    box = walter.page.locator(".gt-bad-hour a").bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= OLD_PHONE["height"] - box["height"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("login", ["walter", "miguel"])
def test_no_page_is_broader_than_an_old_phone_and_axe_finds_nothing(
    signed_in: SignedIn, login: str, theme: str
) -> None:
    visitor = signed_in(login, viewport=OLD_PHONE, color_scheme=theme)
    for path in PAGES:
        assert visitor.go(path) == 200
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= OLD_PHONE["width"], path
        assert axe(visitor.page) == [], path
    assert visitor.complaints == []


def test_the_plan_stands_on_three_screens_in_the_clients_words(signed_in: SignedIn) -> None:
    walter = signed_in("walter", viewport=NEW_PHONE)
    walter.go("/")  # the day of a client starts with their plan
    assert "I want Wren in my truck again" in walter.text()
    walter.page.get_by_role("link", name="My next steps").click()
    walter.page.wait_for_url("**/my/steps/")
    assert "I stay off the brandy for ninety days in a row." in walter.text()
    walter.page.get_by_role("link", name="Who helps me").click()
    walter.page.wait_for_url("**/my/people/")
    assert "Annika Brandt-Lowe" in walter.text()


def test_miguel_reads_everything_in_spanish_without_choosing_it(signed_in: SignedIn) -> None:
    miguel = signed_in("miguel", viewport=OLD_PHONE)
    english = re.compile(r"\b(the|your|plan is|what|with you|sign|back|send|more)\b", re.IGNORECASE)
    for path in PAGES:
        miguel.go(path)
        assert miguel.page.get_attribute("html", "lang") == "es"
        assert english.findall(miguel.text()) == [], path
    miguel.go("/my/bad-hour/")
    assert "Tres canciones completas en el bajo" in miguel.text()
    miguel.go("/my/")
    miguel.page.get_by_role("button", name="English").click()
    miguel.page.wait_for_load_state()
    assert "What I want" in miguel.text()


@pytest.mark.parametrize(
    ("instrument", "asked", "english"), [("phq9", "Poco interés o placer", False), ("gad7", "Feeling nervous", True)]
)
def test_questions_are_asked_in_spanish_where_their_spanish_is_published(
    signed_in: SignedIn, act: Act, instrument: str, asked: str, english: bool
) -> None:
    form = f"form-{uuid.uuid4().hex[:8]}"
    act("emil", "give-form", {"client": "miguel-herrera", "form": form, "instrument": instrument, "to": "client"})
    miguel = signed_in("miguel", viewport=OLD_PHONE)
    miguel.go(f"/my/questions/{form}/")
    assert asked in miguel.text()
    assert ("están solo en inglés" in miguel.text()) == english
    assert (miguel.page.locator("main [lang=en]").count() > 0) == english
    assert axe(miguel.page) == []


def test_the_page_for_a_bad_hour_works_without_a_connection_until_sign_out(visitor: Visitor) -> None:
    visitor.go("/sign-in/")
    visitor.sign_in("ruth")
    visitor.go("/my/bad-hour/")
    visitor.page.wait_for_selector("[data-kept]:visible")
    visitor.go("/my/")
    visitor.context.set_offline(True)
    visitor.page.get_by_role("link", name="A bad hour?").click()
    visitor.page.wait_for_selector("h1:has-text('This hour will pass')")
    styled = visitor.page.evaluate("getComputedStyle(document.querySelector('.gt-help-now .btn')).minHeight")
    assert float(styled.removesuffix("px")) >= 44  # it comes with its looks
    with pytest.raises(Error):  # and nothing else was kept
        visitor.go("/my/")
    visitor.context.set_offline(False)
    visitor.go("/my/")
    visitor.page.get_by_role("button", name="Sign out").click()
    visitor.page.wait_for_selector("h1:has-text('Sign in')")
    assert visitor.page.evaluate("caches.keys()") == []
    visitor.context.set_offline(True)
    with pytest.raises(Error):
        visitor.go("/my/bad-hour/")


@pytest.mark.parametrize("script", [True, False])
def test_a_client_proposes_other_words_and_sees_them_wait(signed_in: SignedIn, script: bool) -> None:
    helen = signed_in("helen", viewport=NEW_PHONE, java_script_enabled=script)
    helen.go("/my/")
    helen.page.get_by_role("link", name="Change my words").first.click()
    words = f"I want my mornings back ({'with' if script else 'without'} a script)."
    helen.page.fill("[name=text]", words)
    helen.page.fill("[name=why]", "It is truer.")
    helen.page.get_by_role("button", name="Send it").click()
    helen.page.wait_for_url("**/my/changes/")
    assert words in helen.text()
    assert "Waits for an answer" in helen.text()
    helen.go("/my/")
    assert words not in helen.text()  # the plan stays until they agree


def test_a_proposal_that_changes_nothing_says_so_and_keeps_what_was_typed(signed_in: SignedIn) -> None:
    helen = signed_in("helen", viewport=NEW_PHONE)
    helen.go("/my/")
    helen.page.get_by_role("link", name="Change my words").first.click()
    before = helen.page.input_value("[name=text]")
    helen.page.get_by_role("button", name="Send it").click()
    helen.page.wait_for_selector("[role=alert]")
    assert "This is what the plan says now" in helen.text()
    assert helen.page.input_value("[name=text]") == before
    assert axe(helen.page) == []


def test_goals_are_put_in_another_order_without_a_script(signed_in: SignedIn) -> None:
    helen = signed_in("helen", viewport=NEW_PHONE, java_script_enabled=False)
    helen.go("/my/order/")
    places = helen.page.locator("select")
    places.nth(0).select_option("2")
    helen.page.get_by_role("button", name="Send it").click()
    assert "Two goals have the same number" in helen.text()
    places.nth(1).select_option("1")
    helen.page.get_by_role("button", name="Send it").click()
    helen.page.wait_for_url("**/my/changes/")
    assert "the order of my goals" in helen.text()


def test_a_client_disagrees_and_the_words_stay_in_the_plan(signed_in: SignedIn) -> None:
    helen = signed_in("helen", viewport=NEW_PHONE, java_script_enabled=False)
    helen.go("/my/")
    helen.page.get_by_role("link", name="I see it differently").first.click()
    helen.page.fill("[name=words]", "It is not the pills. It is the nights.")
    helen.page.get_by_role("button", name="Put it in the plan").click()
    helen.page.wait_for_url("**/my/changes/")
    assert "It is not the pills. It is the nights." in helen.text()
    assert "Not answered yet" in helen.text()


def test_my_plan_no_longer_fits_opens_a_review(signed_in: SignedIn, act: Act) -> None:
    george = signed_in("george", viewport=NEW_PHONE, java_script_enabled=False)
    george.go("/my/fit/")
    george.page.fill("[name=words]", "I have moved in with my sister.")
    george.page.get_by_role("button", name="Send it").click()
    george.page.wait_for_url("**/my/")
    assert "Your team knows." in george.text()
    george.go("/my/fit/")
    assert "looking at your plan again already" in george.text()
    george.go("/my/changes/")
    assert "I have moved in with my sister." in george.text()


def test_how_it_went_is_kept_in_own_words(signed_in: SignedIn, act: Act) -> None:
    helen = signed_in("helen", viewport=NEW_PHONE, java_script_enabled=False)
    helen.go("/my/steps/")
    helen.page.get_by_role("link", name="How it went").first.click()
    helen.page.get_by_role("button", name="Keep it").click()
    assert "Choose one, or write a few words." in helen.text()
    helen.page.get_by_label("Some of it worked").check()
    helen.page.fill("[name=words]", "Two nights out of three.")
    helen.page.get_by_role("button", name="Keep it").click()
    helen.page.wait_for_url("**/my/steps/")
    shown = act("dana", "open-record", {"client": "helen-iversen"})
    assert "Some of it worked. Two nights out of three." in str(shown)


def test_questions_are_answered_in_parts_without_a_script_and_no_number_is_shown(signed_in: SignedIn, act: Act) -> None:
    form = f"form-{uuid.uuid4().hex[:8]}"
    act("dana", "give-form", {"client": "helen-iversen", "form": form, "instrument": "phq9", "to": "client"})
    helen = signed_in("helen", viewport=OLD_PHONE, java_script_enabled=False)
    helen.go("/my/")
    helen.page.get_by_role("link", name="Go to the questions").click()
    helen.page.get_by_role("link", name="Start").last.click()
    for number in range(1, 4):
        assert f"Question {number} of 10" in helen.text()
        helen.page.locator("input[type=radio]").nth(1).check()
        helen.page.get_by_role("button", name="Next").click()
    helen.go(f"/my/questions/{form}/")  # another day
    assert "Question 4 of 10" in helen.text()
    helen.page.get_by_role("button", name="Next").click()
    assert "Choose an answer" in helen.text()
    for _ in range(4, 9):
        helen.page.locator("input[type=radio]").nth(0).check()
        helen.page.get_by_role("button", name="Next").click()
    helen.page.locator("input[type=radio]").nth(1).check()  # thoughts of being better off dead: help comes at once
    helen.page.get_by_role("button", name="Next").click()
    helen.page.wait_for_url("**/my/bad-hour/*")
    helen.page.get_by_role("link", name="Go on with the questions").click()
    helen.page.get_by_role("button", name="I would rather not say").click()
    helen.page.wait_for_url("**/end/")
    helen.page.get_by_role("button", name="Send my answers").click()
    assert "Your answers are kept." in helen.text()
    assert "Help is here" in helen.text()
    assert re.search(r"\d", helen.text()) is None
    assert helen.go(f"/my/questions/{form}/") == 404


def test_a_client_signs_after_signing_in_again(signed_in: SignedIn, act: Act) -> None:
    asked = {"client": "ethan-cole", "plan": "plan-ethan-cole", "of": {"ethan-cole": "client"}, "cause": "First plan."}
    act("dana", "ask-for-signatures", asked)
    ethan = signed_in("ethan", viewport=OLD_PHONE, java_script_enabled=False)
    ethan.go("/my/")
    ethan.page.get_by_role("link", name="Read and sign").click()
    ethan.page.fill("[name=name]", "Ethan Cole")
    ethan.page.get_by_role("button", name="Sign", exact=True).click()
    ethan.page.wait_for_selector("[name=password]")  # a stranger with his phone gets no further
    ethan.page.fill("[name=password]", ethan.centre.password)
    ethan.page.press("[name=password]", "Enter")
    ethan.page.wait_for_url("**/my/**")
    assert "You have signed." in ethan.text()
    ethan.go("/my/signature/")
    assert "Nothing waits for your name" in ethan.text()


def test_a_client_may_say_no_to_signing(signed_in: SignedIn, act: Act) -> None:
    asked = {"client": "tyler-nguyen", "plan": "plan-tyler-nguyen", "of": {"tyler-nguyen": "client"}, "cause": "First."}
    act("emil", "ask-for-signatures", asked)
    tyler = signed_in("tyler", viewport=OLD_PHONE, java_script_enabled=False)
    tyler.go("/my/signature/")
    tyler.page.get_by_role("link", name="I do not sign").click()
    tyler.page.get_by_label("Not now").check()
    tyler.page.get_by_role("button", name="Send it").click()
    tyler.page.wait_for_url("**/my/")
    assert "That is fine." in tyler.text()


def test_a_client_sees_who_has_looked(signed_in: SignedIn, act: Act) -> None:
    act("dana", "open-record", {"client": "helen-iversen"})
    helen = signed_in("helen", viewport=NEW_PHONE)
    helen.go("/my/trace/")
    assert "Dana Ruiz" in helen.text()
    assert "looked at it" in helen.text()
    assert "Helen" not in helen.text()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/clients/helen-iversen/", 403),
        ("/my/questions/form-of-somebody/", 404),
        ("/my/questions/form-of-somebody/1/", 404),
        ("/my/questions/form-of-somebody/end/", 404),
        ("/shared/helen-iversen/plan-helen-iversen/", 403),
        ("/shared/walter-brandt/plan-walter-brandt/", 403),
        ("/clients/helen-iversen/plans/plan-helen-iversen/", 403),
    ],
)
def test_what_is_somebody_elses_is_refused_to_a_client(signed_in: SignedIn, path: str, status: int) -> None:
    walter = signed_in("walter", viewport=NEW_PHONE)
    assert walter.go(path) in {status, 404}
    assert "Helen" not in walter.text()


@pytest.mark.parametrize("login", ["dana", "admin", "cora"])
def test_staff_have_no_pages_of_a_client(signed_in: SignedIn, login: str) -> None:
    staff = signed_in(login)
    assert [staff.go(path) for path in PAGES] == [403] * len(PAGES)


def test_a_supporter_sees_what_the_client_shares_and_no_more(
    visitor: Visitor, centre: Centre, act: Act, signed_in: SignedIn
) -> None:
    password = centre.house.home / "demo-password"
    member = "annika"
    centre.house.done(
        "user", "add", member, "--name", "Annika Brandt-Lowe", "--role", "supporter",
        "--new-password-file", password, "--by", "admin", "--password-file", password,
    )  # fmt: skip
    visitor.go("/sign-in/")
    visitor.sign_in(member)
    assert visitor.go("/shared/walter-brandt/plan-walter-brandt/") == 403
    known = centre.house.done("user", "list", "--format", "json", "--by", "admin", "--password-file", password)
    account = re.search(r'"id": ?"([^"]+)"[^{}]*"annika"|"annika"[^{}]*"id": ?"([^"]+)"', known)
    assert account is not None, known
    grant = {"client": "walter-brandt", "member": account[1] or account[2], "as_role": "supporter"}
    act("walter", "grant-access", {**grant, "scopes": ["safety"], "reason": "my daughter"})
    assert visitor.go("/shared/walter-brandt/plan-walter-brandt/") == 200
    assert "Clocks stopped, phone face down" in visitor.text()
    assert "Wren in my truck" not in visitor.text()
    assert axe(visitor.page) == []
    act("walter", "grant-access", {**grant, "scopes": ["plan"], "reason": "my daughter"})
    visitor.go("/shared/walter-brandt/plan-walter-brandt/")
    assert "Wren in my truck" in visitor.text()
    assert "Clocks stopped" not in visitor.text()
    assert visitor.go("/shared/helen-iversen/plan-helen-iversen/") == 403


def _texts() -> dict[str, str]:
    """Every text of the client's pages, with the file that it is in."""
    found: dict[str, str] = {}
    names = ("actions", "bad_hour", "bad_hour_button", "disagreement", "error_summary", "field", "people", "proposal",
             "question", "quote", "sliders", "state", "steps")  # fmt: skip
    files = [*(WEB / "templates/web/client").glob("*.html"), *(WEB / "client").glob("*.py")]
    files += [*(WEB / "templates/web/meeting").glob("*.html"), *(WEB / "meeting").glob("*.py")]  # a shared screen
    files += [WEB / "plain_refusals.py", WEB / "turned_away.py", WEB / "templates/web/turned_away.html"]
    files += [WEB / f"templates/web/components/{name}.html" for name in names]
    for file in files:
        text = file.read_text("utf-8")
        for each in re.findall(r'{% translate "([^"]+)"|\b_\(\s*"([^"]+)"', text):
            found["".join(each)] = file.name
        for each in re.findall(r"{% blocktranslate[^%]*%}(.*?){% endblocktranslate %}", text):
            found[re.sub(r"{{ (\w+) }}", r"%(\1)s", each)] = file.name
    return found


def test_the_english_texts_are_read_with_six_years_of_school() -> None:
    texts = [re.sub(r"%\(?\w*\)?s", "this", each) for each in _texts()]
    level = reading_level(*texts)
    assert level is not None
    assert level.grade <= 6
    long = [text for text in texts if len(text.split()) > 6 and (one := reading_level(text)) and one.grade > 8]
    assert long == []


def test_every_text_has_its_spanish() -> None:
    folder = WEB / "locale/es/LC_MESSAGES"
    with (folder / "django.mo").open("rb") as file:
        spanish = gettext.GNUTranslations(file)
    assert [text for text in _texts() if spanish.gettext(text) == text] == []


def test_the_spanish_texts_are_read_with_six_years_of_school() -> None:
    with (WEB / "locale/es/LC_MESSAGES/django.mo").open("rb") as file:
        spanish = gettext.GNUTranslations(file)
    texts = [re.sub(r"%\(?\w*\)?s", "esto", spanish.gettext(each)) for each in _texts()]
    ease = reading_ease(*texts)
    assert ease is not None
    assert ease >= SIXTH_GRADE
    hard = [text for text in texts if len(text.split()) > 6 and (one := reading_ease(text)) and one < SIXTH_GRADE - 10]
    assert hard == []


def test_the_compiled_catalogue_is_the_written_one() -> None:
    folder = WEB / "locale/es/LC_MESSAGES"
    with (folder / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    written = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', (folder / "django.po").read_text("utf-8"), re.MULTILINE)
    assert len(written) > 100
    assert [text for text, told in written if compiled.gettext(text) != told] == []
