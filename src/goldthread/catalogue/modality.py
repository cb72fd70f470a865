"""The shapes of catalogue entries. Patterns are questions to be answered with this client, never finished sentences."""

from typing import Annotated, Literal

import msgspec

from goldthread.needs import Rule
from goldthread.terms import Aspect, Content, ItemId, Role, Section

# The forms in which help comes, by what they are alternatives to: with whom, and where. A modality that carries several
# of one set can be had in each of them, so that a wish against one form leaves the others.
FORMATS = (frozenset({"individual", "group", "couple", "family"}), frozenset({"in-person", "online"}))


class Indication(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A need that the modality serves. `evidence`: how well that is supported; `source` are citation keys.

    `only_when` limits it to records in which the rule matches.
    """

    need: ItemId
    evidence: Literal["guideline", "trials", "some-trials", "practice"]
    source: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    only_when: Rule | None = None


class Caution(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """When the record matches, the modality must not (`avoid`) or must only with care (`care`) be used.

    It advises: a prescriber or therapist decides. `confirmed` as in Content.
    """

    id: ItemId
    when: Rule
    level: Literal["avoid", "care"]
    why: Annotated[str, msgspec.Meta(min_length=10)]
    instead: str = ""
    source: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    confirmed: bool = True


class Modality(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One treatment or support. For a medicine `kind` is "medicine": purpose and cautions, never a dose.

    `tags` are what preferences speak of (group, individual, medicine, faith-based, online, outdoors, body-based, ...);
    `builds_on` are words that a client's strengths may hold; `stages` the stages of change that it suits;
    `contact` is the usual dose of contact as "how often; for how long", never of a medicine; `client_does` is a
    question, answered with the client. `answers_causes` are needs, sections or words that a cause may hold; `adapt`
    says how it is given to an older-adult, in pregnancy, in another language, with limited literacy, after trauma, with
    neurodiversity or a disability of body or senses. `medicine_names` are names (lower case) by which a record may know
    this very medicine; without them every medicine of `medicine_class` is one.
    """

    id: ItemId
    name: Annotated[str, msgspec.Meta(min_length=3, max_length=80)]
    plain: Annotated[str, msgspec.Meta(min_length=10, max_length=240)]
    kind: Literal[
        "psychotherapy", "medicine", "withdrawal-care", "physical-health", "peer", "education", "skills", "family",
        "work", "practical", "spiritual", "harm-reduction", "body-based", "creative", "digital", "aftercare", "safety",
    ]  # fmt: skip
    sections: Annotated[tuple[Section, ...], msgspec.Meta(min_length=1)]
    indications: Annotated[tuple[Indication, ...], msgspec.Meta(min_length=1)]
    cautions: tuple[Caution, ...] = ()
    tags: tuple[ItemId, ...] = ()
    builds_on: tuple[str, ...] = ()
    stages: tuple[Literal["precontemplation", "contemplation", "preparation", "action", "maintenance"], ...] = ()
    by_roles: Annotated[tuple[Role, ...], msgspec.Meta(min_length=1)]
    contact: str = ""
    client_does: Annotated[str, msgspec.Meta(min_length=8)]
    answers_causes: tuple[ItemId, ...] = ()
    medicine_class: tuple[str, ...] = ()
    medicine_names: tuple[str, ...] = ()
    phase: Literal["", "during-withdrawal", "continuing", "as-needed"] = ""
    adapt: dict[str, str] = {}
    content: Content


class GoalPrompt(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How a goal is asked for, for one need. `question` leads to the client's own words; `clinical` is a pattern with
    the slots {client}, {support}, {close}, {substance}, {trigger}, {skill} (parts in square brackets are left out where
    nothing of the record fits): one sentence with at most one thing of this client; `aspects` is what it touches;
    `hope_domains` are the life domains whose hopes and words speak to it, nearest first."""

    id: ItemId
    need: ItemId
    question: str
    clinical: str
    aspects: Annotated[tuple[Aspect, ...], msgspec.Meta(min_length=1)]
    hope_domains: tuple[str, ...] = ()
    content: Content


class ObjectivePattern(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How a step can be measured, for one need. Either an `instrument` (baseline is the newest score, the target comes
    from its published change: `target_rule`) or a `count` that the client can keep (unit; baseline and target are
    asked). `question` asks for what the pattern cannot know. `baseline_from` finds the facts whose number in
    `baseline_field` is where a count stands today. `text` has the slots of a goal prompt and {baseline}, {target},
    {unit}, {by}, {measure}."""

    id: ItemId
    need: ItemId
    text: str
    instrument: ItemId | None = None
    scale: str = "total"
    target_rule: Literal["", "response", "important-change", "reliable-change", "below-cutoff", "remission"] = ""
    count: str = ""
    unit: str = ""
    direction: Literal["up", "down", "reach"] = "down"
    weeks: int = 8
    question: str
    baseline_from: Rule | None = None
    baseline_field: str = ""
    steps_question: str = ""
    source: tuple[str, ...] = ()
    content: Content


class Offer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What one centre has: a modality, from whom, where and when."""

    modality: ItemId
    by: Literal["in-house", "partner", "waiting-list", "not-available"]
    place: str = ""
    contact: str = ""
    when: str = ""
    languages: tuple[str, ...] = ()
    formats: tuple[ItemId, ...] = ()


class MedicineClass(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A class of medicines and the names (generic and brand, lower case) by which a record may know its members."""

    id: ItemId
    title: str
    names: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    source: tuple[str, ...]
