"""Can this definition be true? What makes one refuse to exist; every refusal is a ValueError that names the part."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goldthread.instruments.definition import BandScheme, InstrumentDefinition, Item, Scale

# Every score of ours is a multiple of a thousandth; counting in thousandths keeps the comparison of steps exact.
_FINE = 1000
# What adding up fractions leaves behind lies beyond these places.
PLACES = 9
_MOST_ANSWERS = 1001
_PROVEN: ContextVar[bool] = ContextVar("proven", default=False)


@contextmanager
def proven() -> Iterator[None]:
    """Within it, definitions are taken as they are: only for the compiled library, which was checked when it was made
    and is read at every start. Checking it again would take half of the time of reading it."""
    token = _PROVEN.set(True)
    try:
        yield
    finally:
        _PROVEN.reset(token)


def check_item(item: Item) -> None:
    """Refuse an item that no answer, or not its own choices, would fit."""
    if _PROVEN.get():
        return
    if item.allowed:
        _demand(list(item.allowed) == sorted(set(item.allowed)), f"{item.id}: allowed answers must ascend")
    else:
        whole = item.minimum % 1 == 0 and item.maximum % 1 == 0
        _demand(whole, f"{item.id}: minimum and maximum must be whole numbers; name other answers in `allowed`")
        _demand(item.minimum < item.maximum, f"{item.id}: minimum must lie below maximum")
        _demand(item.maximum - item.minimum < _MOST_ANSWERS, f"{item.id}: more than {_MOST_ANSWERS} answers")
    answers = item.answers
    if item.reversed:
        mirrored = [answers[0] + answers[-1] - answer for answer in reversed(answers)]
        _demand(mirrored == list(answers), f"{item.id}: a reversed item needs answers that mirror each other")
    names = {f"{answer:g}" for answer in answers}
    _demand(item.choices.keys() <= names, f"{item.id}: a choice belongs to no answer that the item takes")


def check(definition: InstrumentDefinition) -> None:
    """Refuse a definition whose parts do not fit each other."""
    if _PROVEN.get():
        return
    _check_names(definition)
    for scale in definition.scales:
        _check_scale(definition, scale)
    _check_schemes(definition)
    _check_flags(definition)
    _check_skips(definition)
    _check_follow_ups(definition)
    _check_change(definition)
    _check_permission(definition)
    _check_translations(definition)


def possible_range(definition: InstrumentDefinition, scale: Scale) -> tuple[float, float]:
    """The lowest and the highest value of a complete form on a scale of the definition."""
    if scale.method == "count":
        return 0.0, round(len(scale.items) * scale.multiply, PLACES)
    lowest = highest = 0.0
    for item in _items_of(definition, scale):
        reached = [item.points(end) for end in item.ends]
        lowest, highest = lowest + min(reached), highest + max(reached)
    divided = len(scale.items) if scale.method == "mean" else 1
    ends = (lowest * scale.multiply / divided, highest * scale.multiply / divided)
    return round(ends[0], PLACES), round(ends[1], PLACES)


def step(definition: InstrumentDefinition, scale: Scale) -> float:
    """The scale's own step: its values lie at the lowest value plus whole multiples of it."""
    if scale.rounding == "nearest":
        return 1.0
    if scale.method == "count":
        return scale.multiply
    gaps = [
        round(abs(item.points(answer) - item.points(item.ends[0])) * _FINE)
        for item in _items_of(definition, scale)
        for answer in item.answers
    ]
    divided = len(scale.items) if scale.method == "mean" else 1
    return math.gcd(*gaps) * scale.multiply / _FINE / divided


def _demand(holds: bool, message: str) -> None:
    if not holds:
        raise ValueError(message)


def _once(names: Iterable[str], what: str) -> None:
    for name, times in Counter(names).items():
        _demand(times == 1, f"{what} {name} stands {times} times")


def _scale(definition: InstrumentDefinition, name: str, place: str) -> Scale:
    found = definition.scale(name)
    if found is None:
        raise ValueError(f"{place}: there is no scale {name}")
    return found


def _items_of(definition: InstrumentDefinition, scale: Scale) -> list[Item]:
    items = {item.id: item for item in definition.items}
    return [items[name] for name in scale.items]


