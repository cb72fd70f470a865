"""A coping skill that was not practised for 30 days, or never."""

import datetime
from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject
from goldthread.plan import SkillItem
from goldthread.record import CopingSkill

DAYS = 30


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each such skill."""
    if not subject.is_open:
        return
    for skill in subject.plan.skills:
        last = _last(skill, subject)
        if skill.to_learn or (last is not None and (subject.on - last).days <= DAYS):
            continue
        when = f"was last practised on {last}" if last else "was never practised"
        yield Found(
            message=f"Skill {skill.id} {when}. Practise it once together, or choose another.",
            path=("plan", "skills", skill.id),
            item=skill.id,
        )


def _last(skill: SkillItem, subject: Subject) -> datetime.date | None:
    facts = (subject.chart.by_id.get(fact) for fact in skill.facts)
    days = [fact.last_practised for fact in facts if isinstance(fact, CopingSkill) and fact.last_practised]
    return max([*days, *([skill.last_practised] if skill.last_practised else [])], default=None)
