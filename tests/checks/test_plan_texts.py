import msgspec
import pytest

from goldthread.checks import texts
from goldthread.checks.texts import (
    BY_CLIENT,
    BY_TEAM,
    EVERYWHERE,
    FOR_CLIENT,
    NAMES,
    Pieces,
    Sheet,
    forget_texts,
    plain,
    remembered,
)
from goldthread.plan import COLLECTIONS, Plan
from goldthread.plan.shape import PlanItem


def fields_of_text() -> set[tuple[str, str]]:
    """Every field of every collection of a plan that holds free text."""
    collections = {field.name: field.type for field in msgspec.inspect.type_info(Plan).fields}  # type: ignore[attr-defined]  # a Struct has fields
    found = set()
    for name in COLLECTIONS:
        item = collections[name].item_type
        for field in item.fields:
            kinds = [field.type, getattr(field.type, "item_type", None)]
            if any(isinstance(kind, msgspec.inspect.StrType) and kind.max_length == 4_000 for kind in kinds):
                found.add((name, field.name))
    return found


def test_every_text_of_a_plan_stands_in_one_table() -> None:
    tables = [
        (collection, field)
        for table in (FOR_CLIENT, BY_TEAM, BY_CLIENT, NAMES)
        for collection, names in table.items()
        for field in names
    ]
    assert len(tables) == len(set(tables))
    free = {(name, field) for name, field in fields_of_text() if field != EVERYWHERE}
    # The reason of a waiver has its own rule for length.
    assert free | {("waivers", "reason")} == set(tables)
    assert EVERYWHERE in {field.name for field in msgspec.structs.fields(PlanItem)}


def test_sentences_are_compared_by_their_words() -> None:
    assert plain("  I call Rosa, first! ") == plain("i call Rosa first") == "i call rosa first"
    assert plain("¿Dónde está?") == "dónde está"
    assert plain("…") == ""


def test_empty_fields_are_no_texts() -> None:
    plan = msgspec.convert(
        {
            "id": "plan",
            "client": "client",
            "level": "outpatient",
            "started_on": "2026-06-01",
            "written_by": "Ana",
            "goals": [{"id": "g", "section": "trauma"}],
            "objectives": [{"id": "o", "goal": "g", "steps": ["one", "two"], "because": "why"}],
        },
        Plan,
    )
    assert [(text.path, text.text) for text in Sheet(plan).texts()] == [
        (("plan", "objectives", "o", "steps"), "one"),
        (("plan", "objectives", "o", "steps"), "two"),
        (("plan", "objectives", "o", "because"), "why"),
    ]


def test_a_word_is_found_in_the_texts_that_hold_it_whatever_letters_stand_before_it() -> None:
    goals = [{"id": f"g{n}", "section": "trauma", "clinical": text} for n, text in enumerate(["İİİ İİ", "Clean", "x"])]
    plan = msgspec.convert(
        {
            "id": "plan",
            "client": "client",
            "level": "outpatient",
            "started_on": "2026-06-01",
            "written_by": "Ana",
            "goals": goals,
        },
        Plan,
    )
    sheet = Sheet(plan)
    assert [text.item for text in sheet.holding(Pieces("lea"))] == ["g1"]
    assert [text.item for text in sheet.holding(Pieces("x", "clean", "nothing"))] == ["g1", "g2"]
    assert sheet.holding(Pieces("nothing")) == []


def plan_of(*written: str) -> Plan:
    goals = [{"id": f"g{n}", "section": "trauma", "clinical": text} for n, text in enumerate(written)]
    return msgspec.convert(
        {
            "id": "p",
            "client": "c",
            "level": "outpatient",
            "started_on": "2026-06-01",
            "written_by": "Ana",
            "goals": goals,
        },
        Plan,
    )


def found(pieces: Pieces, *written: str) -> list[str]:
    return [text.text for text in Sheet(plan_of(*written)).holding(pieces)]


def test_texts_that_were_asked_about_before_are_found_beside_new_ones() -> None:
    pieces = Pieces("lea")
    assert found(pieces, "a clean room", "a walk") == ["a clean room"]
    assert found(pieces, "a walk", "Lea calls", "a clean room", "a clean room") == [
        "Lea calls",
        "a clean room",
        "a clean room",
    ]
    assert found(pieces, "a walk") == []
    forget_texts()
    assert found(pieces, "a walk", "a clean room") == ["a clean room"]


def test_more_texts_than_are_remembered_are_still_all_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_TEXTS_KEPT", 3)
    monkeypatch.setattr(texts, "_WORDS_KEPT", 3)
    pieces = Pieces("lea")
    for number in range(5):
        written = [f"walk {number}", f"clean {number}", f"leave {number}"]
        assert found(pieces, *written) == written[1:]
        assert found(pieces, *written) == written[1:]


def test_what_is_said_of_a_text_is_worked_out_once_until_it_is_forgotten() -> None:
    asked = []
    length = remembered(lambda text: asked.append(text) or len(text))  # type: ignore[func-returns-value]  # append gives None
    assert [length("four"), length("four")] == [4, 4]
    assert asked == ["four"]
    forget_texts()
    assert length("four") == 4
    assert asked == ["four", "four"]
