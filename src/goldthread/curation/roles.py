"""Which part somebody has, read from what a record calls them."""

from functools import lru_cache

from goldthread.terms import Role

# First match wins: "nurse practitioner" prescribes, a "peer counselor" is a peer. Words as job titles hold them.
_WORDS: tuple[tuple[str, Role], ...] = (
    ("nurse practitioner", Role.PRESCRIBER),
    ("physician", Role.PRESCRIBER),
    ("psychiatrist", Role.PRESCRIBER),
    ("prescriber", Role.PRESCRIBER),
    ("doctor", Role.PRESCRIBER),
    ("addiction medicine", Role.PRESCRIBER),
    ("obstetric", Role.PRESCRIBER),
    ("midwife", Role.NURSE),
    ("peer", Role.PEER_SPECIALIST),
    ("recovery coach", Role.PEER_SPECIALIST),
    ("supervisor", Role.SUPERVISOR),
    ("case manager", Role.CASE_MANAGER),
    ("care manager", Role.CASE_MANAGER),
    ("care coordinator", Role.CASE_MANAGER),
    ("social worker", Role.CASE_MANAGER),
    ("counselor", Role.COUNSELOR),
    ("counsellor", Role.COUNSELOR),
    ("therapist", Role.THERAPIST),
    ("psychologist", Role.THERAPIST),
    ("nurse", Role.NURSE),
    ("intake", Role.INTAKE),
    ("client", Role.CLIENT),
)
_NOT_THERAPY = ("physical therapist", "physiotherapist", "occupational therapist", "speech")
_FAMILY = (
    "wife", "husband", "spouse", "partner", "mother", "father", "parent", "daughter", "son", "sister", "brother",
    "friend", "sponsor", "aunt", "uncle", "grand", "cousin", "family",
)  # fmt: skip


@lru_cache(maxsize=2_000)
def role_of(title: str) -> Role:
    """The role that a job title or a relation names; PARTNER (somebody outside the centre) where it names none."""
    words = title.lower().replace("-", " ")
    if any(each in words for each in _NOT_THERAPY):
        return Role.PARTNER
    for word, role in _WORDS:
        if word in words:
            return role
    if any(each in words.split() or words.startswith(each) for each in _FAMILY):
        return Role.SUPPORTER
    return Role.PARTNER
