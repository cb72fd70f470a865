"""A total that came without its answers: what its bands and cut-offs say, and nothing that only answers could."""

from goldthread.instruments.definition import BandScheme, Cutoff, InstrumentDefinition
from goldthread.instruments.scoring import AnswersRefused, Flag, Score


def score_total(
    *, definition: InstrumentDefinition, total: float, sex: str = "unknown", age: int | None = None
) -> Score:
    """The score of which only the total is known: bands and cut-offs of the total; no subscale, no critical item.

    Raises AnswersRefused where the instrument has no total, or one in which this number cannot come out.
    """
    if all(scale.id != "total" for scale in definition.scales):
        raise AnswersRefused(f"{definition.name} has no total.", code="no-total")
    least, most = _limits(definition)
    if not least <= total <= most:
        raise AnswersRefused(
            f"A total of {total:g} cannot come out of {definition.name}: it runs from {least:g} to {most:g}.",
            code="total-out-of-range",
        )
    met = [cutoff for cutoff in definition.cutoffs if cutoff.scale == "total" and _meets(cutoff, total, sex, age)]
    return Score(
        instrument=definition.id,
        version=definition.version,
        complete=True,
        total=total,
        subscales={},
        bands={scheme.scheme: label for scheme in definition.bands if (label := _band(scheme, total, sex)) is not None},
        flags=tuple(Flag(id=each.id, meaning=each.meaning, source=each.source) for each in met),
        warnings=("The total came without the answers: no item and no subscale can be read from it.",),
    )


def _limits(definition: InstrumentDefinition) -> tuple[float, float]:
    """The least and the greatest total that the items allow."""
    scale = next(scale for scale in definition.scales if scale.id == "total")
    items = {item.id: item for item in definition.items}
    least = most = 0.0
    for name in scale.items:
        item = items[name]
        ends = [end * item.weight for end in item.allowed or (item.minimum, item.maximum)]
        least, most = least + min(ends), most + max(ends)
    share = scale.multiply / (len(scale.items) if scale.method == "mean" else 1)
    return least * share, most * share


def _meets(cutoff: Cutoff, total: float, sex: str, age: int | None) -> bool:
    if cutoff.sex is not None and cutoff.sex != sex:
        return False
    if cutoff.min_age is not None and (age is None or age < cutoff.min_age):
        return False
    return total >= cutoff.at if cutoff.when == "at-least" else total <= cutoff.at


def _band(scheme: BandScheme, total: float, sex: str) -> str | None:
    if scheme.scale != "total" or scheme.sex not in (None, sex):
        return None
    return next((band.label for band in scheme.bands if band.minimum <= total <= band.maximum), None)
