"""The open questions of a plan: each once, grouped by whom to ask, the few to begin with first."""

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from goldthread.needs import Needs, Urgency
from goldthread.paper.naming import field_text, steps_of
from goldthread.plan import Ask, Goal, Plan, PlanItem, gaps
from goldthread.terms import Role

# As many questions as fit into the first talk about a draft.
BEGIN_WITH = 7
_LATER = 9


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One question, whom to ask, and the items that it is open at; `hint` says what would be enough of an answer."""

    number: int
    text: str
    hint: str
    whom: Role
    where: tuple[str, ...]
    fields: tuple[str, ...]
    rank: int


class Questions(msgspec.Struct, frozen=True, kw_only=True):
    """All open questions: `first` to begin with, `rest` by whom to ask. `at` holds each item's open fields with the
    number of the question."""

    first: tuple[Question, ...]
    rest: tuple[tuple[Role, tuple[Question, ...]], ...]
    at: Mapping[str, tuple[tuple[str, int], ...]]
    counts: tuple[tuple[Role, int], ...]

    @property
    def total(self) -> int:
        """How many questions there are."""
        return sum(count for _, count in self.counts)


def questions_of(plan: Plan, goals: Sequence[Goal], needs: Needs) -> Questions:
    """The plan's open questions. The same question at several items, or for two fields of one item, is one."""
    grouped: dict[tuple[Role, str], list[tuple[PlanItem, Ask]]] = {}
    hints: dict[tuple[Role, str], str] = {}
    asked = gaps(plan)
    for item, ask in asked:
        key = (ask.whom, _core(item, ask, asked))
        grouped.setdefault(key, []).append((item, ask))
        hints[key] = hints.get(key, "") or ask.question.removeprefix(key[1]).strip(" ()")
    ranks = _ranks(plan, goals, needs)
    ordered = sorted(grouped, key=lambda key: min(_rank(item, ask, ranks) for item, ask in grouped[key]))
    questions = [
        _question(number, key, grouped[key], hints[key], ranks) for number, key in enumerate(ordered, start=1)
    ]  # fmt: skip
    first = tuple(each for each in questions if each.rank < _LATER)[:BEGIN_WITH]
    rest = [each for each in questions if each not in first]
    counts = Counter(each.whom for each in questions)
    return Questions(
        first=first,
        rest=tuple((whom, mine) for whom in Role if (mine := tuple(each for each in rest if each.whom is whom))),
        at=_at(questions, grouped, ordered),
        counts=tuple((whom, counts[whom]) for whom in Role if counts[whom]),
    )


def _core(item: PlanItem, ask: Ask, asked: Sequence[tuple[PlanItem, Ask]]) -> str:
    """The shortest question of the item that this one begins with: what it adds is a hint to the same question."""
    mine = [each.question for other, each in asked if other is item and each.whom is ask.whom]
    return min((each for each in mine if ask.question.startswith(each)), key=len)


def _question(
    number: int,
    key: tuple[Role, str],
    open_at: Sequence[tuple[PlanItem, Ask]],
    hint: str,
    ranks: Mapping[str, int],
) -> Question:
    return Question(
        number=number,
        text=key[1],
        hint=hint,
        whom=key[0],
        where=tuple(dict.fromkeys(item.id for item, _ in open_at)),
        fields=tuple(dict.fromkeys(field_text(ask.field) for _, ask in open_at)),
        rank=min(_rank(item, ask, ranks) for item, ask in open_at),
    )


def _at(
    questions: Sequence[Question],
    grouped: Mapping[tuple[Role, str], Sequence[tuple[PlanItem, Ask]]],
    ordered: Sequence[tuple[Role, str]],
) -> dict[str, tuple[tuple[str, int], ...]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for question, key in zip(questions, ordered, strict=True):
        for item, ask in grouped[key]:
            found.setdefault(item.id, []).append((field_text(ask.field), question.number))
    return {item: tuple(fields) for item, fields in found.items()}


def _ranks(plan: Plan, goals: Sequence[Goal], needs: Needs) -> dict[str, int]:
    """Per item, how soon its questions are asked: what answers a need of today, then safety and withdrawal, the
    client's first goal with its first step, decisions on medicines, the other goals."""
    today = {need.id for need in needs.needs if need.urgency is Urgency.TODAY}
    ranks = {goal.id: 5 for goal in goals}
    ranks |= {item.id: 4 for item in plan.medicines}
    for first in goals[:1]:
        ranks[first.id] = 3
        ranks |= {each.id: 3 for each in steps_of(plan, first)[:1]}
    ranks |= {item.id: 2 for item in (*plan.withdrawal, *plan.safety)}
    return ranks | {item.id: 1 for _, item in plan.items() if getattr(item, "need", None) in today}


def _rank(item: PlanItem, ask: Ask, ranks: Mapping[str, int]) -> int:
    if ask.field == "own_words":
        return 0
    return ranks.get(item.id, _LATER)
