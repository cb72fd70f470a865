"""Whose words a fact is in: the client's own, or those of a form that was filled in for an import."""

import re

from goldthread.record import AnyFact, Statement

# A question with its answer ("How stressed are you?: Somewhat", "M3 Checklist: ...: Most of the time"), as forms write.
_FORM = re.compile(r"\?\s*:|:[^:]*:|\[[A-Z][A-Za-z-]*\]:")
_FORMS = ("fhir:QuestionnaireResponse/", "fhir:Observation/")


def imported(fact: AnyFact) -> bool:
    """Whether the fact came with an import: its text is a system's, not a person's."""
    return fact.source.startswith("fhir:")


def form_words(text: str) -> bool:
    """Whether the text is a question of a form with its answer."""
    return bool(_FORM.search(text))


def on_form(fact: Statement) -> bool:
    """Whether a statement is an answer on a form, in the words of the form."""
    return form_words(fact.text) or fact.source.startswith(_FORMS)


def spoken(fact: AnyFact, text: str) -> bool:
    """Whether the text is in the client's own words: said by the client, and no answer ticked on a form."""
    return fact.from_client and not fact.source.startswith(_FORMS) and not form_words(text)
