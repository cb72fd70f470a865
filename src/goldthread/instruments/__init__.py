"""Instruments: what a questionnaire is, and how answers become scores.

Lives here: the shape of a definition, of answers and of a score, the one engine that scores them all, and what counts
as change between two scores. Never lives here: any questionnaire (those are content, in `library`), any fact about a
person but the answers given.
"""

from goldthread.instruments.bringing import BroughtWording, worded
from goldthread.instruments.change import ChangeResult, compare, reliable_change
from goldthread.instruments.definition import (
    Band,
    BandScheme,
    Change,
    Cluster,
    ClusterRule,
    Critical,
    Cutoff,
    InstrumentDefinition,
    Item,
    Scale,
    SkipRule,
    WorkedCase,
)
from goldthread.instruments.following import FollowUp, Repeat
from goldthread.instruments.naming import instrument_named
from goldthread.instruments.scoring import AnswersRefused, Score, score
from goldthread.instruments.suggesting import Suggestion, suggestions
from goldthread.instruments.thresholds import Flag
from goldthread.instruments.totals import score_total

__all__ = [
    "AnswersRefused",
    "Band",
    "BandScheme",
    "BroughtWording",
    "Change",
    "ChangeResult",
    "Cluster",
    "ClusterRule",
    "Critical",
    "Cutoff",
    "Flag",
    "FollowUp",
    "InstrumentDefinition",
    "Item",
    "Repeat",
    "Scale",
    "Score",
    "SkipRule",
    "Suggestion",
    "WorkedCase",
    "compare",
    "instrument_named",
    "reliable_change",
    "score",
    "score_total",
    "suggestions",
    "worded",
]
