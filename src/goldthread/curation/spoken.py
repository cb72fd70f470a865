"""What a draft says to the client, in the client's language where its own sentences are there in it.

The sentences are the product's own text in English and in Spanish (formal address, plain words, no gender); nobody who
grew up with the language has reviewed them yet. What comes from the library is in English: in a plan in another
language it is no text for the client, but a question to the team to say it in that language.
"""

import datetime
from collections.abc import Mapping

from goldthread.curation.telling import day
from goldthread.plan import Ask
from goldthread.terms import Role

ENGLISH = "en"
# The languages in which a draft has sentences of its own.
SPOKEN = frozenset({ENGLISH, "es"})
# From each sentence of a draft to the same in Spanish. The slots are filled with the client's words, names, numbers.
SPANISH: Mapping[str, str] = {
    "Plan with {name}": "Plan con {name}",
    "{form} at {target} or more (it was {baseline})": "{form}: {target} o más (era {baseline})",
    "{form} at {target} or less (it was {baseline})": "{form}: {target} o menos (era {baseline})",
    "My score on {form} goes from {baseline} to {target} or more by {by}.":
        "Mi puntaje en {form} pasa de {baseline} a {target} o más, a más tardar el {by}.",
    "My score on {form} goes from {baseline} to {target} or less by {by}.":
        "Mi puntaje en {form} pasa de {baseline} a {target} o menos, a más tardar el {by}.",
    "What do you want to be different?": "¿Qué quiere que sea diferente?",
    "You said: {said}. What would you like to be different?":
        "Usted dijo: {said}. ¿Qué le gustaría que fuera diferente?",
    "From 0 to 10, how much does this matter to you, and how sure are you that you can do it: {topic}?":
        "Del 0 al 10, ¿cuánto le importa esto y qué tan capaz se siente de lograrlo: {topic}?",
    "What have you got, or come through, that will help you with this?":
        "¿Con qué cuenta, o qué ha superado ya, que le vaya a ayudar con esto?",
    "Fill in the {form} together: what is the score today?":
        "Contesten juntos el cuestionario {form}: ¿cuántos puntos salen hoy?",
    "From {baseline} today: which {form} score would tell you that it is better?":
        "Hoy son {baseline} puntos: ¿qué puntaje de {form} le diría que está mejor?",
    "When the one got worse, what happened to the other? Tell us about the last time.":
        "Cuando una cosa empeoró, ¿qué pasó con la otra? Cuéntenos de la última vez.",
    "What do you do when this comes: {trigger}?": "¿Qué hace usted cuando llega esto: {trigger}?",
    "On which days do you practise the skills of this plan, also when it is quiet?":
        "¿Qué días practica las habilidades de este plan, también cuando todo está tranquilo?",
    "How do you reach the people of this plan whose number is not here?":
        "¿Cómo se comunica con las personas de este plan cuyo número no está aquí?",
    "After which return to use do you want us to look at the plan together?":
        "¿Después de qué vuelta al consumo quiere que veamos juntos el plan?",
    "How will {name} and the team know that a goal without a score is reached?":
        "¿Cómo sabremos, usted y el equipo, que se logró una meta que no tiene puntaje?",
    "What has eased withdrawal before, and what would make these days bearable?":
        "¿Qué le ha aliviado antes la abstinencia, y qué haría más llevaderos estos días?",
    "How do you notice that it is beginning: which thoughts, which feelings, what do you do?":
        "¿Cómo nota que está empezando: qué pensamientos, qué sentimientos, qué hace usted?",
    "What can you do by yourself, without calling anybody, that takes the edge off?":
        "¿Qué puede hacer por su cuenta, sin llamar a nadie, que le dé un poco de alivio?",
    "With whom, or where, do you come to other thoughts, without having to talk about it?":
        "¿Con quién, o en dónde, logra pensar en otra cosa sin tener que hablar de esto?",
    "Whom would you tell that it is bad, and how do you reach them at night?":
        "¿A quién le diría que la está pasando mal, y cómo se comunica con esa persona de noche?",
    "What could you harm yourself with, and how can it be put out of reach together?":
        "¿Con qué podría hacerse daño, y cómo podemos ponerlo juntos fuera de su alcance?",
    "How do you reach {name} when it is bad?": "¿Cómo se comunica con {name} cuando la está pasando mal?",
    "Where is the naloxone kept, and who beside you knows how to give it?":
        "¿Dónde se guarda la naloxona, y quién además de usted sabe darla?",
    "What do you take it for, in your words: {names}?": "¿Para qué lo toma, en sus palabras: {names}?",
}  # fmt: skip


_MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
)  # fmt: skip


def day_in(on: datetime.date, language: str) -> str:
    """A date as people read it in that language; in English where it is neither."""
    return f"{on.day} de {_MESES[on.month - 1]} de {on.year}" if language == "es" else day(on)


def own_sentence(pattern: str, language: str, **said: str) -> str:
    """One of the product's own sentences in the client's language (its first subtag), else in English. Raises KeyError
    for a sentence that has no Spanish version: give it one."""
    spanish = SPANISH[pattern]
    return (spanish if language == "es" else pattern).format(**said)


def ask_client(field: str, pattern: str, language: str, **said: str) -> Ask:
    """A question to the client in one of the product's own sentences."""
    question = own_sentence(pattern, language, **said)
    return Ask(field=field, question=question) if language in SPOKEN else ask_in_english(field, question, language)


def ask_in_english(field: str, question: str, language: str) -> Ask:
    """A question to the client that is there in English only: where the client's language is another one, it is for the
    team to ask it in that language."""
    if language == ENGLISH:
        return Ask(field=field, question=question)
    return to_say(field, question, language)


def to_say(field: str, text: str, language: str) -> Ask:
    """An English text of the library that the team is to say in the client's language."""
    return Ask(field=field, question=f"To be said in the client’s language ({language}): {text}", whom=Role.THERAPIST)
