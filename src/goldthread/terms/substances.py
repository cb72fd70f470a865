"""Substances by class, how they are taken and how often."""

from enum import StrEnum


class Substance(StrEnum):
    """A class of substances; the record keeps the person's own name for it beside."""

    ALCOHOL = "alcohol"
    OPIOID = "opioid"
    SEDATIVE = "sedative"
    STIMULANT = "stimulant"
    CANNABIS = "cannabis"
    NICOTINE = "nicotine"
    HALLUCINOGEN = "hallucinogen"
    INHALANT = "inhalant"
    OTHER = "other"


class Route(StrEnum):
    """How a substance is taken."""

    ORAL = "oral"
    SMOKED = "smoked"
    INHALED = "inhaled"
    NASAL = "nasal"
    INJECTED = "injected"
    TRANSDERMAL = "transdermal"
    UNKNOWN = "unknown"


class Frequency(StrEnum):
    """How often a substance is taken, from most to least."""

    DAILY = "daily"
    MOST_DAYS = "most-days"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    LESS = "less"
    NOT_NOW = "not-now"
    UNKNOWN = "unknown"
