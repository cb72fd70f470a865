"""Curation: options for a need, ranked for this person with reasons for and against, and the draft made of them.

Lives here: the ranking, its reasons, the drafting of a plan. Never lives here: a catalogue entry, a dose, a decision.
"""

from goldthread.curation.draft import draft_plan
from goldthread.curation.options import options_for
from goldthread.curation.reasons import Option, Reason

__all__ = ["Option", "Reason", "draft_plan", "options_for"]
