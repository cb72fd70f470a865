"""The words of the client's paper, in every language that has them; a language without its own reads English.

Reading level is measured by a test: grade 6 or less in English. `role_`, `decision_`, `phase_`, `after_` and `safety_`
are followed by a value of the plan, with `_` for `-`.
"""

from types import SimpleNamespace

_EN = {
    "title": "My plan",
    "for": "This plan belongs to",
    "made_with": "We made it together on",
    "drafted_on": "First draft of",
    "draft": "This is a first draft. It is not finished. We fill it in with you, one step at a time.",
    "hard_now": "If it gets hard right now",
    "do_first": "Do this first",
    "or_this": "Or this",
    "then_call": "Then call",
    "coming": "What comes next",
    "by_then": "by",
    "what_i_want": "What I want",
    "next_steps": "My next steps",
    "also": "Also part of my plan",
    "who_helps": "Who helps me",
    "when_hard": "When it gets hard",
    "sign": "How I notice it",
    "what_i_do": "What I do then",
    "medicines": "My medicines",
    "ask_prescriber": "Ask what it is for and what to watch for.",
    "watch": "Watch for",
    "with_prescriber": "With",
    "learn": "How things hang together",
    "after": "What comes after",
    "ride": "How I get there",
    "by": "with",
    "until": "by",
    "from_to": "from {baseline} to {target} {unit}",
    "to": "to {target} {unit}",
    "done_when": "I am done here when",
    "change_it": "You can change this plan at any time. Tell anyone on your team: “My plan no longer fits.”",
    "crisis": "You can call or text 988 at any hour, in the United States. If somebody is in danger, call 911.",
    "not_yet": "We have not filled this in yet.",
    "own_words_yet": "What do you want here? We write it down in your words.",
    "untold": "Some steps are not in your language yet. We go through them with you.",
    "review": "We look at this plan again on",
    "if_not": "If that does not work out",
    "not_now": "For later, or not for me",
    "not_now_until": "we talk again by",
    "disagree": "Where I see it differently",
    "answer": "What we did about it",
    "safety_warning_sign": "How I notice that it starts",
    "safety_coping": "What I can do by myself",
    "safety_distraction": "People and places that take my mind off it",
    "safety_person": "Who I can ask for help",
    "safety_professional": "My team and crisis lines",
    "safety_environment": "How I make my place safe",
    "role_intake": "who I met first",
    "role_therapist": "therapist",
    "role_counselor": "counselor",
    "role_prescriber": "takes care of my medicines",
    "role_nurse": "nurse",
    "role_case_manager": "helps with papers, visits and places",
    "role_peer_specialist": "peer, has been there too",
    "role_supervisor": "leads the team",
    "role_compliance": "looks after how things are done",
    "role_administrator": "keeps the system running",
    "role_partner": "helps from outside",
    "decision_to_discuss": "We still talk about it.",
    "decision_offered": "It was offered. I decide.",
    "decision_accepted": "I said yes.",
    "decision_declined": "I said no for now.",
    "decision_referred": "Somebody else looks at it with me.",
    "decision_continuing": "I take it.",
    "phase_during_withdrawal": "Only for the first days.",
    "phase_continuing": "For the time to come.",
    "phase_as_needed": "Only when I need it.",
    "after_sober_living": "Sober living",
    "after_transitional_housing": "A place for now",
    "after_housing": "A home",
    "after_employment": "Work",
    "after_financial_counselling": "Money",
    "after_social_support": "People around me",
    "after_mutual_help": "A group of people like me",
    "after_therapy": "Talks",
    "after_medicine": "Medicines",
    "after_physical_health": "My body",
    "after_education": "School",
    "after_legal": "Court and papers",
    "after_spiritual": "Faith and meaning",
    "after_family": "Family",
}