def _check_names(definition: InstrumentDefinition) -> None:
    _once((item.id for item in definition.items), "item")
    _once((scale.id for scale in definition.scales), "scale")
    _once(definition.aliases, "alias")
    lower = all(alias == alias.lower() for alias in definition.aliases)
    _demand(lower, "aliases are written in lower case")
    _demand(definition.id not in definition.aliases, "the id need not stand among the aliases")
    _once(_codes(definition), "LOINC code")


def _codes(definition: InstrumentDefinition) -> Iterator[str]:
    codes = [
        definition.loinc_panel,
        *(item.loinc for item in definition.items),
        *(scale.loinc for scale in definition.scales),
    ]
    return (code for code in codes if code)


def _check_scale(definition: InstrumentDefinition, scale: Scale) -> None:
    items = {item.id: item for item in definition.items}
    _once(scale.items, f"scale {scale.id}: item")
    for name in scale.items:
        _demand(name in items, f"scale {scale.id}: there is no item {name}")
        _demand(not items[name].optional, f"scale {scale.id}: item {name} is optional, so it cannot be counted on")
    _check_count(items, scale)
    if scale.may_miss:
        _demand(scale.may_miss < len(scale.items), f"scale {scale.id}: may_miss leaves nothing answered")
        ends = {tuple(sorted(items[name].points(end) for end in items[name].ends)) for name in scale.items}
        _demand(len(ends) == 1, f"scale {scale.id}: a mean stands in only for items with the same range")


def _check_count(items: dict[str, Item], scale: Scale) -> None:
    counted = scale.items if scale.method == "count" else ()
    named = f"scale {scale.id}: counts_from names each item of a scale that counts, and no other"
    _demand(scale.counts_from.keys() == set(counted), named)
    _demand(not counted or scale.may_miss == 0, f"scale {scale.id}: a count has no answers to spare")
    for name in counted:
        above = scale.counts_from[name] in items[name].answers[1:]
        _demand(above, f"scale {scale.id}: {name} must count from one of its answers above the lowest")


def _check_schemes(definition: InstrumentDefinition) -> None:
    _once((f"{scheme.scheme} ({scheme.sex or 'everybody'})" for scheme in definition.bands), "band scheme")
    for scheme in definition.bands:
        same = [other for other in definition.bands if other.scheme == scheme.scheme]
        _demand(len({other.scale for other in same}) == 1, f"band scheme {scheme.scheme} lies on two scales")
        sexes = {other.sex for other in same}
        _demand(sexes in ({None}, {"female", "male"}), f"band scheme {scheme.scheme} must be for everybody or each sex")
        _check_tiles(definition, scheme, _scale(definition, scheme.scale, f"band scheme {scheme.scheme}"))


def _check_tiles(definition: InstrumentDefinition, scheme: BandScheme, scale: Scale) -> None:
    """Every value that the scale can reach lies in exactly one band, and every band holds one."""
    _demand(
        scale.may_miss == 0 or scale.rounding == "nearest",
        f"band scheme {scheme.scheme}: a prorated scale needs rounding, else a value may fall between two bands",
    )
    lowest, highest = possible_range(definition, scale)
    size = step(definition, scale)
    first, last = scheme.bands[0], scheme.bands[-1]
    _demand(first.minimum == lowest, f"band scheme {scheme.scheme} must begin at {lowest:g}")
    _demand(last.maximum == highest, f"band scheme {scheme.scheme} must end at {highest:g}")

    def reached_until(value: float) -> int:  # how many steps of the scale lie at or below the value
        return math.floor(round((value - lowest) / size, 6))

    for band in scheme.bands:
        _demand(band.minimum <= band.maximum, f"band scheme {scheme.scheme}: band {band.label} is upside down")
    for band, above in zip(scheme.bands, scheme.bands[1:], strict=False):
        place = f"band scheme {scheme.scheme}: between {band.label} and {above.label}"
        _demand(band.maximum < above.minimum, f"{place} two bands overlap")
        next_reached = round(lowest + (reached_until(band.maximum) + 1) * size, PLACES)
        _demand(above.minimum <= next_reached <= above.maximum, f"{place} there is a hole")


