"""Papers from the pages: for whom they are, what a screen reader finds in them, and nobody's name around them."""

import io
from typing import Any

import pytest
from playwright.sync_api import APIResponse
from pypdf import PdfReader

from real_browser import PHONE, SignedIn, Visitor, axe

WALTER = "/papers/walter-brandt/plan-walter-brandt/"


def got(visitor: Visitor, path: str) -> APIResponse:
    return visitor.context.request.get(visitor.centre.address + path)


@pytest.mark.parametrize("kind", ["client", "card", "safety"])
def test_a_client_opens_their_own_papers_as_they_are_meant_to_look(signed_in: SignedIn, kind: str) -> None:
    visitor = signed_in("walter", viewport=PHONE)
    assert visitor.go(WALTER + kind) == 200
    assert visitor.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 253, 248)"
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert axe(visitor.page) == []
    back = visitor.page.get_by_role("link", name="Back to my plan")
    assert back.get_attribute("href") == "/my/"
    visitor.page.emulate_media(media="print")
    assert not back.is_visible(), "paper has no links"
    assert visitor.complaints == [], "the policy lets the paper's own style through, and the browser says nothing"


def test_only_the_style_of_this_paper_is_let_through(signed_in: SignedIn) -> None:
    visitor = signed_in("walter")
    paper, other = got(visitor, WALTER + "card"), got(visitor, "/my/people/")
    assert "'sha256-" in paper.headers["content-security-policy"]
    assert "unsafe" not in paper.headers["content-security-policy"]
    assert "sha256" not in other.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("login", "kind", "said"),
    [
        ("walter", "client", "My plan"),
        ("walter", "card", "File a part until no light shows"),
        ("walter", "safety", "Step 6"),
        ("sam", "team", "What is covered"),
        ("sam", "evidence", "Holes in this packet"),
    ],
)
def test_a_pdf_is_tagged_and_its_name_says_nothing_of_anybody(
    signed_in: SignedIn, login: str, kind: str, said: str
) -> None:
    answer = got(signed_in(login), f"{WALTER}{kind}.pdf")
    assert answer.status == 200, answer.text()
    assert answer.headers["content-disposition"] == f'attachment; filename="goldthread-{kind}.pdf"'
    assert answer.headers["cache-control"] == "no-store"
    document = PdfReader(io.BytesIO(answer.body()))
    root: Any = document.trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "en"
    assert said in " ".join(page.extract_text() for page in document.pages)


def test_a_client_who_reads_spanish_prints_a_spanish_card(signed_in: SignedIn) -> None:
    answer = got(signed_in("miguel"), "/papers/miguel-herrera/plan-miguel-herrera/card.pdf")
    document = PdfReader(io.BytesIO(answer.body()))
    text = " ".join(page.extract_text() for page in document.pages)
    assert "Mi tarjeta" in text
    assert "Marca 2" in text
    assert "My card" not in text
    assert len(document.pages) == 1


def test_the_evidence_says_who_signed_which_version_and_when(signed_in: SignedIn) -> None:
    visitor = signed_in("sam")
    assert visitor.go(WALTER + "evidence") == 200
    text = visitor.text()
    assert text.index("Holes in this packet") < text.index("From need to signature")
    assert "signatures are not known" not in text
    assert "Walter Brandt (client)" in text
    assert "items of version 1 as client (typed)" in text
    assert visitor.page.title() == "Evidence packet"
    assert axe(visitor.page) == []
    assert visitor.complaints == []


def test_who_does_not_see_the_record_is_told_so_in_the_packet(signed_in: SignedIn) -> None:
    cora = signed_in("cora")
    packet = got(cora, WALTER + "evidence")
    assert packet.status == 200
    assert "Scores and reasons of the record are not shown" in packet.text()
    assert got(cora, WALTER + "team").status == 403


@pytest.mark.parametrize(
    ("login", "path"),
    [
        ("helen", WALTER + "client"),  # another client
        ("helen", WALTER + "card.pdf"),
        ("admin", WALTER + "client"),  # keeps the centre running, and sees no clinical word
        ("dana", WALTER + "evidence"),  # not on the care team
        ("ethan", WALTER + "safety.pdf"),
        ("walter", WALTER + "evidence"),  # their own plan, and a paper of the team
        ("walter", WALTER + "team.pdf"),
    ],
)
def test_a_paper_is_refused_to_who_it_is_not_for(signed_in: SignedIn, login: str, path: str) -> None:
    answer = got(signed_in(login), path)
    assert answer.status == 403
    assert "text/html" in answer.headers["content-type"]
    assert "Lorraine" not in answer.text()
    assert "File a part" not in answer.text()


def test_a_stranger_is_asked_to_sign_in_and_another_kind_is_nowhere(visitor: Visitor, signed_in: SignedIn) -> None:
    visitor.go(WALTER + "card")
    assert "Sign in" in visitor.text()
    assert got(signed_in("walter"), WALTER + "poster").status == 404


def test_opening_a_paper_leaves_its_trace(signed_in: SignedIn) -> None:
    miguel = signed_in("miguel")
    miguel.go("/my/trace/")
    before = miguel.text()
    assert got(signed_in("cora"), "/papers/miguel-herrera/plan-miguel-herrera/evidence").status == 200
    miguel.go("/my/trace/")
    assert miguel.text() != before, "that somebody looked at it is new"
