"""Withdrawal: watched, eased, and never the whole answer."""
