"""One reason for or against an option, and the option itself."""

from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from goldthread.catalogue import Offer
from goldthread.curation.points import Kind
from goldthread.curation.sentences import sentence


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why an option ranks as it does for this client. `points` above zero speak for it, below zero against; zero says
    how it would be adapted. `facts` are facts of the record; `source` citation keys."""

    kind: Kind
    text: str
    facts: tuple[str, ...] = ()
    points: float = 0
    source: tuple[str, ...] = ()


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """One modality for one need of one client. `excluded`: a contraindication or a refusal stands against it; it is
    shown with its reason and never drafted by itself. `forms` are the formats that suit this client (for example
    `individual`, `online`); `also` are other needs of the client that it serves."""

    modality: str
    name: str
    points: float
    excluded: bool
    reasons: tuple[Reason, ...]
    forms: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    offer: Offer | None = None

    @property
    def reasons_for(self) -> tuple[Reason, ...]:
        """What speaks for it, weightiest first."""
        return tuple(sorted((each for each in self.reasons if each.points > 0), key=lambda each: -each.points))

    @property
    def reasons_against(self) -> tuple[Reason, ...]:
        """What speaks against it, weightiest first."""
        return tuple(sorted((each for each in self.reasons if each.points < 0), key=lambda each: each.points))


# Kinds of reasons whose words are a sentence of their own; of all others the option is the subject ("It ...").
WHOLE = frozenset({"contraindication", "caution", "adaptation"})


class Ground(NamedTuple):
    """A reason that is weighed and not yet worded: hundreds are weighed for a draft, and few are ever read."""

    kind: Kind
    points: float
    say: Callable[..., str]
    said_of: tuple[Any, ...]
    facts: tuple[str, ...] = ()
    source: tuple[str, ...] = ()

    @property
    def clause(self) -> str:
        """The reason as a part of a sentence: what the option does or is, or a sentence of its own."""
        return self.say(*self.said_of)

    @property
    def text(self) -> str:
        """The reason as a sentence."""
        return sentence(self.clause if self.kind in WHOLE else f"it {self.clause}")

    def worded(self) -> Reason:
        """The reason as it is shown."""
        return Reason(kind=self.kind, text=self.text, facts=self.facts, points=self.points, source=self.source)


class Choice(NamedTuple):
    """An option as a draft takes it: not yet worded."""

    modality: str
    name: str
    points: float
    excluded: bool
    grounds: tuple[Ground, ...]
    forms: tuple[str, ...]
    offer: Offer | None
