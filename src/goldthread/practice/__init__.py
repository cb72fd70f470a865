"""Practice: what staff and clients do: one verb per module, each a pure function over a case and the library.

Lives here: the joining of rooms below into one answer. Never lives here: a rule, a file, a clock, a screen.
"""
