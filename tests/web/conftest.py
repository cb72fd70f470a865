"""The demonstration centre, really served, and a real browser in front of it."""

from real_browser import browser, centre, signed_in, visitor

__all__ = ["browser", "centre", "signed_in", "visitor"]
