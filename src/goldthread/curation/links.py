"""Linked pairs: needs that move together are treated at the same time, and the client learns how they hang together."""

from goldthread.curation.material import Material, item_id
from goldthread.curation.roles import role_of
from goldthread.curation.sentences import listed, possessive, sentence, shown_by
from goldthread.curation.slots import finding
from goldthread.curation.spoken import ENGLISH, ask_client, to_say
from goldthread.curation.telling import clip
from goldthread.curation.voice import spoken
from goldthread.needs import NeedLink
from goldthread.plan import CoOccurringLink
from goldthread.record import CareMember, Statement
from goldthread.terms import Role

_HOW = "When the one got worse, what happened to the other? Tell us about the last time."
_TEACHERS = (Role.THERAPIST, Role.COUNSELOR, Role.NURSE, Role.PRESCRIBER)


def draft_links(material: Material) -> tuple[CoOccurringLink, ...]:
    """One item for each linked pair; what the library teaches about it is bound to this client's own example."""
    return tuple(_link(link, material) for link in material.needs.links)


def _link(link: NeedLink, material: Material) -> CoOccurringLink:
    one, other = material.needs.get(link.one), material.needs.get(link.other)
    chart = material.chart
    facts = [chart.by_id[fact] for fact in link.facts if fact in chart.by_id]
    sides = [fact for need in (one, other) if need for fact in material.person.leading(need)[:1]]
    education, english = clip(_education(link, material), 2_000), material.language == ENGLISH
    teach = () if english else (to_say("education", education, material.language),)
    both = [finding(need, material) for need in (one, other) if need]
    return CoOccurringLink(
        id=item_id("link", f"{link.one}-{link.other}"),
        one=link.one,
        other=link.other,
        how=shown_by(facts[:2] or sides, name=material.name, reading=material.reading),
        education=education if english else "",
        education_by=_teacher(material),
        watch=sentence(listed(list(dict.fromkeys(each for each in both if each))), 600),
        facts=tuple({fact.id for fact in (*facts, *sides)}),
        because=link.why,
        asks=(ask_client("how", _HOW, material.language), *teach),
    )


def _education(link: NeedLink, material: Material) -> str:
    """What is taught, begun from what the client has already noticed, where they have said it."""
    chart = material.chart
    held = [chart.by_id[fact] for fact in link.facts if fact in chart.by_id]
    said = [fact for fact in held if isinstance(fact, Statement) and spoken(fact, fact.text)]
    said.sort(key=lambda fact: (material.person.raises.get(fact.id, 0), fact.id))
    own = possessive(material.person.named)
    start = f"Starts from {own} own words: {material.person.tell(said[0])}. " if said else ""
    return f"{start}{link.education}"


def _teacher(material: Material) -> str:
    for role in _TEACHERS:
        for member in material.chart.current(CareMember):
            if role_of(member.role) is role:
                return clip(member.name, 200)
    return ""
