"""Which texts a plan holds, whose voice each is in, and which of them the client reads."""

import re
from typing import Literal, NamedTuple

from goldthread.plan import Plan

Voice = Literal["client", "team"]


class PlanText(NamedTuple):
    """One text of a plan: its place, whose words it holds, and whether it is written for the client to read."""

    collection: str
    item: str
    field: str
    text: str
    voice: Voice
    for_client: bool

    @property
    def path(self) -> tuple[str | int, ...]:
        """The path of the text in a case file."""
        return ("plan", self.collection, self.item, self.field)


# Every text field of every collection, by voice. A trigger, an early sign, a skill and a disagreement are written down
# as they were said. A field that stands in none of these tables fails a test.
FOR_CLIENT: dict[str, tuple[str, ...]] = {
    "objectives": ("text", "steps"),
    "interventions": ("text", "client_does"),
    "withdrawal": ("comfort",),
    "links": ("education",),
    "aftercare": ("text", "if_not"),
    "completion": ("text",),
}
BY_TEAM: dict[str, tuple[str, ...]] = {
    "needs": ("title", "reason"),
    "goals": ("clinical", "status_reason"),
    "interventions": ("against_preference_because",),
    "withdrawal": ("escalate_when",),
    "medicines": ("purpose", "decision_reason", "watch_for"),
    "links": ("how", "watch"),
    "skills": ("works_where", "practise"),
    "supports": ("helps_with",),
    "safety": ("text",),
    "review_rules": ("on_event",),
    "reviews": ("cause", "note"),
    "disagreements": ("answer",),
    "waivers": ("reason",),
}
BY_CLIENT: dict[str, tuple[str, ...]] = {
    "triggers": ("text",),
    "early_signs": ("text",),
    "skills": ("text",),
    "disagreements": ("words",),
}
# Names of people, places, measures and amounts: no sentences.
NAMES: dict[str, tuple[str, ...]] = {
    "needs": ("referred_to", "decided_by"),
    "objectives": ("measure", "unit"),
    "interventions": ("frequency", "duration", "by_whom"),
    "withdrawal": ("substance", "escalate_to"),
    "medicines": ("medicine", "prescriber"),
    "links": ("education_by",),
    "early_signs": ("noticed_by",),
    "supports": ("name", "relation", "contact"),
    "safety": ("contact",),
    "aftercare": ("place", "contact", "ride"),
    "review_rules": ("source",),
    "disagreements": ("who", "answered_by"),
    "team": ("name", "credential"),
    "waivers": ("by",),
}
EVERYWHERE = "because"  # on every item: why this for this client


def _fields() -> tuple[tuple[str, tuple[tuple[str, Voice, bool], ...]], ...]:
    table: dict[str, list[tuple[str, Voice, bool]]] = {}
    for fields, voice, for_client in (
        (FOR_CLIENT, "team", True),
        (BY_TEAM, "team", False),
        (BY_CLIENT, "client", False),
    ):
        for collection, names in fields.items():
            table.setdefault(collection, []).extend((name, voice, for_client) for name in names)  # type: ignore[misc]
    return tuple((collection, (*fields_, (EVERYWHERE, "team", False))) for collection, fields_ in sorted(table.items()))


_TABLE = _fields()


def texts_of(plan: Plan) -> tuple[PlanText, ...]:
    """Every text of the plan that is not empty, without the own words of goals (they are no text of the team)."""
    texts: list[PlanText] = []
    for collection, fields in _TABLE:
        for item in getattr(plan, collection):
            for field, voice, for_client in fields:
                value = getattr(item, field)
                if not value:
                    continue
                for text in value if isinstance(value, tuple) else (value,):
                    texts.append(PlanText(collection, item.id, field, text, voice, for_client))
    return tuple(texts)


_PUNCTUATION = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """The text as lower-case words with single spaces: what two sentences are compared by."""
    return _PUNCTUATION.sub(" ", text.lower()).strip()


_QUOTES = re.compile(r"\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|‘[^’]*’(?!\w)")


def without_quotes(text: str) -> str:
    """The text with what stands in quotation marks taken out: a quote is somebody's own word."""
    return _QUOTES.sub(" ", text) if any(mark in text for mark in '"“„«‘') else text
