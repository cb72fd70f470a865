"""Measures: whether anybody will be able to tell that a step was reached."""
