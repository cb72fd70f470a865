"""The sides of a life that are looked at, and the sections that a plan is written in."""

from enum import StrEnum


class LifeDomain(StrEnum):
    """One side of a life that is considered before a plan is made."""

    PHYSICAL_HEALTH = "physical-health"
    MOOD = "mood"
    THINKING = "thinking"
    TRAUMA = "trauma"
    SUBSTANCE_USE = "substance-use"
    WITHDRAWAL = "withdrawal"
    MEDICINES = "medicines"
    SLEEP = "sleep"
    SAFETY = "safety"
    FAMILY = "family"
    CULTURE = "culture"
    SPIRITUALITY = "spirituality"
    WORK = "work"
    WORK_STRESS = "work-stress"
    MONEY = "money"
    HOUSING = "housing"
    LEGAL = "legal"
    LEISURE = "leisure"
    STRENGTHS = "strengths"
    HOPES = "hopes"
    READINESS = "readiness"

    @property
    def label(self) -> str:
        """The domain's name as people read it."""
        return _DOMAIN_LABELS[self]


_DOMAIN_LABELS = {
    LifeDomain.PHYSICAL_HEALTH: "physical health",
    LifeDomain.MOOD: "mood and emotions",
    LifeDomain.THINKING: "thinking",
    LifeDomain.TRAUMA: "trauma and adversity",
    LifeDomain.SUBSTANCE_USE: "substance use",
    LifeDomain.WITHDRAWAL: "withdrawal",
    LifeDomain.MEDICINES: "medicines",
    LifeDomain.SLEEP: "sleep",
    LifeDomain.SAFETY: "safety and risk",
    LifeDomain.FAMILY: "family and relationships",
    LifeDomain.CULTURE: "culture, language and identity",
    LifeDomain.SPIRITUALITY: "spirituality and meaning",
    LifeDomain.WORK: "work and school",
    LifeDomain.WORK_STRESS: "work-related stress",
    LifeDomain.MONEY: "money",
    LifeDomain.HOUSING: "housing",
    LifeDomain.LEGAL: "legal",
    LifeDomain.LEISURE: "leisure and community",
    LifeDomain.STRENGTHS: "strengths and skills",
    LifeDomain.HOPES: "hopes and values",
    LifeDomain.READINESS: "readiness and barriers",
}


class Section(StrEnum):
    """A section of a plan: a category of needs. The order here is the order on paper."""

    SAFETY = "safety"
    WITHDRAWAL_MANAGEMENT = "withdrawal-management"
    MEDICATION = "medication"
    CO_OCCURRING = "co-occurring"
    PHYSICAL_HEALTH = "physical-health"
    MENTAL_HEALTH = "mental-health"
    TRAUMA = "trauma"
    WORK_STRESS = "work-stress"
    COPING_SKILLS = "coping-skills"
    RELAPSE_PREVENTION = "relapse-prevention"
    SOCIAL_FAMILY = "social-family"
    SPIRITUAL_MEANING = "spiritual-meaning"
    AFTERCARE = "aftercare"

    @property
    def label(self) -> str:
        """The section's heading as people read it."""
        return _SECTION_LABELS[self]


_SECTION_LABELS = {
    Section.SAFETY: "Safety",
    Section.WITHDRAWAL_MANAGEMENT: "Withdrawal management",
    Section.MEDICATION: "Medication",
    Section.CO_OCCURRING: "Co-occurring conditions",
    Section.PHYSICAL_HEALTH: "Physical health",
    Section.MENTAL_HEALTH: "Mental health",
    Section.TRAUMA: "Trauma",
    Section.WORK_STRESS: "Work-related stress",
    Section.COPING_SKILLS: "Coping skills",
    Section.RELAPSE_PREVENTION: "Relapse prevention",
    Section.SOCIAL_FAMILY: "Social and family life",
    Section.SPIRITUAL_MEANING: "Spirituality and meaning",
    Section.AFTERCARE: "Aftercare",
}


class Aspect(StrEnum):
    """What in a person a goal touches."""

    BEHAVIOURAL = "behavioural"
    MENTAL = "mental"
    EMOTIONAL = "emotional"
    SPIRITUAL = "spiritual"
