"""Versions of a plan side by side: what changed, why, and whose signature still holds."""
