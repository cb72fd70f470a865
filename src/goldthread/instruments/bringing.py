"""The wording of a questionnaire that a centre brings in: the centre holds the permission for it, not the program."""

from typing import Annotated

import msgspec

from goldthread.instruments.definition import InstrumentDefinition, Item, ItemKey


class BroughtWording(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The published text for an instrument of the library, which scores it as before.

    `permission` says on what ground the centre may use it. `wording` covers every item; `choices` are the answers of
    all items, `item_choices` of those whose answers are others.
    """

    instrument: ItemKey
    permission: Annotated[str, msgspec.Meta(min_length=1)]
    wording: dict[ItemKey, str]
    stem: str = ""
    choices: dict[str, str] = {}
    item_choices: dict[ItemKey, dict[str, str]] = {}


def worded(*, definition: InstrumentDefinition, brought: BroughtWording) -> InstrumentDefinition:
    """The definition in the words that were brought; its permission says whose they are. Raises ValueError where an
    item stays without words, or words belong to no item or answer of it."""
    items = {item.id for item in definition.items}
    strange = (brought.wording.keys() | brought.item_choices.keys()) - items
    if strange:
        raise ValueError(f"{definition.id} has no item {min(strange)}")
    missing = [item.id for item in definition.items if not brought.wording.get(item.id)]
    if missing:
        raise ValueError(f"{definition.id}: {', '.join(missing)} has no wording")
    permission = definition.permission
    note = f"{permission.note} Wording brought in by this centre: {brought.permission}"
    return msgspec.structs.replace(
        definition,
        items=tuple(_item(item, brought) for item in definition.items),
        stem=brought.stem or definition.stem,
        permission=msgspec.structs.replace(permission, wording_shipped=True, note=note),
    )


def _item(item: Item, brought: BroughtWording) -> Item:
    answers = {f"{answer:g}" for answer in item.answers}
    shared = {answer: text for answer, text in brought.choices.items() if answer in answers}
    choices = brought.item_choices.get(item.id, shared)
    return msgspec.structs.replace(item, wording=brought.wording[item.id], choices=choices or item.choices)
