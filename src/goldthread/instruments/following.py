"""What a form leads to: the longer one that is given when it is positive, and when it is given again."""

from typing import Annotated

import msgspec


class FollowUp(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where the flag `after` is met, the instrument `give` is suggested next; `why` is for people."""

    after: str
    give: str
    why: Annotated[str, msgspec.Meta(min_length=1)]
    source: str
    confirmed: bool = True


class Repeat(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The form is given again `days` days after it was last filled in; `why` is for people. Only where a source names
    the interval."""

    days: Annotated[int, msgspec.Meta(gt=0)]
    why: Annotated[str, msgspec.Meta(min_length=1)]
    source: str
    confirmed: bool = True
