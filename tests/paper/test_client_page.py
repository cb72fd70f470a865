"""The client's page: the bad hour first, each thing once, in the client's language and in plain words."""

import datetime
import re

import msgspec
import pytest
from paper_pages import DRAFTED, Tags, case_of, desk, draft_page, drafted, page

from goldthread.case import cast_names, read_fragment
from goldthread.paper import render_html
from goldthread.paper.clientview import NEXT, client_view, dated_review
from goldthread.paper.rendering import day_in
from goldthread.paper.tongue import foreign, language_of
from goldthread.paper.words import LANGUAGES
from goldthread.plan import Plan
from goldthread.terms import Role


def plan_of(name: str) -> Plan:
    plan = case_of(name).plan
    assert plan is not None
    return plan


@pytest.mark.parametrize("name", cast_names())
def test_the_bad_hour_comes_first_with_one_thing_to_do_and_numbers_to_call(name: str) -> None:
    text = page(name, "client")
    first = client_view(plan=plan_of(name), on=case_of(name).on).first
    assert 1 <= len(first) <= NEXT
    assert '<p class="one">' in text
    assert text.index('<p class="one">') < text.index('href="tel:988"') < text.index("<blockquote")
    assert 'href="tel:911"' in text


def test_what_helped_and_was_practised_last_is_the_first_thing_and_nothing_still_to_learn() -> None:
    plan = read_fragment(
        """
record: {facts: []}
plan:
  skills:
  - {id: k1, text: Sing, helps: sometimes, last_practised: 2026-09-20}
  - {id: k2, text: Walk, helps: 'yes', last_practised: 2026-09-01}
  - {id: k3, text: Knit, helps: 'yes', last_practised: 2026-09-10}
  - {id: k4, text: Box, helps: 'no'}
  - {id: k5, text: Breathe, helps: 'yes', to_learn: true}
""",
        file="skills",
    ).case.plan
    assert plan is not None
    assert client_view(plan=plan, on=datetime.date(2026, 9, 22)).first == ("Knit", "Walk", "Sing")


@pytest.mark.parametrize("name", cast_names())
def test_nothing_that_the_client_does_is_told_twice(name: str) -> None:
    view = client_view(plan=plan_of(name), on=case_of(name).on)
    told = [each.id for entry in view.goals for step in entry.steps for each in step.todo]
    told += [each.id for each in view.beside]
    assert len(told) == len(set(told))
    done = {each.id for each in plan_of(name).interventions if each.client_does}
    assert done <= set(told)


@pytest.mark.parametrize("name", cast_names())
def test_what_comes_next_lies_ahead_and_is_little(name: str) -> None:
    on = case_of(name).on
    coming = client_view(plan=plan_of(name), on=on).coming
    assert len(coming) <= NEXT
    assert all(each.on >= on for each in coming)
    assert list(coming) == sorted(coming, key=lambda each: each.on)


def test_the_next_review_is_one_that_has_not_passed() -> None:
    plan = plan_of("miguel-herrera")
    assert dated_review(plan, datetime.date(2026, 11, 17)) == datetime.date(2026, 11, 18)
    assert dated_review(plan, datetime.date(2030, 1, 1)) is None


@pytest.mark.parametrize("name", DRAFTED)
def test_a_draft_says_that_it_is_one_and_claims_no_talk_that_has_not_been(name: str) -> None:
    say = LANGUAGES[plan_of(name).language]
    text = Tags(draft_page(name, "client")).text
    assert say["draft"] in text
    assert say["made_with"] not in text
    assert say["draft"] not in Tags(page(name, "client")).text


ENGLISH = re.compile(r"\b(the|with|and|you|your|his|her|for|of|from|every|therapist|counselor|nurse|prescriber|peer)\b")


@pytest.mark.parametrize("text", [page("miguel-herrera", "client"), draft_page("miguel-herrera", "client")])
def test_no_english_leaks_into_the_spanish_page(text: str) -> None:
    # A medicine's name and a place's name stay as they are.
    kept = [plan_of("miguel-herrera"), drafted("miguel-herrera").plan]
    places = [item.place for plan in kept if plan for item in plan.aftercare if item.place]
    found = [each for _, each in Tags(text).texts if ENGLISH.search(each) and not any(each in at for at in places)]
    assert found == []


def test_no_modality_of_the_catalogue_is_named_in_the_spanish_draft() -> None:
    shown = Tags(draft_page("miguel-herrera", "client")).text
    named = [each.name for each in desk().library.modalities.values() if each.name in shown]
    assert named == []


def test_the_clients_own_words_stand_in_a_draft_of_any_language() -> None:
    text = Tags(draft_page("miguel-herrera", "client")).text
    plan = drafted("miguel-herrera").plan
    assert plan is not None
    assert plan.skills
    assert plan.triggers
    told = [each.text for each in plan.skills] + [each.text for each in plan.triggers]
    assert all(each.rstrip(".") in text for each in told)


def test_every_language_names_every_role_step_and_decision() -> None:
    wanted = {f"role_{role}".replace("-", "_") for role in Role if role not in (Role.CLIENT, Role.SUPPORTER)}
    for words in LANGUAGES.values():
        assert wanted <= words.keys()
    for name in cast_names():
        assert "Undefined" not in page(name, "client")


def test_a_number_that_can_be_dialled_is_a_link_and_a_date_is_none() -> None:
    case = read_fragment(
        """
record: {facts: []}
plan:
  supports:
  - {id: s1, name: Ann, contact: 'home 614-555-0103, or 555-0104 <b>', in_crisis: true}
  - {id: s2, name: Bo, contact: 'room 1988, since 2026-09-11', in_crisis: true}
""",
        file="phones",
    ).case
    text = render_html(case=case, desk=desk(), reader="client")
    assert 'href="tel:6145550103">614-555-0103</a>' in text
    assert 'href="tel:5550104">555-0104</a> &lt;b&gt;' in text
    assert "room 1988, since 2026-09-11" in text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Quiero llevar a mis hijas a la escuela", "es"),
        ("He wants that cover left on until he sleeps through.", "en"),
        ("Starts from his own words: “Quiero una llave mía y una mesa”.", "en"),
        ("On the list; today: “El patrón paga por cuadro, no por hora. El que…", "en"),
        ("“Quiero una llave mía”", "es"),
        ("acamprosate", ""),
        ("Dra. Lucía Barragán, psychiatrist", ""),
        ("", ""),
    ],
)
def test_a_text_shows_its_language_or_nothing(text: str, language: str) -> None:
    assert language_of(text) == language


def test_of_a_page_in_a_language_without_words_here_nothing_is_called_foreign() -> None:
    assert foreign("He walks with the dog", "de") == ""
    assert foreign("He walks with the dog", "es-MX") == "en"
    assert foreign("He walks with the dog", "en") == ""


def test_dates_are_written_as_each_language_does() -> None:
    on = datetime.date(2026, 11, 2)
    assert day_in("en", on) == "2 November 2026"
    assert day_in("es-MX", on) == "2 de noviembre de 2026"
    assert day_in("es", None) == ""


def test_a_plan_in_a_language_without_words_reads_english_and_says_so() -> None:
    case = case_of("walter-brandt")
    odd = msgspec.structs.replace(case, plan=msgspec.structs.replace(plan_of("walter-brandt"), language="tlh"))
    assert '<html lang="en"' in render_html(case=odd, desk=desk(), reader="client")


def test_what_the_client_disagrees_with_is_kept_beside_the_answer() -> None:
    text = Tags(page("miguel-herrera", "client")).text
    assert "La cerveza no estaba en el papel del juez" in text
    assert "Se queda como cuenta suya" in text
