"""Safety: a plan for the worst hours."""
