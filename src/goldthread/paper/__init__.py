"""Paper: a plan as people read it: HTML and tagged PDF, for the team and for the client in plain words.

Lives here: templates and their words. Never lives here: anything computed that another room already computes.
"""

from goldthread.paper.packet import Agreed, House
from goldthread.paper.printing import PaperNotPossible, to_pdf
from goldthread.paper.rendering import Paper, render_html, safety_page
from goldthread.practice.crisis import UNITED_STATES, Crisis, CrisisLine

__all__ = [
    "UNITED_STATES", "Agreed", "Crisis", "CrisisLine", "House", "Paper", "PaperNotPossible", "render_html",
    "safety_page", "to_pdf",
]  # fmt: skip
