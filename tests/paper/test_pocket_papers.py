"""The client's small papers: a card that fits a wallet, and the safety plan by itself, with who answers at any hour."""

import io

import msgspec
import pytest
from paper_pages import Tags, case_of, desk
from pypdf import PdfReader

from goldthread.case import cast_names
from goldthread.paper import Crisis, CrisisLine, render_html, safety_page, to_pdf
from goldthread.paper.pocket import STEPS

ELSEWHERE = Crisis(lines=(CrisisLine(name="Helpline", phone="116 123", source="the centre"),), emergency="112")
LETTER_WIDTH = 612  # points


@pytest.mark.parametrize("name", cast_names())
def test_a_card_is_one_sheet_with_every_trigger_sign_skill_and_person(name: str) -> None:
    case = case_of(name)
    assert case.plan is not None
    page = render_html(case=case, desk=desk(), reader="card")
    text = Tags(page).text
    for item in (*case.plan.triggers, *case.plan.early_signs, *case.plan.skills):
        if not getattr(item, "to_learn", False) and getattr(item, "helps", "") != "no":
            assert item.text.rstrip(".") in text  # type: ignore[attr-defined]  # each of the three kinds has a text
    assert all(each.name in text for each in case.plan.supports if each.in_crisis)
    assert case.record.client.name not in text, "a card that is lost names nobody"
    sheets = PdfReader(io.BytesIO(to_pdf(page))).pages
    assert len(sheets) == 1
    assert float(sheets[0].mediabox.width) == LETTER_WIDTH


@pytest.mark.parametrize("reader", ["card", "safety"])
def test_988_stands_there_with_its_source_and_makes_room_for_another_line(reader: str) -> None:
    case = case_of("walter-brandt")
    here = render_html(case=case, desk=desk(), reader="card" if reader == "card" else "safety")
    assert 'href="tel:988"' in here
    assert "Substance Abuse and Mental Health Services Administration (2022)" in here
    there = render_html(
        case=case, desk=desk(), reader="card" if reader == "card" else "safety", crisis=ELSEWHERE
    )  # fmt: skip
    assert 'href="tel:116123"' in there
    assert 'href="tel:112"' in there
    assert "Source: the centre" in there
    assert "988lifeline" not in there
    assert "911" not in Tags(there).text.partition("Help at any hour")[2].partition("Step 6")[0]


def test_the_safety_plan_has_its_six_steps_in_order() -> None:
    titles = [text for _, text in Tags(render_html(case=case_of("ruth-okafor"), desk=desk(), reader="safety")).texts]
    steps = [text for text in titles if text.startswith("Step ")]
    assert [text[:6] for text in steps] == [f"Step {number}" for number in range(1, len(STEPS) + 1)]
    assert steps[0].endswith("How I notice that it starts")
    assert steps[-1].endswith("How I make my place safe")


def test_a_step_that_nobody_filled_in_shows_its_gap_and_the_crisis_line_stays() -> None:
    page = render_html(case=case_of("helen-iversen"), desk=desk(), reader="safety")
    assert page.count("We have not filled this in yet.") == len(STEPS) - 1
    assert 'href="tel:988"' in page


def test_card_and_safety_plan_are_spanish_for_who_reads_spanish() -> None:
    for reader, title in (("card", "Mi tarjeta"), ("safety", "Mi plan de seguridad")):
        page = render_html(case=case_of("miguel-herrera"), desk=desk(), reader="card" if reader == "card" else "safety")
        assert '<html lang="es"' in page
        assert title in page
        assert "Marca 2 para español" in page
        assert "Call" not in page


def test_who_was_let_into_the_safety_plan_alone_reads_it_without_a_name() -> None:
    plan = case_of("ruth-okafor").plan
    assert plan is not None
    page = safety_page(steps=plan.safety, plan=None, name="", language="en", desk=desk())
    assert plan.safety[0].text.rstrip(".") in page.replace("&#39;", "'")
    assert "Okafor" not in Tags(page).text.partition("Step 1")[0]


def test_what_is_on_a_card_never_becomes_markup() -> None:
    case = case_of("walter-brandt")
    assert case.plan is not None
    loud = msgspec.structs.replace(case.plan.triggers[0], text="<script>alert(1)</script> and <b>loud</b>")
    plan = msgspec.structs.replace(case.plan, triggers=(loud,))
    page = render_html(case=msgspec.structs.replace(case, plan=plan), desk=desk(), reader="card")
    assert "<script" not in page
    assert "&lt;b&gt;loud" in page
