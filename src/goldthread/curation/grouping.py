"""Which needs share a goal. A plan with a goal for each of twenty needs is read by nobody; one whose goals hold what
belongs together in this life can be kept in mind.

Needs are brought together, in this order: those that one hope of the client speaks to; linked pairs, which are treated
at the same time; those of one section; and, while there are still too many, neighbouring sections. Urgent safety stays
by itself: no hope and no link hides it among other matters.
"""

from collections.abc import Iterable, Mapping
from itertools import combinations

from goldthread.curation.material import Material
from goldthread.curation.voice import spoken
from goldthread.needs import Need, NeedLink, Urgency
from goldthread.record import Hope, Statement
from goldthread.terms import LifeDomain, Section

# As many as somebody can keep in mind.
MOST_GOALS = 6
_MOST_BY_HOPE = 4
_MOST_BY_LINK = 6
_MOST_BY_SECTION = 6
_ANY = 1_000
_ORDER = {section: number for number, section in enumerate(Section)}
_APART = frozenset({Section.SAFETY})
_LIFE = ("suicide-risk", "self-harm", "overdose-risk")  # staying alive leads whatever else is unsafe
# Which sections stand nearest, for the last step.
_NEIGHBOURS = (
    (Section.WITHDRAWAL_MANAGEMENT, Section.MEDICATION),
    (Section.COPING_SKILLS, Section.RELAPSE_PREVENTION),
    (Section.CO_OCCURRING, Section.MENTAL_HEALTH),
    (Section.SPIRITUAL_MEANING, Section.TRAUMA),
    (Section.SOCIAL_FAMILY, Section.AFTERCARE),
    (Section.WORK_STRESS, Section.AFTERCARE),
    (Section.MEDICATION, Section.PHYSICAL_HEALTH),
    (Section.TRAUMA, Section.MENTAL_HEALTH),
    (Section.MEDICATION, Section.CO_OCCURRING),
    (Section.SPIRITUAL_MEANING, Section.SOCIAL_FAMILY),
    (Section.WORK_STRESS, Section.SOCIAL_FAMILY),
    (Section.COPING_SKILLS, Section.MENTAL_HEALTH),
)

Group = list[Need]
Claims = Mapping[str, str]  # need id to the id of the hope that speaks to it first


def grouped(material: Material) -> list[tuple[Need, ...]]:
    """The needs in groups, one goal each: most urgent first, of those safety first, then what the client calls most
    important. The first need of a group leads it."""
    place = {need.id: number for number, need in enumerate(material.needs.needs)}
    groups: list[Group] = [[need] for need in material.needs.needs]
    claims = _by_hope(groups, material)
    _by_link(groups, claims, material)
    _by_section(groups, claims)
    _by_neighbours(groups, claims)

    def leads(need: Need) -> tuple[bool, bool, int, int, int]:
        # What cannot wait leads, then what a hope speaks to, then what most of the record speaks of: depression before
        # "low mood", alcohol before a trigger. In matters of safety the order of the library holds.
        safe = need.section in _APART
        today = need.urgency is Urgency.TODAY
        if safe:
            return False, need.id not in _LIFE, 0, 0, place[need.id]
        return not today, need.id not in claims, need.urgency.rank, -len(need.facts), place[need.id]

    for group in groups:
        group.sort(key=leads)

    def rank(group: Group) -> tuple[int, bool, int, int]:
        lead = group[0]
        return lead.urgency.rank, lead.section not in _APART, -_importance(group, material), place[lead.id]

    return [tuple(group) for group in sorted(groups, key=rank)]


def _join(groups: list[Group], one: Group, other: Group) -> None:
    one.extend(other)
    groups[:] = [group for group in groups if group is not other]


def _group_of(groups: list[Group], need: str) -> Group:
    return next(group for group in groups if any(each.id == need for each in group))


def _may_join(one: Group, other: Group, most: int, claims: Claims) -> bool:
    """Not too many, no urgent safety among other matters, and no two hopes in one goal: only one could be its words."""
    if one is other or len(one) + len(other) > most:
        return False
    if len({claims[need.id] for need in (*one, *other) if need.id in claims}) > 1:
        return False
    apart = {need.section in _APART for need in (*one, *other)}
    return len(apart) == 1


