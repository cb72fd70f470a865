"""Individuality: what in a plan is this client's own, and the closest twin of each sentence and of the plan.

Lives here: sentences, what makes one the client's own, similarity that can be explained, the index that finds twins.
Never lives here: a judgement of the person or of the writer.
"""

from goldthread.individuality.library_words import InLibrary, LibraryWords
from goldthread.individuality.own import Mark, OwnSources, known_names, marks
from goldthread.individuality.profile import (
    Individuality,
    PlanTwin,
    Recognised,
    SentenceProfile,
    add_plan,
    comparable_sentences,
    individuality,
    name_the_client,
    profiles_of,
)
from goldthread.individuality.sentences import Sentence, sentences
from goldthread.individuality.similarity import Likeness, similarity
from goldthread.individuality.twins import Comparable, Twin, TwinIndex, Twins

__all__ = [
    "Comparable",
    "InLibrary",
    "Individuality",
    "LibraryWords",
    "Likeness",
    "Mark",
    "OwnSources",
    "PlanTwin",
    "Recognised",
    "Sentence",
    "SentenceProfile",
    "Twin",
    "TwinIndex",
    "Twins",
    "add_plan",
    "comparable_sentences",
    "individuality",
    "known_names",
    "marks",
    "name_the_client",
    "profiles_of",
    "sentences",
    "similarity",
]
