"""Web: the places people go: pages for the team and for the client, drawn on the server.

Lives here: addresses, forms, templates, and who sits at the screen (sign-in, sessions, the role that is acted in).
Never lives here: who may or when (that is the practice), how anything is kept (the store), anything computed that
another room computes already.
"""
