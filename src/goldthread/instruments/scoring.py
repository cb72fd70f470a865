"""From answers to a score: one engine for every instrument."""

from collections.abc import Mapping

import msgspec

from goldthread.instruments.definition import InstrumentDefinition


class AnswersRefused(ValueError):
    """Answers that cannot be scored: names the item and the rule. `code` is stable."""

    def __init__(self, message: str, *, code: str, item: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.item = item


class Flag(msgspec.Struct, frozen=True, kw_only=True):
    """A critical item or cut-off that was met: `id` is stable, `meaning` is for people."""

    id: str
    meaning: str
    do_next: str = ""
    source: str = ""


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one form. `total` is None where the instrument has none or the form is incomplete beyond what its
    source allows; `bands` maps each scheme to its band; `prorated` names the scales with missing answers filled in."""

    instrument: str
    version: str
    complete: bool
    total: float | None
    subscales: dict[str, float | None]
    bands: dict[str, str]
    flags: tuple[Flag, ...]
    warnings: tuple[str, ...]
    missing: tuple[str, ...] = ()
    prorated: tuple[str, ...] = ()

    def has(self, flag: str) -> bool:
        """Whether the flag with that id was met."""
        return any(each.id == flag for each in self.flags)


def score(
    *,
    definition: InstrumentDefinition,
    answers: Mapping[str, float | None],
    sex: str = "unknown",
    age: int | None = None,
) -> Score:
    """Score one form. Raises AnswersRefused for an unknown item or a value that the item does not allow."""
    raise NotImplementedError
