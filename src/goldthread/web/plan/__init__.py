"""The team's plan workspace: needs, goals, objectives and what is done, with the thread between them."""
