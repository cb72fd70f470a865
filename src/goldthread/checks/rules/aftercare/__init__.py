"""Aftercare: named places, dates, arrival."""