def _by_hope(groups: list[Group], material: Material) -> dict[str, str]:
    """Brings together what one hope speaks to; gives the hope of each need that one speaks to."""
    first: dict[str, Group] = {}
    claims: dict[str, str] = {}
    for need in material.needs.needs:
        hope = next(iter(hopes_for(need, material)), None)
        if hope is None:
            continue
        group = _group_of(groups, need.id)
        if need.section not in _APART:
            claims[need.id] = hope.id
        if hope.id in first and _may_join(first[hope.id], group, _MOST_BY_HOPE, claims):
            _join(groups, first[hope.id], group)
        else:
            first.setdefault(hope.id, group)
    return claims


def _by_link(groups: list[Group], claims: Claims, material: Material) -> None:
    said = ("client-said", "formulated", "known-link")
    nature = {need.id: need.nature for need in material.needs.needs}

    def order(link: NeedLink) -> tuple[int, bool, str]:
        return said.index(link.basis), {nature[link.one], nature[link.other]} != {"substance", "mental"}, link.id

    for link in sorted(material.needs.links, key=order):
        one, other = _group_of(groups, link.one), _group_of(groups, link.other)
        if _may_join(one, other, _MOST_BY_LINK, claims):
            _join(groups, one, other)


def _by_section(groups: list[Group], claims: Claims) -> None:
    for section in Section:
        here = [group for group in groups if group[0].section is section]
        for group in here[1:]:
            if _may_join(here[0], group, _MOST_BY_SECTION, claims):
                _join(groups, here[0], group)


def _by_neighbours(groups: list[Group], claims: Claims) -> None:
    for one, other in _NEIGHBOURS:
        if len(groups) <= MOST_GOALS:
            return
        near = [group for group in groups if group[0].section in (one, other)]
        near.sort(key=len)
        if len(near) > 1 and _may_join(near[0], near[1], _MOST_BY_SECTION + 3, claims):
            _join(groups, near[0], near[1])
    while len(groups) > MOST_GOALS:
        rest = sorted((group for group in groups if group[0].section not in _APART), key=len)
        if len(rest) < 2:
            return
        pairs = ((one, other) for one, other in combinations(rest, 2) if _may_join(one, other, _ANY, claims))
        _join(groups, *next(pairs, (rest[0], rest[1])))


def _importance(group: Iterable[Need], material: Material) -> int:
    said = [hope.importance or 0 for need in group for hope in hopes_for(need, material)]
    return max(said, default=0)


def domains_of(need: Need, material: Material) -> frozenset[str]:
    """The life domains whose hopes and words speak to the need."""
    prompt = material.prompts.get(need.id)
    return frozenset(prompt.hope_domains) if prompt else frozenset()


def hopes_for(need: Need, material: Material) -> list[Hope]:
    """The client's hopes that speak to the need: those that raise it, then those of the domains of its prompt in the
    order in which the prompt names them; among like ones the most important first."""
    prompt = material.prompts.get(need.id)
    domains = list(prompt.hope_domains) if prompt else []
    raising = material.person.facts_of[need.id]
    found = [hope for hope in material.person.hopes if hope.id in raising or hope.domain in domains]
    found.sort(key=lambda hope: 0 if hope.id in raising or hope.domain is None else 1 + domains.index(hope.domain))
    return found


def general_hopes(material: Material) -> list[Hope]:
    """The client's hopes for their life as a whole, most important first."""
    return [hope for hope in material.person.hopes if hope.domain in (None, LifeDomain.HOPES)]


def words_for(need: Need, material: Material) -> list[Statement]:
    """What the client has said about the need in their own words: what raised it first, then what they said of that
    side of their life."""
    raising = material.person.facts_of[need.id]
    domains = domains_of(need, material)
    own = [fact for fact in material.chart.current(Statement) if spoken(fact, fact.text)]
    here = [fact for fact in own if fact.id in raising]
    return here + [fact for fact in own if fact.id not in raising and fact.domain in domains]
