"""`read_questionnaire`: the wording of a form, from a FHIR Questionnaire.

A centre that has the right to a wording brings it as a Questionnaire; where the form is one of the library's
instruments, `overlay` lays its wording over the definition, as a content file for the centre's own folder. Scoring,
bands and cut-offs stay those of the library.
"""

from pathlib import Path
from typing import Any

import msgspec
import yaml

from goldthread.fhir.answers import points_given
from goldthread.fhir.bundle import read_texts, refuse, resources_in
from goldthread.fhir.elements import codes, objects, string
from goldthread.fhir.maps.instruments import PANELS, instrument_called, items_of
from goldthread.instruments import InstrumentDefinition
from goldthread.notation import BadInput
from goldthread.terms import Code

_HIDDEN = {"display"}


class WordedChoice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One answer that may be chosen; `score` is the number that it counts, where the source says so."""

    text: str
    code: str = ""
    system: str = ""
    score: float | None = None


class WordedItem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One item or group. `item` is our item id where the form is one of the library's instruments; `enable_when` is
    kept as FHIR gives it; `value_set` names the answers where they are not written out."""

    link_id: str
    type: str
    text: str = ""
    prefix: str = ""
    item: str = ""
    required: bool = False
    repeats: bool = False
    codes: tuple[Code, ...] = ()
    choices: tuple[WordedChoice, ...] = ()
    value_set: str = ""
    enable_when: tuple[dict[str, Any], ...] = ()
    items: tuple["WordedItem", ...] = ()


