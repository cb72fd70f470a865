"""Short plain phrases for what a record keeps as a topic and a state: told instead of the question of a survey.

Each phrase is a noun phrase, so that it stands in any list of reasons.
"""

from collections.abc import Mapping

CIRCUMSTANCES: Mapping[str, Mapping[str, str]] = {
    "pregnancy": {
        "pregnant": "pregnancy", "possible": "a pregnancy that is possible", "postpartum": "a birth not long ago",
        "breastfeeding": "breastfeeding", "trying": "the wish for a child", "not-pregnant": "no pregnancy",
    },
    "food": {
        "secure": "enough to eat", "enough": "enough to eat", "insecure": "not always enough to eat",
        "hungry": "days without enough to eat",
    },
    "transport": {
        "secure": "a sure way to get to appointments", "insecure": "no sure way to get to appointments",
        "none": "no way to get to appointments",
    },
    "money": {
        "secure": "enough money", "tight": "money that is tight",
        "hardship": "money that does not reach for what is needed",
    },
    "debt": {"none": "no debts", "some": "debts", "heavy": "heavy debts"},
    "insurance": {
        "insured": "health insurance", "covered": "health insurance", "at-risk": "health insurance that may end",
        "uninsured": "no health insurance",
    },
    "legal": {
        "none": "no trouble with the law", "past": "trouble with the law in the past", "charges": "charges",
        "open-case": "an open case", "awaiting-hearing": "a hearing to come", "court-ordered": "an order of the court",
        "probation": "probation", "parole": "parole", "warrant": "a warrant", "incarcerated": "being in jail or prison",
        "driving-offence": "a driving offence", "custody-case": "a case about custody", "civil": "a civil case",
        "immigration": "a matter of immigration", "protective-order": "a protective order",
    },
    "language": {
        "fluent": "fluent English", "limited-english": "limited English",
        "interpreter-needed": "the need of an interpreter",
        "bilingual": "two languages",
    },
    "literacy": {"adequate": "ease with reading", "limited": "reading that is hard"},
    "faith": {
        "practising": "a practised faith", "active": "an active faith", "important": "a faith that matters",
        "distant": "distance from faith", "questioning": "a faith in question", "estranged": "estrangement from faith",
        "struggling": "a struggle with faith", "lost": "a faith that is lost", "hurt": "hurt by a faith community",
        "not-religious": "no religion", "none": "no religion",
    },
    "culture": {
        "connected": "closeness to the own culture", "important": "a culture that matters",
        "torn": "being torn between cultures", "discrimination": "discrimination",
        "cut-off": "being cut off from the own culture",
    },
    "veteran": {
        "veteran": "military service", "serving": "military service now", "army": "service in the army",
        "navy": "service in the navy", "air-force": "service in the air force", "marines": "service in the marines",
        "coast-guard": "service in the coast guard", "no": "no military service",
    },
    "children": {
        "none": "no children", "expecting": "a child to come", "minor-children": "children under age",
        "at-home": "children at home", "elsewhere": "children who live elsewhere", "in-care": "children in care",
        "adult-children": "grown children", "estranged": "estrangement from children",
    },
    "custody": {
        "full": "full custody", "shared": "shared custody", "at-risk": "custody at risk",
        "kinship-care": "children with relatives", "supervised": "visits under supervision",
        "lost": "custody that was lost", "none": "no custody",
    },
    "partnership": {
        "partnered": "a partner", "living-with-partner": "a partner at home", "married": "marriage",
        "single": "no partner", "separated": "a separation", "divorced": "a divorce", "widowed": "being widowed",
    },
    "social-contact": {
        "connected": "people who are near", "few": "few people met in a week", "shrinking": "fewer people than before",
        "isolated": "hardly any company",
    },
    "education": {
        "in-school": "school or training", "completed": "completed schooling",
        "interrupted": "schooling that was broken off",
        "wants": "the wish for more schooling",
    },
    "phone": {"yes": "a phone", "limited": "a phone at times", "shared": "a shared phone", "no": "no phone"},
    "internet": {"yes": "the internet at hand", "limited": "the internet at times", "no": "no internet"},
    "driving": {
        "drives": "driving", "drives-for-work": "driving for work", "does-not-drive": "not driving",
        "suspended": "a suspended driving licence", "impaired": "driving that is not safe now",
    },
    "gender": {
        "cisgender": "gender as told", "transgender": "being transgender", "non-binary": "being non-binary",
        "other": "gender as told",
    },
    "orientation": {
        "heterosexual": "sexual orientation as told", "gay": "being gay", "lesbian": "being lesbian",
        "bisexual": "being bisexual", "other": "sexual orientation as told",
    },
    "tobacco": {
        "daily": "daily tobacco", "current": "tobacco now", "former": "tobacco in the past",
        "not-now": "no tobacco now", "never": "no tobacco ever",
    },
    "pain": {"none": "no pain", "acute": "pain now", "chronic": "pain that goes on"},
    "sleep": {
        "good": "good sleep", "poor": "poor sleep", "insomnia": "nights without sleep", "nightmares": "nightmares",
        "apnea": "sleep apnea", "night-shift": "night shifts",
    },
    "chronic-illness": {
        "none": "no illness that goes on", "stable": "an illness that is stable", "several": "several illnesses",
        "diabetes": "diabetes", "hypertension": "high blood pressure", "heart-disease": "a heart disease",
        "long-qt": "a long QT interval", "lung-disease": "a lung disease", "liver-disease": "a liver disease",
        "renal-impairment": "kidneys that work less", "renal-failure": "kidney failure", "hepatitis-b": "hepatitis B",
        "hepatitis-c": "hepatitis C", "hiv": "HIV", "epilepsy": "epilepsy", "cancer": "cancer", "obesity": "obesity",
        "thyroid": "a thyroid illness", "anemia": "anemia", "autoimmune": "an autoimmune illness",
        "neuropathy": "neuropathy", "brain-injury": "a brain injury", "glaucoma": "glaucoma",
        "other": "an illness that goes on",
    },
    "hearing": {"no-problem": "good hearing", "reduced": "weaker hearing", "impaired": "hearing that is hard"},
    "vision": {"no-problem": "good sight", "reduced": "weaker sight", "impaired": "seeing that is hard"},
    "mobility": {"no-problem": "ease in moving", "reduced": "less ease in moving", "impaired": "moving that is hard"},
    "cognition": {
        "no-problem": "clear thinking", "reduced": "less ease in thinking", "impaired": "thinking that is hard",
    },
    "gaming": {
        "none": "no gaming", "recreational": "gaming for pleasure", "at-risk": "gaming at the edge",
        "problem": "gaming that takes over",
    },
    "gambling": {
        "none": "no gambling", "recreational": "gambling for pleasure", "at-risk": "gambling at the edge",
        "problem": "gambling that takes over",
    },
    "caregiving": {
        "none": "nobody to care for", "carer": "the care for somebody else",
        "strained": "the strain of caring for somebody",
    },
    "injection": {"never": "no injecting", "past": "injecting in the past", "current": "injecting now"},
    "naloxone": {"has": "naloxone at hand", "expired": "naloxone that has expired", "none": "no naloxone at hand"},
    "infection-screen": {
        "done": "tests for infections that are done", "due": "tests for infections that are due",
        "never": "no test for infections yet", "positive": "a positive test for an infection",
    },
    "anniversary": {
        "painful-date": "a painful date in the year", "upcoming": "a painful date that is near",
        "past": "a painful date not long ago",
    },
    "dental": {
        "good": "good teeth", "due": "a dental visit that is due", "needs-care": "teeth that need care",
        "pain": "toothache",
    },
    "nutrition": {"good": "good food", "poor": "poor food"},
    "exercise": {"regular": "regular exercise", "some": "some exercise", "none": "no exercise"},
    "abuse": {
        "none": "no abuse on record", "past": "harm by others earlier in life", "current": "harm by somebody now",
    },
    "privacy": {
        "private": "privacy at home", "limited": "little privacy at home", "works-nearby": "work near this place",
        "not-safe-to-contact": "contact at home that is not safe",
    },
}  # fmt: skip

