"""The words of the client's paper, in every language that has them; a language without its own reads English.

Reading level is measured by a test: grade 6 or less in English.
"""

from types import SimpleNamespace

_EN = {
    "title": "My plan",
    "for": "This plan belongs to",
    "made_with": "We made it together on",
    "hard_now": "If it gets hard right now",
    "what_i_want": "What I want",
    "next_steps": "My next steps",
    "who_helps": "Who helps me",
    "when_hard": "When it gets hard",
    "sign": "How I notice it",
    "set_off": "What sets it off",
    "what_i_do": "What I do then",
    "medicines": "My medicines",
    "learn": "How things hang together",
    "after": "What comes after",
    "open": "Still open: let us talk about it",
    "by": "by",
    "until": "until",
    "from_to": "from {baseline} to {target} {unit}",
    "to": "to {target} {unit}",
    "done_when": "I am done here when",
    "change_it": "You can change this plan at any time. Tell anyone on your team: “My plan no longer fits.”",
    "crisis": "In the United States you can call or text 988 at any hour. If somebody is in danger, call 911.",
    "not_yet": "We have not filled this in yet.",
    "review": "We look at this plan again on",
    "if_not": "If that does not work out:",
    "why": "Why this",
    "not_now": "For later, or not for me",
    "disagree": "Where I see it differently",
    "answer": "What we did about it",
}

_ES = {
    "title": "Mi plan",
    "for": "Este plan es de",
    "made_with": "Lo hicimos juntos el",
    "hard_now": "Si ahora mismo se pone difícil",
    "what_i_want": "Lo que quiero",
    "next_steps": "Mis próximos pasos",
    "who_helps": "Quién me ayuda",
    "when_hard": "Cuando se pone difícil",
    "sign": "Cómo me doy cuenta",
    "set_off": "Lo que lo provoca",
    "what_i_do": "Lo que hago entonces",
    "medicines": "Mis medicinas",
    "learn": "Cómo se relacionan las cosas",
    "after": "Lo que viene después",
    "open": "Falta hablarlo",
    "by": "con",
    "until": "hasta el",
    "from_to": "de {baseline} a {target} {unit}",
    "to": "llegar a {target} {unit}",
    "done_when": "Termino aquí cuando",
    "change_it": "Puedes cambiar este plan cuando quieras. Dile a tu equipo: «Mi plan ya no me queda».",
    "crisis": "En Estados Unidos puedes llamar al 988 a cualquier hora y marcar 2 para español. "
    "Si alguien está en peligro, llama al 911.",
    "not_yet": "Todavía no lo hemos llenado.",
    "review": "Volvemos a ver este plan el",
    "if_not": "Si eso no sale:",
    "why": "Por qué esto",
    "not_now": "Para después, o no es para mí",
    "disagree": "Donde yo lo veo distinto",
    "answer": "Lo que hicimos al respecto",
}

LANGUAGES = {"en": _EN, "es": _ES}


def words_for(language: str) -> SimpleNamespace:
    """The words for a language tag such as `es` or `es-MX`."""
    return SimpleNamespace(**LANGUAGES.get(language.partition("-")[0].lower(), _EN))
