"""Checks: rules about plans, each a page and a function side by side in `rules/<topic>/`.

Lives here: what a check sees, what it says, the catalogue that finds all checks, waivers. Never lives here: a change
to a plan, a diagnosis, or a number of an instrument.
"""

from goldthread.checks.catalogue import all_pages, page_for
from goldthread.checks.engine import run_checks
from goldthread.checks.finding import Finding, Found, Severity
from goldthread.checks.page import CheckPage, Example
from goldthread.checks.subject import Subject

__all__ = ["CheckPage", "Example", "Finding", "Found", "Severity", "Subject", "all_pages", "page_for", "run_checks"]
