"""Whose paper it is, and whose name stands under the plan: seen, and told to who does not see it."""

import base64
import datetime
import io
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from paper_pages import Tags, case_of, desk
from pypdf import PdfReader

from goldthread.paper import Agreed, House, Paper, render_html, to_pdf
from goldthread.practice.agreement import SignerStanding, Standing, item_hashes
from goldthread.practice.entries import Signed
from goldthread.terms import Role
from signatures import png

HOUSE = House(name="Harbour House", logo=base64.b64encode(png()).decode())
AT = datetime.datetime(2026, 3, 2, 10, tzinfo=datetime.UTC)
CLIENT = "miguel-herrera"


def agreed() -> Agreed:
    """He drew his name; she typed hers and took it back later."""
    plan = case_of(CLIENT).plan
    assert plan is not None
    items = item_hashes(plan)
    about: dict[str, Any] = {"at": AT, "plan": plan.id, "version": 1, "items": items}
    his = Signed(
        **about, by=CLIENT, role=Role.CLIENT, signer=CLIENT, capacity="client", kind="drawn", picture=png(),
        picture_type="image/png",
    )  # fmt: skip
    hers = Signed(
        **about, by="emil", role=Role.THERAPIST, signer="emil", capacity="author", kind="typed", name="Emil Sorensen"
    )
    every = tuple(items)
    stands = SignerStanding(signer=CLIENT, capacity="client", signed=every, asks=(), gone=())
    taken_back = SignerStanding(signer="emil", capacity="author", signed=(), asks=every, gone=())
    names = {CLIENT: "Miguel Herrera", "emil": "Emil Sorensen"}
    return Agreed(signed=(his, hers), standing=Standing(signers=(stands, taken_back)), names=names)


def paper(reader: Paper) -> str:
    return render_html(case=case_of(CLIENT), desk=desk(), reader=reader, agreed=agreed(), house=HOUSE)


@pytest.mark.parametrize("reader", ["team", "client", "card", "safety", "evidence"])
def test_every_paper_says_whose_it_is(reader: Paper) -> None:
    tags = Tags(paper(reader))
    assert "Harbour House" in tags.text
    logo = tags.named("img")[0]
    spanish = reader in ("client", "card", "safety")
    assert logo["alt"] == ("Logotipo de Harbour House" if spanish else "Logo of Harbour House")
    assert "Harbour House" not in render_html(case=case_of(CLIENT), desk=desk(), reader=reader)


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        ("team", "The signature of Miguel Herrera"),
        ("client", "La firma de Miguel Herrera"),
        ("evidence", "The signature of Miguel Herrera"),
    ],
)
def test_a_drawn_name_is_shown_and_told(reader: Paper, said: str) -> None:
    drawn = Tags(paper(reader)).named("img")[1]
    assert drawn["alt"] == said
    assert drawn["src"] == f"data:image/png;base64,{base64.b64encode(png()).decode()}"


def test_a_name_that_was_taken_back_stands_under_no_plan() -> None:
    text = Tags(paper("client")).text
    assert "Quién ha dicho que sí" in text
    assert "Emil Sorensen" not in text.partition("Quién ha dicho que sí")[2]
    none = render_html(case=case_of(CLIENT), desk=desk(), reader="client", agreed=Agreed(), house=HOUSE)
    assert "Quién ha dicho que sí" not in none


def _described(node: Any) -> Iterator[tuple[str, str]]:
    """What a tagged PDF tells of its pictures: kind and text, all the way down."""
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            yield from _described(each)
    elif isinstance(node, dict):
        if "/Alt" in node:
            yield str(node["/S"]), str(node["/Alt"])
        if "/K" in node:
            yield from _described(node["/K"])


@pytest.mark.parametrize("reader", ["client", "evidence"])
def test_a_pdf_stays_tagged_and_tells_its_pictures(reader: Paper) -> None:
    document = PdfReader(io.BytesIO(to_pdf(paper(reader))))
    root: Any = document.trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"]
    told = set(_described(root["/StructTreeRoot"]))
    firm = "La firma de" if reader == "client" else "The signature of"
    assert ("/Figure", f"{firm} Miguel Herrera") in told
    assert any(alt.endswith("Harbour House") for kind, alt in told if kind == "/Figure")
    assert "Harbour House" in document.pages[-1].extract_text(), "it stands at the foot of each page"


def test_holes_come_first_with_signatures_too() -> None:
    text = Tags(paper("evidence")).text
    assert text.index("Not signed by Emil Sorensen") < text.index("From need to signature")
    assert msgspec.structs.replace(agreed(), standing=None).standing_signatures() == ()
