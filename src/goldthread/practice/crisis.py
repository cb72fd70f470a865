"""Who answers at any hour: the lines that stand on a client's page for a bad hour and on their papers."""

from collections.abc import Mapping
from typing import Annotated

import msgspec

PHONE = r"^[0-9+()\- ]*[0-9]$"
_Number = Annotated[str, msgspec.Meta(max_length=40, pattern=PHONE)]
_NoOrNumber = Annotated[str, msgspec.Meta(max_length=40, pattern=r"^([0-9+()\- ]*[0-9])?$")]
_Short = Annotated[str, msgspec.Meta(max_length=120)]


class CrisisLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line that anybody may call. `sms` is the number for a text, where there is one; `hours` says when somebody
    answers ("" means day and night) and `language` in which tongue; `how` says what to do on the call, by language;
    `source` is the key of a source in the library, or says in words where it is known from; "" for a line that was
    named by a centre or by who printed the paper."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    phone: _Number
    sms: _NoOrNumber = ""
    hours: _Short = ""
    language: _Short = ""
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
