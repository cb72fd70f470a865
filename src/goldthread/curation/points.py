"""How much each kind of reason weighs when options are ranked.

The numbers order options; they measure nothing and are shown only beside their reasons. They are ours, not a source's,
and a team may choose against them at any time. What they are to express:

- What is known to help most people with the need comes first (evidence), and no single wish or circumstance outweighs a
  guideline against mere practice; but two or three things that speak for this person do.
- What this person has lived through counts as much as evidence: what helped them before is worth a step of evidence and
  more, what harmed them outweighs everything but is theirs to decide, so it ranks last and is not hidden.
- A refusal and a contraindication are no matter of weight: they exclude.
"""

from typing import Literal

EVIDENCE: dict[str, float] = {"guideline": 40, "trials": 32, "some-trials": 24, "practice": 14}

# A wish that is spoken ("wants", "prefers") lifts by about a step of evidence; "avoids" sinks by more than it lifts,
# because people stay away from what they do not want (engagement comes before everything).
STANCE: dict[str, float] = {"wants": 25, "prefers": 15, "avoids": -25, "refuses": -60}

# One-to-one or by video can be had with almost everything: that such a wish is met says little for one option.
FORMAT_MET = 4.0

OUTCOME: dict[str, float] = {"helped": 25, "partly": 8, "did-not-help": -20, "harmed": -80, "unknown": 0}
TAKES_ALREADY = 30.0  # what works and is taken is not changed for something untried
DECLINED = -40.0  # a medicine that was offered and declined: the answer stands until the client reopens it
STOPPED = -20.0

STAGE_FITS = 8.0
STAGE_EARLY = -6.0

STRENGTH = 6.0  # each strength that it builds on, at most two
STRENGTHS_MOST = 2

# Works on what made or keeps the need going, each, at most two: causes as well as symptoms. What team and client
# have formulated weighs more than what is only known to go with the need.
CAUSE: dict[str, float] = {"formulated": 18, "possible": 10}
CAUSES_MOST = 2

LINKED = 8.0  # serves the other side of a linked pair: both at the same time; once, however many pairs there are
ALSO_SERVES = 3.0  # each other need of this client that it serves, at most three: fewer appointments
ALSO_MOST = 3

CARE = -10.0  # to be used with care

ACCESS_EASY = 8.0
ACCESS_HARD = -8.0

AVAILABLE: dict[str, float] = {"in-house": 6, "partner": 4, "waiting-list": -6, "not-available": -40}
NOT_LISTED = -10.0

Kind = Literal[
    "indication", "contraindication", "caution", "preference", "earlier-response", "stage", "strength", "availability",
    "evidence", "cause", "link", "adaptation", "access",
]  # fmt: skip