def _check_flags(definition: InstrumentDefinition) -> None:
    others = [*(each.id for each in definition.critical), *(each.id for each in definition.clusters)]
    runs = [cutoff.id for cutoff in definition.cutoffs]
    # Alternatives stand one after the other, so that a reader sees them together.
    _once([*others, *(name for at, name in enumerate(runs) if at == 0 or runs[at - 1] != name)], "flag")
    for cutoff in definition.cutoffs:
        lowest, highest = possible_range(definition, _scale(definition, cutoff.scale, f"cut-off {cutoff.id}"))
        _demand(lowest <= cutoff.at <= highest, f"cut-off {cutoff.id}: no form can reach {cutoff.at:g}")
    for critical in definition.critical:
        _check_threshold(definition, f"critical item {critical.id}", critical.item, critical.at_least)
    for rule in definition.clusters:
        for cluster in rule.clusters:
            for item in cluster.items:
                _check_threshold(definition, f"cluster rule {rule.id}", item, cluster.counts_from)
            most = len(cluster.items) if cluster.at_most is None else cluster.at_most
            possible = 0 <= cluster.at_least <= most <= len(cluster.items)
            _demand(possible, f"cluster rule {rule.id}: no form can meet it")


def _check_threshold(definition: InstrumentDefinition, place: str, name: str, at_least: float) -> None:
    item = definition.item(name)
    if item is None:
        raise ValueError(f"{place}: there is no item {name}")
    _demand(at_least in item.answers, f"{place}: {at_least:g} is no answer of item {name}")


def _check_skips(definition: InstrumentDefinition) -> None:
    for rule in definition.skips:
        _demand(bool(rule.when), "a skip rule needs a condition")
        _demand(not rule.when.keys() & set(rule.then), "a skip rule skips its own condition")
        for name, answer in [*rule.when.items(), *((name, rule.counts_as) for name in rule.then)]:
            _check_threshold(definition, "skip rule", name, answer)


def _check_follow_ups(definition: InstrumentDefinition) -> None:
    for each in definition.follow_ups:
        _demand(each.after in definition.flags, f"follow-up: there is no flag {each.after}")
        _demand(each.give != definition.id, "follow-up: a form does not follow itself")


def _check_change(definition: InstrumentDefinition) -> None:
    _once((change.scale for change in definition.change), "change on scale")
    for change in definition.change:
        scale = _scale(definition, change.scale, "change")
        _demand((change.sd is None) == (change.reliability is None), "change: sd and reliability belong together")
        twice = change.sd is not None and change.published_reliable_change is not None
        _demand(not twice, "change: the reliable change is either computed or published")
        figures = (change.published_reliable_change or change.sd, change.minimal_important_difference)
        _demand(bool(change.note) or None not in figures, "change: a note says what is not published")
        known = any(figure is not None for figure in (*figures, change.response_percent, change.remission_below))
        _demand(bool(change.sources) or not known, "change: figures need a source")
        falling = change.response_percent is not None or change.remission_below is not None
        _demand(
            not falling or scale.higher_is == "worse",
            "change: response and remission are defined where a higher score is worse",
        )


def _check_permission(definition: InstrumentDefinition) -> None:
    shipped = definition.stem or any(item.wording or item.choices for item in definition.items)
    may = definition.permission.wording_shipped
    _demand(may or not shipped, "the permission does not allow the published wording to be shipped")
    _demand(bool(shipped) or not may, "the permission says that wording is shipped, and there is none")


def _check_translations(definition: InstrumentDefinition) -> None:
    _once((each.language for each in definition.translations), "the translation into")
    worded = {item.id: set(item.choices) for item in definition.items if item.wording}
    for each in definition.translations:
        where = f"the translation into {each.language}"
        _demand(
            each.wording.keys() == worded.keys(), f"{where} has to word the items that have a wording, and no other"
        )
        _demand(each.item_choices.keys() <= worded.keys(), f"{where} gives answers for an item that has no wording")
        for item, choices in worded.items():
            given = each.item_choices.get(item, each.choices)
            _demand(given.keys() == choices, f"{where} has to word the answers of {item}, and no other")
