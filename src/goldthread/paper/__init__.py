"""Paper: a plan as people read it: HTML and tagged PDF, for the team and for the client in plain words.

Lives here: templates and their words. Never lives here: anything computed that another room already computes.
"""

from goldthread.paper.printing import PaperNotPossible, to_pdf
from goldthread.paper.rendering import render_html

__all__ = ["PaperNotPossible", "render_html", "to_pdf"]
