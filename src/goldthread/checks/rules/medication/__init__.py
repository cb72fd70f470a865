"""Medicines in the plan: decisions, protection from overdose, never a dose."""
