"""The case file that somebody starts from: short, commented, and readable as it stands."""

import datetime

from goldthread.terms import slug

_STARTER = """\
# A case file: what is known about one person, and later their plan. Editors complete it with the schema:
#   goldthread schema case > case.schema.json
story: ""                       # who this is, in a few lines
on: {on}                  # the day on which the case is read
record:
  client:
    id: {id}
    name: {name}
    # born: 1980-01-31
    # pronouns: she/her
    # sex: female               # only where a published cut-off depends on it
    # language: en
  facts:
    # Every fact says who said it, who wrote it down, when, and from where.
    - kind: statement           # one life domain, in the client's own words
      id: words-1
      said_by: client
      recorded_by: therapist
      recorded_on: {on}
      source: first conversation
      domain: hopes
      text: (what the client said, word for word)
      concern: unsaid           # none, some or much: how much of a worry it is to the client
    # - {{kind: hope, id: hope-1, said_by: client, recorded_by: therapist, recorded_on: {on},
    #    source: first conversation, text: (what they want their life to hold)}}
    # - {{kind: administration, id: phq9-1, said_by: client, recorded_by: nurse, recorded_on: {on},
    #    source: tablet, since: {on}, instrument: phq9,
    #    answers: {{q1: 0, q2: 0, q3: 0, q4: 0, q5: 0, q6: 0, q7: 0, q8: 0, q9: 0}}}}
# Next: goldthread needs FILE, then goldthread draft FILE --out DRAFT
"""


def starter_case(*, name: str, on: datetime.date) -> str:
    """A case file for a new client: YAML with a comment at every part, valid as it stands."""
    import json  # noqa: PLC0415 - this module is loaded with every case, and used for new ones only

    return _STARTER.format(on=on.isoformat(), id=slug(name), name=json.dumps(name, ensure_ascii=False))
