"""The words of a plan: person-first, readable, this client's own."""
