"""What scoring looks up again and again, prepared once for a definition: a score then costs some microseconds."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goldthread.instruments.definition import Cutoff, InstrumentDefinition


class Tables:
    """Prepared from one definition and never changed.

    `worths`: for each item, what each allowed answer adds. `required`: items that a complete form must answer.
    `cutoffs`: the alternatives for each flag, in the order of the definition.
    """

    __slots__ = ("cutoffs", "required", "worths")

    def __init__(self, definition: InstrumentDefinition) -> None:
        self.worths: dict[str, dict[float, float]] = {
            item.id: {answer: item.points(answer) for answer in item.answers} for item in definition.items
        }
        self.required: tuple[str, ...] = tuple(item.id for item in definition.items if not item.optional)
        self.cutoffs: tuple[tuple[Cutoff, ...], ...] = tuple(
            tuple(alternatives) for _, alternatives in groupby(definition.cutoffs, key=attrgetter("id"))
        )
