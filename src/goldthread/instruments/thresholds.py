"""What values on scales mean: the band of each scheme, and the cut-offs that are met. For a scored form and for a total
that came without its answers alike."""

import math
from collections.abc import Iterator, Mapping

import msgspec

from goldthread.instruments.definition import Cutoff, InstrumentDefinition

KNOWN_SEXES = ("female", "male")


class Flag(msgspec.Struct, frozen=True, kw_only=True):
    """A critical item, cut-off or cluster rule that was met: `id` is stable, `meaning` is for people."""

    id: str
    meaning: str
    do_next: str = ""
    source: str = ""


def bands_of(
    definition: InstrumentDefinition, values: Mapping[str, float | None], sex: str, warnings: list[str]
) -> dict[str, str]:
    """The band of each scheme whose scale has a value; a scheme for each sex needs to know it, else it warns."""
    found: dict[str, str] = {}
    for scheme in definition.bands:
        value = values.get(scheme.scale)
        if value is None:
            continue
        if scheme.sex is None or scheme.sex == sex:
            # Bands tile every value that the scale can reach, so the first one that is not passed is the right one.
            found[scheme.scheme] = next(band.label for band in scheme.bands if value <= band.maximum)
        # The scheme stands there once for each sex: one of them is enough to say that neither can be used.
        elif sex not in KNOWN_SEXES and scheme.sex == KNOWN_SEXES[0]:
            warnings.append(f"No band of {scheme.scheme}: it differs for women and men, and sex is not known.")
    return found


def cutoffs_met(
    definition: InstrumentDefinition, values: Mapping[str, float | None], sex: str, age: int | None, warnings: list[str]
) -> Iterator[Flag]:
    """The flag of every cut-off that is met, once; where that hangs on a fact that is not known, it warns."""
    sexes = (sex,) if sex in KNOWN_SEXES else KNOWN_SEXES
    ages = (-math.inf, math.inf) if age is None else (age,)
    for alternatives in definition.tables.cutoffs:
        met = [cutoff for cutoff in alternatives if _reached(cutoff, values.get(cutoff.scale))]
        if not met:
            continue
        # A fact that is not known may be anything: what holds whatever it is, holds; what hangs on it is said.
        outcomes = [_first_that_holds(met, s, a) for s in sexes for a in ages]
        certain = outcomes[0]
        if certain is not None and None not in outcomes:
            yield Flag(id=certain.id, meaning=certain.meaning, do_next=certain.do_next, source=certain.source)
        elif any(outcomes):
            warnings.append(f"Whether {met[0].id} is met depends on {_unknown_facts(met, sexes, ages)}.")


def _reached(cutoff: Cutoff, value: float | None) -> bool:
    return value is not None and cutoff.met_by(value)


def _first_that_holds(met: list[Cutoff], sex: str, age: float) -> Cutoff | None:
    for cutoff in met:
        if (cutoff.sex is None or cutoff.sex == sex) and (cutoff.min_age is None or age >= cutoff.min_age):
            return cutoff
    return None


def _unknown_facts(met: list[Cutoff], sexes: tuple[str, ...], ages: tuple[float, ...]) -> str:
    facts = []
    if len(sexes) > 1 and any(cutoff.sex is not None for cutoff in met):
        facts.append("sex")
    if len(ages) > 1 and any(cutoff.min_age is not None for cutoff in met):
        facts.append("age")
    return " and ".join(facts) + (" (not known)" if len(facts) == 1 else " (neither is known)")
