"""The notation in which content says "when the record holds this". A closed list of rules, the same for need
definitions, for indications and contraindications of the catalogue and for links. Evaluated in `evidence`.

In a content file a rule is a mapping with `rule:` as its tag, for example
`{rule: fact, kind: substance, where: {substance: [alcohol], frequency: [daily, most-days]}, within_days: 14}`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec


class _Rule(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="rule", omit_defaults=True
):
    pass


class FactRule(_Rule, tag="fact", frozen=True, kw_only=True):
    """Current facts of `kind` for which every field in `where` has one of the listed values (for a field that holds a
    list: at least one in common). `code_prefix`: one of the fact's codes starts so. `medicine_class`: the medicine's
    name is of that class in the library's list. `within_days`: `dated_by` (or `since`, else `recorded_on`) is at most
    so many days before the day of reading; `older_than_days`: at least so many. `said_by_client`: only the client's.

    `filled`: each of these fields holds something. `mentions`: the text of the field has a word that begins with one of
    these (any case; one written with a space after it must be the whole word: "numb " is not "number"); for a person's
    or clinician's free words only where no coded field says it. `unnamed_in`: the
    fact's id stands in that field of no other current fact, written `kind.field` (a trigger that no skill answers).

    `said_by_others`: only what somebody other than the client said, so that a reason can tell whose concern it is.
    `unmentioned`: the text of the field has none of these words. `lasted_days`: from `since` to `until` at least so
    many days; what is not dated at both ends may have lasted, so it matches."""

    kind: str
    where: dict[str, list[Any]] = {}
    code_prefix: tuple[str, ...] = ()
    medicine_class: tuple[str, ...] = ()
    within_days: int | None = None
    older_than_days: int | None = None
    dated_by: str = ""
    at_least: dict[str, float] = {}
    at_most: dict[str, float] = {}
    said_by_client: bool = False
    said_by_others: bool = False
    filled: tuple[str, ...] = ()
    mentions: dict[str, list[str]] = {}
    unmentioned: dict[str, list[str]] = {}
    lasted_days: int | None = None
    unnamed_in: str = ""
    ever: bool = False  # also facts that ended before the day of reading


class ScoreRule(_Rule, tag="score", frozen=True, kw_only=True):
    """The newest score of an instrument on a scale lies in a range. An incomplete form never matches: the newest form
    that has the score is read."""

    instrument: str
    scale: str = "total"
    at_least: float | None = None
    at_most: float | None = None
    within_days: int | None = None


class BandRule(_Rule, tag="band", frozen=True, kw_only=True):
    """The newest score lies in one of the bands of a named scheme."""

    instrument: str
    scheme: str
    labels: tuple[str, ...]
    within_days: int | None = None


class FlagRule(_Rule, tag="flag", frozen=True, kw_only=True):
    """The newest score met a critical item or a cut-off. A form left incomplete does not hide the one before it."""

    instrument: str
    flag: str
    within_days: int | None = None


class AnswerRule(_Rule, tag="answer", frozen=True, kw_only=True):
    """One item was answered so in the newest form that has an answer to it."""

    instrument: str
    item: str
    at_least: float | None = None
    at_most: float | None = None
    within_days: int | None = None


class AgeRule(_Rule, tag="age", frozen=True, kw_only=True):
    """The client's age in full years."""

    at_least: int | None = None
    at_most: int | None = None


class ClientRule(_Rule, tag="client", frozen=True, kw_only=True):
    """What the record says of the client beside the facts: the language that they speak is none of the listed."""

    language_not: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]


class AllRule(_Rule, tag="all", frozen=True, kw_only=True):
    """Every one of the rules matches."""

    of: Annotated[tuple[Rule, ...], msgspec.Meta(min_length=1)]


class AnyRule(_Rule, tag="any", frozen=True, kw_only=True):
    """At least one of the rules matches."""

    of: Annotated[tuple[Rule, ...], msgspec.Meta(min_length=1)]


class NotRule(_Rule, tag="not", frozen=True, kw_only=True):
    """The rule does not match. Only beside others in an `all`: absence alone is no evidence."""

    of: Rule


Rule = FactRule | ScoreRule | BandRule | FlagRule | AnswerRule | AgeRule | ClientRule | AllRule | AnyRule | NotRule
RuleTag = Literal["fact", "score", "band", "flag", "answer", "age", "client", "all", "any", "not"]
