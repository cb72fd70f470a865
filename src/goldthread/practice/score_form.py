"""Score one filled-in form."""

from collections.abc import Mapping

from goldthread.instruments import InstrumentDefinition, Score, score
from goldthread.notation import BadInput
from goldthread.practice.desk import Desk


def find_instrument(*, name: str, desk: Desk) -> InstrumentDefinition:
    """The instrument with that id or alias (case and punctuation do not matter). Raises BadInput."""
    instruments = desk.library.instruments
    wanted = _bare(name)
    for definition in instruments.values():
        if wanted in {_bare(definition.id), _bare(definition.name), *(_bare(alias) for alias in definition.aliases)}:
            return definition
    known = ", ".join(sorted(instruments))
    raise BadInput(
        f"There is no instrument {name!r} in the library.", code="unknown-instrument", fix=f"Known: {known}."
    )


def _bare(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


def score_form(
    *, instrument: str, answers: Mapping[str, float | None], desk: Desk, sex: str = "unknown", age: int | None = None
) -> Score:
    """Score answers by item id. Raises BadInput for an unknown instrument, AnswersRefused for answers against a rule.

    `sex` and `age` (full years) matter only where a published cut-off depends on them.
    """
    return score(definition=find_instrument(name=instrument, desk=desk), answers=answers, sex=sex, age=age)