_ES = {
    "title": "Mi plan",
    "for": "Este plan es de",
    "made_with": "Lo hicimos juntos el",
    "drafted_on": "Primer borrador del",
    "draft": "Esto es un primer borrador. No está terminado. Lo llenamos contigo, paso a paso.",
    "hard_now": "Si ahora mismo se pone difícil",
    "do_first": "Haz esto primero",
    "or_this": "O esto",
    "then_call": "Luego llama",
    "coming": "Lo que sigue",
    "by_then": "a más tardar",
    "what_i_want": "Lo que quiero",
    "next_steps": "Mis próximos pasos",
    "also": "También es parte de mi plan",
    "who_helps": "Quién me ayuda",
    "when_hard": "Cuando se pone difícil",
    "sign": "Cómo me doy cuenta",
    "what_i_do": "Lo que hago entonces",
    "medicines": "Mis medicinas",
    "ask_prescriber": "Pregunta para qué sirve y en qué hay que fijarse.",
    "watch": "Hay que fijarse en",
    "with_prescriber": "Con",
    "learn": "Cómo se relacionan las cosas",
    "after": "Lo que viene después",
    "ride": "Cómo llego",
    "by": "con",
    "until": "a más tardar el",
    "from_to": "de {baseline} a {target} {unit}",
    "to": "llegar a {target} {unit}",
    "done_when": "Termino aquí cuando",
    "change_it": "Puedes cambiar este plan cuando quieras. Dile a tu equipo: «Mi plan ya no me queda».",
    "crisis": "En Estados Unidos puedes llamar al 988 a cualquier hora y marcar 2 para español. "
    "Si alguien está en peligro, llama al 911.",
    "not_yet": "Todavía no lo hemos llenado.",
    "own_words_yet": "¿Qué quieres tú aquí? Lo escribimos con tus palabras.",
    "untold": "Algunos pasos todavía no están en tu idioma. Los vemos contigo.",
    "review": "Volvemos a ver este plan el",
    "if_not": "Si eso no sale",
    "not_now": "Para después, o no es para mí",
    "not_now_until": "lo hablamos otra vez a más tardar el",
    "disagree": "Donde yo lo veo distinto",
    "answer": "Lo que hicimos al respecto",
    "safety_warning_sign": "Cómo noto que empieza",
    "safety_coping": "Lo que puedo hacer yo solo o sola",
    "safety_distraction": "Gente y lugares que me distraen",
    "safety_person": "A quién le puedo pedir ayuda",
    "safety_professional": "Mi equipo y líneas de crisis",
    "safety_environment": "Cómo hago más seguro mi lugar",
    "role_intake": "me recibió el primer día",
    "role_therapist": "terapia",
    "role_counselor": "consejería",
    "role_prescriber": "se encarga de mis medicinas",
    "role_nurse": "enfermería",
    "role_case_manager": "ayuda con papeles, citas y lugares",
    "role_peer_specialist": "pasó por lo mismo y acompaña",
    "role_supervisor": "dirige el equipo",
    "role_compliance": "cuida de que se haga bien",
    "role_administrator": "mantiene el sistema en marcha",
    "role_partner": "ayuda desde fuera",
    "decision_to_discuss": "Todavía lo estamos hablando.",
    "decision_offered": "Me lo ofrecieron. Yo decido.",
    "decision_accepted": "Dije que sí.",
    "decision_declined": "Por ahora dije que no.",
    "decision_referred": "Otra persona lo ve conmigo.",
    "decision_continuing": "La tomo.",
    "phase_during_withdrawal": "Solo los primeros días.",
    "phase_continuing": "De aquí en adelante.",
    "phase_as_needed": "Solo cuando haga falta.",
    "after_sober_living": "Casa sin alcohol ni drogas",
    "after_transitional_housing": "Un lugar por ahora",
    "after_housing": "Un hogar",
    "after_employment": "Trabajo",
    "after_financial_counselling": "Dinero",
    "after_social_support": "Gente a mi lado",
    "after_mutual_help": "Un grupo de gente como yo",
    "after_therapy": "Pláticas",
    "after_medicine": "Medicinas",
    "after_physical_health": "Mi cuerpo",
    "after_education": "Escuela",
    "after_legal": "Corte y papeles",
    "after_spiritual": "Fe y sentido",
    "after_family": "Familia",
}

LANGUAGES = {"en": _EN, "es": _ES}

_MONTHS = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
    "es": ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
           "noviembre", "diciembre"),
}  # fmt: skip
_DAYS = {"en": "{day} {month} {year}", "es": "{day} de {month} de {year}"}


def language_for(language: str) -> str:
    """The language in which the paper has words for a language tag such as `es-MX`."""
    short = language.partition("-")[0].lower()
    return short if short in LANGUAGES else "en"


def words_for(language: str) -> SimpleNamespace:
    """The words for a language tag such as `es` or `es-MX`."""
    return SimpleNamespace(**LANGUAGES[language_for(language)])


def months_of(language: str) -> tuple[str, ...]:
    """The twelve months; not those of the machine's locale."""
    return _MONTHS[language_for(language)]


def day_pattern(language: str) -> str:
    """How a date is written, with {day}, {month} and {year}."""
    return _DAYS[language_for(language)]
