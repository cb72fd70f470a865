"""Own words that are not the client's own."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject
from goldthread.checks.texts import plain
from goldthread.plan import Goal
from goldthread.terms import Role

_STAFF = frozenset(set(Role) - {Role.CLIENT, Role.SUPPORTER})
_BEFORE = " \"“‘'"
_SLACK = 6  # characters of white space and punctuation by which the same words may differ in length


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each goal whose own words are the team's."""
    own = [goal for goal in subject.goals if goal.own_words is not None]
    written = _written(subject, [goal.own_words.text for goal in own if goal.own_words])
    for goal in own:
        if goal.own_words and goal.own_words.said_by in _STAFF:
            yield _found(goal, f"were said by the {goal.own_words.said_by}")
        elif goal.own_words and written and plain(goal.own_words.text) in written:
            yield _found(goal, "are the same as a text of the team")


def _written(subject: Subject, own: list[str]) -> frozenset[str]:
    """What the team or the catalogue has written, as far as it is about as long as one of the own words and begins with
    the same letter: others cannot be the same words."""
    plan = subject.plan
    texts = [goal.clinical for goal in plan.goals]
    texts += [each.text for each in plan.objectives]
    texts += [each.text for each in plan.interventions]
    texts += [need.title for need in plan.needs]
    texts += [need.plain for need in subject.needs.needs]
    used = [subject.modalities[each] for each in subject.modalities_used if each in subject.modalities]
    texts += [text for modality in used for text in (modality.name, modality.plain)]
    lengths = {len(text) + more for text in own for more in range(-_SLACK, _SLACK + 1)}
    firsts = {_first(text) for text in own}
    return frozenset(plain(text) for text in texts if len(text) in lengths and _first(text) in firsts)


def _first(text: str) -> str:
    return text.lstrip(_BEFORE)[:1].lower()


def _found(goal: Goal, what: str) -> Found:
    return Found(
        message=f"The own words of goal {goal.id} ({goal.section.label}) {what}. "
        "Ask the client how they would say it, and write that down.",
        path=("plan", "goals", goal.id, "own_words"),
        item=goal.id,
    )
