"""Needs: what the record calls for, and why.

Lives here: the rules in which evidence is written, the shape of a need definition, the derivation of needs, their
causes and the links between them. Never lives here: a need definition (content, in `library`), what is done about it.
"""

from goldthread.needs.checking import check_rule
from goldthread.needs.definition import CauseRule, LinkDefinition, NeedDefinition, RaisedBy, Urgency
from goldthread.needs.derive import Because, Need, NeedCause, NeedLink, Needs, derive_needs
from goldthread.needs.evidence import evidence_for
from goldthread.needs.reading import Reading
from goldthread.needs.rules import (
    AgeRule,
    AllRule,
    AnswerRule,
    AnyRule,
    BandRule,
    ClientRule,
    FactRule,
    FlagRule,
    NotRule,
    Rule,
    ScoreRule,
)

__all__ = [
    "AgeRule",
    "AllRule",
    "AnswerRule",
    "AnyRule",
    "BandRule",
    "Because",
    "CauseRule",
    "ClientRule",
    "FactRule",
    "FlagRule",
    "LinkDefinition",
    "Need",
    "NeedCause",
    "NeedDefinition",
    "NeedLink",
    "Needs",
    "NotRule",
    "RaisedBy",
    "Reading",
    "Rule",
    "ScoreRule",
    "Urgency",
    "check_rule",
    "derive_needs",
    "evidence_for",
]