HOUSING: Mapping[str, str] = {
    "stable": "a stable home", "at-risk": "a home that may be lost", "doubled-up": "a place to stay with others",
    "shelter": "nights in a shelter", "unsheltered": "nights without a shelter", "homeless": "no home of their own",
    "recovery-residence": "a recovery home", "institution": "life in an institution",
    "unsafe": "a home that does not feel safe", "unknown": "housing that was not asked about",
}  # fmt: skip

BARRIERS: Mapping[str, str] = {
    "transport": "no sure way to get to appointments", "money": "money in the way of care",
    "insurance": "insurance in the way of care", "language": "language in the way of care",
    "literacy": "reading that is hard", "childcare": "nobody to look after the children", "time": "too little time",
    "work-hours": "working hours in the way of care", "stigma": "fear of what others think", "fear": "fear of coming",
    "technology": "no phone or internet for visits", "health": "health in the way of care",
    "legal": "a legal matter in the way of care", "distance": "a long way to care",
    "earlier-harm": "harm in earlier care", "other": "something in the way of care",
}  # fmt: skip

EVENTS: Mapping[str, str] = {
    "overdose": "an overdose", "return-to-use": "a return to use", "hospital": "a stay in hospital",
    "emergency": "a visit to the emergency room", "encounter": "a visit to a clinic", "procedure": "a procedure",
    "loss": "a loss", "discharge": "a discharge", "missed-session": "a session that was missed",
    "self-harm": "self-harm", "suicide-attempt": "a suicide attempt", "fall": "a fall", "violence": "violence",
    "arrest": "an arrest", "life-change": "a change in life",
}  # fmt: skip

