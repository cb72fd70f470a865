"""Relapse prevention: triggers, skills that age, confidence."""
