"""Care: what is done, by whom, and whether it may stand beside the rest of the record."""