class QuestionnaireWording(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The wording of a form. `instrument` is the id of the library's instrument that it is, or ""."""

    title: str
    instrument: str = ""
    url: str = ""
    version: str = ""
    status: str = ""
    publisher: str = ""
    copyright: str = ""
    language: str = "en"
    codes: tuple[Code, ...] = ()
    items: tuple[WordedItem, ...] = ()

    def flat(self) -> tuple[WordedItem, ...]:
        """All items, groups included, in the order of the form."""
        found: list[WordedItem] = []

        def gather(nodes: tuple[WordedItem, ...]) -> None:
            for node in nodes:
                found.append(node)
                gather(node.items)

        gather(self.items)
        return tuple(found)


def read_questionnaire(source: str | bytes | Path, *, file: str | None = None) -> QuestionnaireWording:
    """Read one FHIR R4 Questionnaire (alone, or the only one in a Bundle; `-` is standard input).

    Raises BadInput (`not-a-questionnaire`, `invalid-fhir`, ...) with file, line and column.
    """
    found = [each for text in read_texts(source, file=file) for each in resources_in(text)]
    forms = [each for each in found if each.type == "Questionnaire"]
    if len(forms) != 1:
        place = found[0].text.place(found[0].path) if found else None
        count = "no Questionnaire" if not forms else f"{len(forms)} Questionnaires"
        message = f"The input holds {count}; exactly one is expected."
        raise BadInput(message, code="not-a-questionnaire", place=place)
    form = forms[0]
    if form.broken:
        raise refuse(form)
    return _wording(form.resource)


def _wording(resource: dict[str, Any]) -> QuestionnaireWording:
    title = string(resource.get("title")) or string(resource.get("name")) or string(resource.get("id"))
    own = codes(resource.get("code"))
    instrument = next((PANELS[code.code] for code in own if code.code in PANELS), "") or instrument_called(title)
    sets = _value_sets(resource)
    return QuestionnaireWording(
        title=title or "Questionnaire",
        instrument=instrument,
        url=string(resource.get("url")),
        version=string(resource.get("version")),
        status=string(resource.get("status")),
        publisher=string(resource.get("publisher")),
        copyright=string(resource.get("copyright")),
        language=string(resource.get("language")) or "en",
        codes=own,
        items=tuple(_item(each, instrument, sets) for each in objects(resource.get("item"))),
    )


def _item(node: dict[str, Any], instrument: str, sets: dict[str, tuple[WordedChoice, ...]]) -> WordedItem:
    own = codes(node.get("code"))
    link = string(node.get("linkId"))
    table = items_of(instrument)
    known = [each.code for each in own if each.code in table] + [part for part in link.split("/") if part in table]
    value_set = string(node.get("answerValueSet"))
    choices = tuple(
        choice for choice in (_choice(each) for each in objects(node.get("answerOption"))) if choice is not None
    )
    return WordedItem(
        link_id=link,
        type=string(node.get("type")),
        text=string(node.get("text")),
        prefix=string(node.get("prefix")),
        item=table[known[0]][0] if known else "",
        required=node.get("required") is True,
        repeats=node.get("repeats") is True,
        codes=own,
        choices=choices or sets.get(value_set, ()),
        value_set=value_set,
        enable_when=tuple(objects(node.get("enableWhen"))),
        items=tuple(_item(each, instrument, sets) for each in objects(node.get("item"))),
    )


def _choice(option: dict[str, Any]) -> WordedChoice | None:
    name, value = next(((key, each) for key, each in option.items() if key.startswith("value")), ("", None))
    if isinstance(value, dict):
        score = points_given(option)
        return _coded(value, score if score is not None else points_given(value))
    if isinstance(value, bool) or value is None:
        return None
    score = float(value) if name == "valueInteger" else points_given(option)
    return WordedChoice(text=str(value), score=score)


def _coded(coding: dict[str, Any], score: float | None) -> WordedChoice:
    code = string(coding.get("code"))
    return WordedChoice(
        text=string(coding.get("display")) or code, code=code, system=string(coding.get("system")), score=score
    )


def _value_sets(resource: dict[str, Any]) -> dict[str, tuple[WordedChoice, ...]]:
    """The contained value sets, by the reference that items use."""
    found: dict[str, tuple[WordedChoice, ...]] = {}
    for each in objects(resource.get("contained")):
        compose = each.get("compose") if each.get("resourceType") == "ValueSet" else None
        include = objects(compose.get("include")) if isinstance(compose, dict) else []
        choices = [
            _coded({"system": part.get("system"), **concept}, points_given(concept))
            for part in include
            for concept in objects(part.get("concept"))
        ]
        found[f"#{string(each.get('id'))}"] = tuple(choices)
    return found


def overlay(*, wording: QuestionnaireWording, definition: InstrumentDefinition) -> InstrumentDefinition:
    """The library's definition with this wording. Raises ValueError where the form is another instrument.

    Items that the form does not word keep their own wording. A choice is taken over where its number is known: from the
    form, or from the published points of its code.
    """
    if wording.instrument != definition.id:
        raise ValueError(f"the form is {wording.instrument or 'no instrument of the library'}, not {definition.id}")
    by_item = {each.item: each for each in wording.flat() if each.item and each.type not in _HIDDEN}
    note = f"{definition.permission.note} Wording from a FHIR Questionnaire: {wording.copyright or 'no notice given'}"
    return msgspec.structs.replace(
        definition,
        items=tuple(_worded(item, by_item.get(item.id), definition.id) for item in definition.items),
        permission=msgspec.structs.replace(definition.permission, note=note),
    )


def _worded(item: Any, words: WordedItem | None, instrument: str) -> Any:
    if words is None:
        return item
    points = next((points for key, points in items_of(instrument).values() if key == item.id), {})
    choices = {
        f"{score:g}": each.text
        for each in words.choices
        if (score := each.score if each.score is not None else points.get(each.code)) is not None
        and score in item.answers
    }
    return msgspec.structs.replace(item, wording=words.text or item.wording, choices=choices or item.choices)


def write_overlay(definition: InstrumentDefinition) -> str:
    """A content file for a centre's `instruments` folder that reads back to this definition."""
    plain = _without_defaults(definition)
    content = plain.pop("content")
    return yaml.dump(
        {"content": content, "entries": [plain]}, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110
    )


class _Dumper(yaml.CSafeDumper):
    """Writes repeated values out: content files know no aliases."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature is PyYAML's
        return True


def _without_defaults(value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        config = value.__struct_config__
        tag = {config.tag_field: config.tag} if config.tag_field else {}
        own = {
            field.name: _without_defaults(getattr(value, field.name))
            for field in msgspec.structs.fields(value)
            if field.required or getattr(value, field.name) != field.default
        }
        return {**tag, **own}
    if isinstance(value, (list, tuple)):
        return [_without_defaults(each) for each in value]
    if isinstance(value, dict):
        return {key: _without_defaults(each) for key, each in value.items()}
    return value
