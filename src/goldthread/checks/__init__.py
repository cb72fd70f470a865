"""Checks: rules about plans, each a page and a function side by side in `rules/<topic>/`.

Lives here: what a check sees, what it says, the catalogue that finds all checks, waivers. Never lives here: a change
to a plan, a diagnosis, or a number of an instrument.
"""

from goldthread.checks.catalogue import CheckPage, all_pages, page_for
from goldthread.checks.engine import run_checks
from goldthread.checks.finding import Finding, Severity, Subject

__all__ = ["CheckPage", "Finding", "Severity", "Subject", "all_pages", "page_for", "run_checks"]
