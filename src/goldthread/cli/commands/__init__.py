"""One module per command: its arguments, the one call that does the work, and what is printed."""
