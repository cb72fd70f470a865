"""Interventions: what is done, in the form that suits this client, by whom, and why it was chosen for them."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from goldthread.catalogue import Modality, Offer
from goldthread.curation.fitting import say_otherwise
from goldthread.curation.material import Material, item_id
from goldthread.curation.options import say_also
from goldthread.curation.points import FORMAT_MET
from goldthread.curation.reasons import WHOLE, Choice, Ground
from goldthread.curation.roles import role_of
from goldthread.curation.sentences import MOST_REASONS, listed, sentence
from goldthread.curation.spoken import ask_in_english
from goldthread.curation.telling import clip
from goldthread.curation.unmet import clinician_asked, unmet_in, wish_told
from goldthread.needs import Need, Urgency
from goldthread.plan import Ask, Intervention
from goldthread.record import CareMember
from goldthread.terms import Role

# What a reason is worth as an answer to "why this for this client?": evidence alone is a reason for anybody.
_TELLING = {
    kind: place
    for place, kind in enumerate(
        ("earlier-response", "preference", "cause", "indication", "strength", "stage", "access", "link")
    )
}
_BESIDE = frozenset({"adaptation", "caution", "contraindication"})
# Tags that are also job titles: whose title holds one of them does it, whatever else their role is.
TITLES = frozenset({"chaplain", "pharmacist", "midwife", "interpreter", "dietitian", "peer"})
_FORM_NAMES = {"individual": "one to one", "in-person": "in person"}


def draft_interventions(
    groups: Sequence[Sequence[Need]], objective_of: Mapping[str, Sequence[str]], material: Material
) -> tuple[Intervention, ...]:
    """One intervention for each chosen modality, whatever number of needs it serves; medicines stand elsewhere."""
    serving: dict[str, list[tuple[Need, Choice]]] = {}
    for group in groups:
        for need in group:
            for option in material.chosen[need.id]:
                if not material.is_medicine(option):
                    serving.setdefault(option.modality, []).append((need, option))
    return tuple(_intervention(each, objective_of, material) for each in serving.values())


def _to_begin(served: Sequence[tuple[Need, Choice]], objectives: Collection[str]) -> bool:
    """Whether it starts now: it serves a step of the plan, or what cannot wait."""
    return bool(objectives) or any(need.urgency is Urgency.TODAY for need, _ in served)


def _intervention(
    served: Sequence[tuple[Need, Choice]], objective_of: Mapping[str, Sequence[str]], material: Material
) -> Intervention:
    option = served[0][1]
    modality = material.modalities[option.modality]
    frequency, _, duration = (part.strip() for part in modality.contact.partition(";"))
    role, whom = _who(modality, option.offer, material)
    wishes = unmet_in(modality.id, material)
    asked = clinician_asked(wishes)
    reasons = _telling_reasons([each for _, each in served])
    weighing = material.weighing
    causes = [cause for need, _ in served for cause in weighing.causes_answered(need, modality.id)]
    causes += weighing.formulated_answered(modality.id)  # a home answers what keeps the fear going, too
    named = {fact for reason in reasons for fact in reason.facts} | {fact for cause in causes for fact in cause.facts}
    facts = {*(named & material.chart.by_id.keys()), *(wish.id for wish in wishes)}
    objectives = {objective for need, _ in served for objective in objective_of.get(need.id, ())}
    return Intervention(
        id=item_id("int", modality.id),
        objectives=tuple(objectives),
        needs=tuple(need.id for need, _ in served),
        modality=modality.id,
        text=_text(modality, option),
        frequency=frequency,
        duration=duration,
        by_whom="" if asked and whom in {member.name for member in material.chart.current(CareMember)} else whom,
        by_role=role,
        causes=tuple({material.person.cause_told(cause) for cause in causes}),
        because=" ".join([_sentences(reasons), *(wish_told(wish, material) for wish in wishes)]),
        facts=tuple(facts),
        against_preference_because=_met_otherwise(option),
        from_option=modality.id,
        asks=tuple(_asks(option, asked, material, begins=_to_begin(served, objectives))),
    )


def _text(modality: Modality, option: Choice) -> str:
    """The name and the form: a label, not a sentence."""
    chosen = [form for family in _families(option.forms) if len(family) == 1 for form in family]
    forms = [_FORM_NAMES.get(form, form) for form in chosen]
    named = [form for form in forms if form.lower() not in modality.name.lower()]
    return ", ".join([modality.name, *named])


def _met_otherwise(option: Choice) -> str:
    """How a wish against one format is kept: the same help in another format."""
    kept = [each for each in option.grounds if each.say is say_otherwise]
    return clip("; ".join(each.text for each in kept), 800)


def _families(forms: Sequence[str]) -> Iterable[list[str]]:
    ways = [form for form in forms if form in ("individual", "group", "couple", "family")]
    yield ways
    yield [form for form in forms if form in ("online", "in-person") and form not in ways]


def _telling_reasons(options: Sequence[Choice]) -> list[Ground]:
    """The reasons that say most about this client, each told once; adaptations always, for they change what is done.
    A wished-for format stands in the intervention's text and is not told again."""
    held = [
        ground
        for option in options
        for ground in option.grounds
        if ground.kind in _TELLING and ground.points >= 0 and ground.points != FORMAT_MET and ground.say is not say_also
    ]
    held.sort(key=lambda each: (_TELLING[each.kind], -each.points))
    # One of each kind: three strengths say less than a cause, a wish and a strength.
    first = {ground.kind: ground for ground in reversed(held)}
    own = sorted(first.values(), key=lambda each: _TELLING[each.kind])[:MOST_REASONS]
    beside = [each for each in options[0].grounds if each.kind in _BESIDE and each.say is not say_otherwise]
    return [*own, *beside]


def _sentences(reasons: Sequence[Ground]) -> str:
    """What the option is and does for this client in one sentence; cautions and adaptations in one each."""
    does = list(dict.fromkeys(reason.clause for reason in reasons if reason.kind not in WHOLE))
    beside = dict.fromkeys(reason.text for reason in reasons if reason.kind in WHOLE)
    return clip(" ".join([sentence(f"it {listed(does)}") if does else "", *beside]), 1_800)


def _who(modality: Modality, offer: Offer | None, material: Material) -> tuple[Role, str]:
    """Somebody of the care team whose title names what it is (a midwife, a chaplain), else who has one of the roles,
    else the partner's place, else nobody yet."""
    members = material.chart.current(CareMember)
    for member in members:
        title = member.role.lower()
        if any(tag in title for tag in TITLES.intersection(modality.tags)):
            return role_of(member.role), clip(member.name, 120)
    for role in modality.by_roles:
        for member in members:
            if role_of(member.role) is role and role is not Role.PARTNER:
                return role, clip(member.name, 120)
    if offer and offer.by == "partner" and offer.place:
        return modality.by_roles[0], offer.place
    return modality.by_roles[0], ""


def _asks(option: Choice, clinician: str, material: Material, *, begins: bool) -> Iterable[Ask]:
    if clinician:
        question = f"Asked for {clinician}: who can that be?"
        yield Ask(field="by_whom", question=question, whom=Role.CASE_MANAGER)
    if begins:
        question = material.modalities[option.modality].client_does
        yield ask_in_english("client_does", question, material.language)
    against = next((each for each in option.grounds if each.kind == "preference" and each.points < 0), None)
    if against:
        yield Ask(
            field="against_preference_because",
            question=f"{against.text} Why is it in the plan all the same?",
            whom=Role.THERAPIST,
        )
