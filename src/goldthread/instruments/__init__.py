"""Instruments: what a questionnaire is, and how answers become scores.

Lives here: the shape of a definition, of answers and of a score, and the one engine that scores them all.
Never lives here: any questionnaire (those are content, in `library`), any fact about a person but the answers given.
"""

from goldthread.instruments.definition import (
    Band,
    BandScheme,
    Change,
    Critical,
    Cutoff,
    InstrumentDefinition,
    Item,
    Scale,
    WorkedCase,
)
from goldthread.instruments.scoring import AnswersRefused, Flag, Score, score

__all__ = [
    "AnswersRefused",
    "Band",
    "BandScheme",
    "Change",
    "Critical",
    "Cutoff",
    "Flag",
    "InstrumentDefinition",
    "Item",
    "Scale",
    "Score",
    "WorkedCase",
    "score",
]
