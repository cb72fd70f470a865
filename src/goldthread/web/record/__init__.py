"""The whole person on one page."""
