"""Backup: the books in one sealed file, and back from it into either database.

Lives here: the form of the file, what is in it, taking it, bringing it back, proving it, and the list of erased clients
that an older file must not bring back. Never lives here: where files are kept and for how long (wiring decides).
"""
