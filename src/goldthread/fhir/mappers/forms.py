"""QuestionnaireResponse: the form taken apart into items with their codes, then read by what it is."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from goldthread.fhir.answers import Answer, answer_of
from goldthread.fhir.elements import chosen, codes, objects, string
from goldthread.fhir.mappers.observations import stated_total
from goldthread.fhir.mappers.questions import Question, asked, is_known
from goldthread.fhir.mappers.screens import adversity, partner_violence, suicide_screen
from goldthread.fhir.maps.instruments import (
    ACE,
    CSSRS,
    CSSRS_LEVEL,
    HARK,
    HARK_TOTAL,
    ITEMS,
    PANELS,
    SCORED,
    TOTALS,
    instrument_called,
    items_of,
)
from goldthread.fhir.scoresheet import Sheet, administration
from goldthread.fhir.source import Header, NotMapped, Part, Pieces, Source
from goldthread.record import Observation
from goldthread.terms import Code

_LOINC = re.compile(r"\d{3,7}-\d\Z")
_NUMBERED = re.compile(r"(?:.*[^a-z0-9])?(?:q|item)?0*([1-9]\d?)\Z", re.IGNORECASE)
_LETTERS = re.compile(r"[^a-z0-9]")
_GATED = {"pcptsd5"}  # forms number its gate question or not: a bare number does not say which item it is


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One item of a form: its link id, LOINC code where it has one, wording and answers."""

    link: str
    code: str
    text: str
    answers: tuple[Answer, ...]

    @property
    def question(self) -> Code:
        """The code as the record keeps it."""
        return Code(system="loinc", code=self.code)

    @property
    def label(self) -> str:
        """The wording, else the code, else the link id."""
        return self.text or self.code or self.link or "Question"


def questionnaire_response(source: Source) -> Pieces:
    """The facts of one form. Every answered item ends in a fact or in the list."""
    asked_items = list(_items(source, objects(source.get("item")), _codes_by_link(source)))
    if not asked_items:
        raise NotMapped("holds no answer")
    if string(source.get("status")) in ("in-progress", "stopped"):
        yield source.note("the form was not finished")
    header: Header = {
        "said_by": source.speaker("source", "author"),
        "recorded_on": source.written("authored"),
        "since": source.date("authored"),
    }
    left = dict(enumerate(asked_items))
    yield from _instrument(source, left, header)
    yield from _screens(source, left, header)
    for number, item in left.items():
        yield from _item(source, item, f"i{number}", header)


def _items(source: Source, nodes: list[dict[str, Any]], known: Mapping[str, str]) -> Iterator[Asked]:
    for node in nodes:
        link = string(node.get("linkId"))
        given = objects(node.get("answer"))
        answers = tuple(a for a in (answer_of(*chosen(each, "value")) for each in given) if a is not None)
        if answers:
            code = known.get(link) or _code_in(link) or _code_in(string(node.get("definition")))
            yield Asked(link=link, code=code, text=string(node.get("text")), answers=answers)
        yield from _items(source, objects(node.get("item")), known)
        for each in given:
            yield from _items(source, objects(each.get("item")), known)


def _code_in(address: str) -> str:
    last = address.rstrip("/").split("/")[-1]
    return last if _LOINC.match(last) else ""


def _questionnaire(source: Source) -> dict[str, Any] | None:
    """The form's definition, where the input holds it."""
    address = string(source.get("questionnaire"))
    return source.target({"reference": address.split("|")[0]}) if address else None


def _codes_by_link(source: Source) -> dict[str, str]:
    """LOINC code of each link id, where the input holds the form's definition."""
    result: dict[str, str] = {}

    def gather(nodes: list[dict[str, Any]]) -> None:
        for node in nodes:
            found = next((c.code for c in codes(node.get("code")) if c.system == "loinc"), "")
            if found:
                result[string(node.get("linkId"))] = found
            gather(objects(node.get("item")))

    gather(objects((_questionnaire(source) or {}).get("item")))
    return result


