"""Who answers at any hour: the lines that stand on a client's papers, with where that is known from."""

from collections.abc import Mapping

import msgspec


class CrisisLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line that anybody may call. `sms` is the number for a text, where there is one; `how` says what to do on the
    call, by language; `source` is the key of a source in the library, or says in words where it is known from;
    "" for a line that was named by who printed the paper."""

    name: str
    phone: str
    sms: str = ""
    how: Mapping[str, str] = {}
    source: str = ""


class Crisis(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of a place, in the order in which they are called; `emergency` is dialled when a life is in danger.
    `where` names the place, by language; it may be left out."""

    lines: tuple[CrisisLine, ...]
    emergency: str
    where: Mapping[str, str] = {}


UNITED_STATES = Crisis(
    lines=(
        CrisisLine(
            name="988 Suicide & Crisis Lifeline", phone="988", sms="988", how={"es": "Marca 2 para español."},
            source="samhsa-988-2022",
        ),
    ),
    emergency="911",
    where={"en": "in the United States", "es": "en Estados Unidos"},
)  # fmt: skip
