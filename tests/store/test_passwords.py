"""Which passwords may be set, and which would be tried first."""

import pytest

from goldthread.store.passwords import fault_of, refuse_weak
from goldthread.store.trouble import StoreTrouble

OWN = ("dana", "Dana Ruiz-Calderon")


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("eleven sign", "too-short"),
        ("x" * 20 + "yz" * 60, "too-long"),
        ("abababababab", "too-few"),
        ("123412341234", "too-few"),
        ("Password12345!", "common"),
        ("  Liverpool2024 ", "common"),
        ("dana ruiz-calderon", "own-name"),
        ("goldthread dana1", "own-name"),
        ("the heron stands on one leg", None),
        ("ältere Möwen zanken", None),
        ("correcthorse7", None),
        ("日本語の長い合言葉をここに", None),
        ("x1!y2?z3.w4,v5;" * 8, None),
    ],
)
def test_a_password_is_long_and_not_the_first_that_is_tried(password: str, fault: str | None) -> None:
    assert fault_of(password, own=OWN) == fault


def test_a_weak_one_is_refused_with_what_to_do_and_without_the_password() -> None:
    with pytest.raises(StoreTrouble, match="tried first") as refused:
        refuse_weak("Password12345!")
    assert refused.value.code == "weak-password"
    assert "four words" in refused.value.fix
    assert "Password12345" not in f"{refused.value.message}{refused.value.fix}"


def test_no_password_at_all_lets_nobody_in_and_is_not_weak() -> None:
    refuse_weak("")