def _instrument(source: Source, left: dict[int, Asked], header: Header) -> Pieces:
    """The answers of a known instrument as one administration; what it used is taken out of `left`."""
    name = _which(source, left.values())
    if not name:
        return
    sheet = Sheet(instrument=name)
    for number, item in list(left.items()):
        answer = item.answers[0]
        key = _item_of(name, item)
        if key and len(item.answers) == 1 and sheet.take(key, item.code, answer):
            del left[number]
        elif key:
            yield Part(part=item.label, why=f"is no answer that {name} counts", content=answer.text)
        elif TOTALS.get(item.code) == name or (not sheet.total_known and _says_total(item, name)):
            if TOTALS.get(item.code) != name:
                why = f"the total of {name} is given under the code of another question: read by its wording"
                yield Part(part=item.label, why=why, content=item.code)
            sheet.stated(answer)
            yield from () if sheet.total_known else stated_total(source, name, answer, item.label, header)
            del left[number]
    yield from administration(source, sheet, header)


def _which(source: Source, items: Any) -> str:
    """The instrument of the form: by its definition's code, its items, its total, its name."""
    definition = _questionnaire(source) or {}
    panel = next((PANELS[c.code] for c in codes(definition.get("code")) if c.code in PANELS), "")
    called = instrument_called(f"{string(source.get('questionnaire'))} {string(definition.get('title'))}")
    held = {item.code for item in items}
    counts = {name: len(held & set(table)) for name, table in ITEMS.items()}
    best = max(counts, key=lambda name: counts[name])
    by_total = next((TOTALS[code] for code in held if code in TOTALS), "")
    guess = best if counts[best] >= 2 else ""
    return panel or by_total or (called if called and (held & set(items_of(called)) or not guess) else guess)


def _item_of(name: str, item: Asked) -> str:
    """Our item: by LOINC code, else by a link id that is a number where no code says otherwise."""
    table = items_of(name)
    if item.code:
        return table[item.code][0] if item.code in table else ""
    found = _NUMBERED.match(item.link) if name not in _GATED else None
    return f"q{found.group(1)}" if found and int(found.group(1)) <= SCORED[name] else ""


def _says_total(item: Asked, name: str) -> bool:
    """Whether the wording calls it the total of this very instrument ("Total score [AUDIT-C]")."""
    letters = _LETTERS.sub("", item.text.lower())
    return "total" in letters and _LETTERS.sub("", name) in letters and item.answers[0].number is not None


def _screens(source: Source, left: dict[int, Asked], header: Header) -> Pieces:
    """Screens that are no instrument of ours: suicide risk, childhood adversity, violence by a partner."""
    for table, also, reader in (
        (CSSRS, CSSRS_LEVEL, suicide_screen),
        (ACE, "", adversity),
        (HARK, HARK_TOTAL, partner_violence),
    ):
        taken = {number: item for number, item in left.items() if item.code in table or item.code == also != ""}
        # One question of HARK stands in PRAPARE too: alone it is read as a question, not as the screen.
        if len({item.code for item in taken.values()} & set(table)) >= 2:
            yield from reader(source, {item.code: item.answers[0] for item in taken.values()}, header)
            for number in taken:
                del left[number]


def _item(source: Source, item: Asked, part: str, header: Header) -> Pieces:
    if item.code in TOTALS:
        yield from stated_total(source, TOTALS[item.code], item.answers[0], item.label, header)
        return
    if is_known(item.code):
        question = Question(code=item.question, text=item.label, part=part)
        yield from asked(source, question=question, answers=item.answers, header=header)
        return
    for number, answer in enumerate(item.answers):
        yield source.fact(
            Observation,
            f"{part}-{number}" if number else part,
            label=item.label,
            codes=(item.question,) if item.code else (),
            value=answer.number if answer.number is not None else answer.text,
            unit=answer.unit,
            **header,
        )