RISKS: Mapping[str, str] = {
    "suicide": "risk of suicide", "self-harm": "risk of self-harm", "overdose": "risk of overdose",
    "violence-to-others": "risk of violence to others", "violence-from-others": "risk of violence from others",
    "exploitation": "risk of exploitation", "self-neglect": "risk of self-neglect", "falls": "risk of falls",
    "driving": "risk in driving", "child-safety": "risk to a child", "patient-safety": "risk to patients",
}  # fmt: skip

STAGES: Mapping[str, str] = {
    "precontemplation": "not thinking of a change", "contemplation": "weighing a change",
    "preparation": "preparing a change", "action": "changing now", "maintenance": "keeping a change going",
}  # fmt: skip

WORK: Mapping[str, str] = {
    "employed": "work", "self-employed": "self-employment", "on-leave": "leave from work",
    "unemployed": "no work at present", "student": "school or training", "caregiver": "the care for somebody else",
    "retired": "retirement", "disabled": "not being able to work", "military": "military service", "unknown": "work",
}  # fmt: skip

# Who the clinician is: an offer may have it, but whoever is named in the plan must be it; asked of the team.
CLINICIANS: Mapping[str, str] = {
    "female-clinician": "a female clinician", "male-clinician": "a male clinician",
    "lgbtq-clinician": "an LGBTQ+ clinician", "veteran-clinician": "a clinician who has served",
    "same-language-clinician": "a clinician who speaks the language",
    "same-culture-clinician": "a clinician of the same culture",
}  # fmt: skip

STRESSORS: Mapping[str, str] = {
    "overload": "too much work", "schedule": "hours of work that wear out", "conflict": "conflict at work",
    "job-threat": "a job under threat", "job-loss": "the loss of a job", "moral-injury": "moral injury at work",
    "harassment": "harassment at work", "bereaved-at-work": "a death that work reminds of", "unsafe": "unsafe work",
    "license-at-risk": "a licence at risk", "isolation": "being alone at work", "injury": "an injury at work",
    "low-control": "little say at work", "return-to-work": "the way back to work",
}  # fmt: skip
