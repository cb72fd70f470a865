"""Mappers: one FHIR resource to the facts that it holds.

Each is a function from a source to facts and to the parts that it did not understand. Never lives here: a judgement
about what the facts call for.
"""
