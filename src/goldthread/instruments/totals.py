"""A total that came without its answers: what its bands and cut-offs say, and nothing that only answers could."""

from goldthread.instruments.definition import InstrumentDefinition
from goldthread.instruments.scoring import AnswersRefused, Score
from goldthread.instruments.thresholds import bands_of, cutoffs_met


def score_total(
    *, definition: InstrumentDefinition, total: float, sex: str = "unknown", age: int | None = None
) -> Score:
    """The score of which only the total is known: bands and cut-offs of the total; no subscale, no critical item.

    Raises AnswersRefused where the instrument has no total, or one in which this number cannot come out.
    """
    if definition.scale("total") is None:
        raise AnswersRefused(f"{definition.name} has no total.", code="no-total")
    least, most = definition.possible_range()
    if not least <= total <= most:
        raise AnswersRefused(
            f"A total of {definition.name} must lie between {least:g} and {most:g}.", code="total-out-of-range"
        )
    warnings = ["The total came without the answers: no item and no subscale can be read from it."]
    values: dict[str, float | None] = {"total": total}
    bands = bands_of(definition, values, sex, warnings)
    flags = tuple(cutoffs_met(definition, values, sex, age, warnings))
    return Score(
        instrument=definition.id,
        version=definition.version,
        complete=True,
        total=total,
        subscales={},
        bands=bands,
        flags=flags,
        warnings=tuple(warnings),
    )
