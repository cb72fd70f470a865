"""What a centre decides for itself: by whom, one after the other, and never with what could harm who looks at it."""

import base64
import struct
import zlib

import pytest

from asking import done, refused
from goldthread.practice.actions.change_settings import ChangeSettings
from goldthread.practice.actions.read_settings import ReadSettings
from goldthread.practice.crisis import UNITED_STATES, CrisisLine
from goldthread.practice.logo import NoLogo, clean_logo
from goldthread.practice.settings import Settings
from goldthread.terms import Role
from standing_folders import CENTRE, member, standing_books

ADMINISTRATOR = member(Role.ADMINISTRATOR)
LINE = CrisisLine(name="Night line", phone="555-0100", hours="20:00 to 08:00", language="Portuguese")


def changed(**more: object) -> Settings:
    return Settings(**{"name": "Lantern House", **more})  # type: ignore[arg-type]  # a test says what it needs


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(*, wide: int = 2, high: int = 2, more: bytes = b"") -> bytes:
    rows = zlib.compress(b"".join(b"\x00" + b"\x20\x60\x60" * wide for _ in range(high)))
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + more + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_an_administrator_changes_the_settings_and_who_and_when_stays_known() -> None:
    books = standing_books()
    done(books, ADMINISTRATOR, ChangeSettings(settings=changed(crisis_lines=(LINE,), emergency="112"), seen=0))
    shown: Settings = done(books, member(Role.COMPLIANCE), ReadSettings()).shown
    assert (shown.name, shown.revision, shown.changed_by) == ("Lantern House", 1, ADMINISTRATOR.id)
    assert shown.changed_at is not None
    assert shown.crisis.lines == (LINE,)
    assert shown.crisis.emergency == "112"
    assert books.trail[CENTRE][-2].action == "change-settings"


def test_without_lines_of_its_own_a_centre_has_those_of_the_united_states() -> None:
    assert changed().crisis is UNITED_STATES


def test_two_who_change_at_once_do_not_overwrite_each_other() -> None:
    books = standing_books()
    done(books, ADMINISTRATOR, ChangeSettings(settings=changed(), seen=0))
    late = ChangeSettings(settings=changed(name="Another name"), seen=0)
    assert refused(books, ADMINISTRATOR, late) == "settings-changed"
    assert books.settings(CENTRE).name == "Lantern House"


def test_a_rule_pack_that_is_not_in_the_library_is_refused() -> None:
    asked = ChangeSettings(settings=changed(rule_pack="of-nowhere"), seen=0)
    assert refused(standing_books(), ADMINISTRATOR, asked) == "unknown-pack"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_else_changes_them(role: Role) -> None:
    assert refused(standing_books(), member(role), ChangeSettings(settings=changed(), seen=0)) == "role-may-not"


def test_of_a_picture_only_what_draws_it_is_kept() -> None:
    said = chunk(b"tEXt", b"Author\x00Ada Lindqvist")
    assert clean_logo(png(more=said)) == png()


@pytest.mark.parametrize(
    "bad",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", b"GIF89a", b"",
        png()[:-6], png().replace(b"IDAT", b"IDAX"), png(wide=2_000), png() + b"<script>",
        png(more=chunk(b"tEXt", bytes(60_000))),
    ],
)  # fmt: skip
def test_what_is_no_small_whole_png_is_no_logo(bad: bytes) -> None:
    with pytest.raises(NoLogo):
        clean_logo(bad)
    asked = ChangeSettings(settings=changed(logo=base64.b64encode(bad or b"x").decode()[:80_000]), seen=0)
    assert refused(standing_books(), ADMINISTRATOR, asked) == "bad-logo"
