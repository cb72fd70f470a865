"""Linked pairs: needs that move together are treated at the same time, and the client learns how they hang together."""

from goldthread.curation.material import Material, item_id
from goldthread.curation.roles import role_of
from goldthread.curation.slots import finding
from goldthread.curation.telling import clip
from goldthread.needs import NeedLink
from goldthread.plan import Ask, CoOccurringLink
from goldthread.record import CareMember, EarlySign, Statement
from goldthread.terms import Role

_TEACHERS = (Role.THERAPIST, Role.COUNSELOR, Role.NURSE, Role.PRESCRIBER)


def draft_links(material: Material) -> tuple[CoOccurringLink, ...]:
    """One item for each linked pair; what the library teaches about it is bound to this client's own example."""
    return tuple(_link(link, material) for link in material.needs.links)


def _link(link: NeedLink, material: Material) -> CoOccurringLink:
    one, other = material.needs.get(link.one), material.needs.get(link.other)
    chart, person = material.chart, material.person
    facts = [chart.by_id[fact] for fact in link.facts if fact in chart.by_id]
    sides = [fact for need in (one, other) if need for fact in material.person.leading(need)[:1]]
    told = list(dict.fromkeys(person.tell(fact) for fact in facts[:2] or sides))
    both = [finding(need, material) for need in (one, other) if need]
    return CoOccurringLink(
        id=item_id("link", f"{link.one}-{link.other}"),
        one=link.one,
        other=link.other,
        how=f"{'; '.join(each.rstrip('.') for each in told)}." if told else "",
        education=clip(_education(link, material), 2_000),
        education_by=_teacher(material),
        watch=clip("; ".join(dict.fromkeys(each for each in both if each)), 600),
        facts=tuple({fact.id for fact in (*facts, *sides)}),
        because=link.why,
        asks=tuple(_asks(material)),
    )


def _education(link: NeedLink, material: Material) -> str:
    """What is taught, begun from what the client has already noticed, where they have said it."""
    chart = material.chart
    held = [chart.by_id[fact] for fact in link.facts if fact in chart.by_id]
    said = [fact for fact in held if isinstance(fact, Statement) and fact.from_client]
    said.sort(key=lambda fact: (material.person.raises.get(fact.id, 0), fact.id))
    start = f"Starts from {material.name}'s own words: {material.person.tell(said[0])}. " if said else ""
    return f"{start}{link.education}"


def _teacher(material: Material) -> str:
    for role in _TEACHERS:
        for member in material.chart.current(CareMember):
            if role_of(member.role) is role:
                return clip(member.name, 200)
    return ""


def _asks(material: Material) -> list[Ask]:
    sign = next(iter(material.chart.current(EarlySign)), None)
    example = f" (you named: {clip(sign.text, 100)})" if sign else ""
    return [
        Ask(field="how", question="When the one got worse, what happened to the other? Tell us about the last time."),
        Ask(field="education_by", question="Who talks this through with you, and when?", whom=Role.THERAPIST),
        Ask(field="watch", question=f"By what would we see both begin to slip{example}?"),
    ]
