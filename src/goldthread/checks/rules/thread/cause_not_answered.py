"""A need that is answered while a formulated cause that keeps it going is not."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject
from goldthread.needs import Need, NeedCause
from goldthread.plan import Disposition


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each cause that keeps answered needs going, about the most urgent of them."""
    kept_going: dict[tuple[str, ...], list[tuple[Need, NeedCause]]] = {}
    for need in subject.needs.needs:
        held = subject.plan_needs.get(need.id)
        if held is None or held.disposition is not Disposition.ANSWERED or not subject.answers(need.id):
            continue
        if subject.asks(held, "causes_answered"):
            continue
        for cause in need.causes:
            if cause.role == "perpetuating" and cause.basis == "formulated" and not _taken_up(cause, subject):
                kept_going.setdefault(cause.facts or (cause.text,), []).append((need, cause))
    for pairs in kept_going.values():
        need, cause = pairs[0]
        names = ", ".join(f"“{subject.plan_needs[each.id].title}”" for each, _ in pairs)
        yield Found(
            message=f"{need.section.label}: the plan answers {names}, and not what keeps it going: "
            f"{_named(cause)}. "
            "Add what would weaken this cause, or write at the need how the plan answers it.",
            path=("plan", "needs", need.id, "causes_answered"),
            item=need.id,
            need=need.id,
            facts=cause.facts,
        )


# A message is read on one screen; the whole text stands in the record under the ids in `facts`.
_LONGEST = 160


def _named(cause: NeedCause) -> str:
    text = " ".join(cause.text.split()).rstrip(".")
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST - 1].rpartition(' ')[0]}…"
    return f"“{text}”"


def _taken_up(cause: NeedCause, subject: Subject) -> bool:
    return cause.text in subject.rests_on or not subject.rests_on.isdisjoint(cause.facts)
