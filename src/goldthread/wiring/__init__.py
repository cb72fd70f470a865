"""Wiring: where the process begins, and the one place that joins the store to what is done with it.

Lives here: the entry point, Django's settings and addresses, the commands of a server. Never lives here: a rule, a
query, an answer to a client.
"""
