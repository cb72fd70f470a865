"""A password is asked for at a real terminal, and is not shown there."""

import os
import pty
import subprocess

from real_commands import PROGRAM, SECONDS, SECRET, House


def at_a_terminal(house: House, *words: str, types: tuple[str, ...]) -> tuple[int, str]:
    """A command at a terminal of its own, where `types` is typed, a line for each prompt; exit code and screen."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [PROGRAM, *words], env=house.around(), stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    screen, left = b"", list(types)
    while True:
        try:
            screen += os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        if left and screen.endswith(b": "):
            os.write(ours, left.pop(0).encode() + b"\n")
    os.close(ours)
    return process.wait(SECONDS), screen.decode()


def test_the_password_of_who_acts_is_asked_for_and_not_shown(harbour: House) -> None:
    code, screen = at_a_terminal(harbour, "user", "list", "--by", "admin", types=(SECRET,))
    assert code == 0
    assert "Password of admin" in screen
    assert "(administrator)" in screen
    assert SECRET not in screen


def test_a_new_password_is_asked_for_twice(harbour: House) -> None:
    one = "one heron at dawn"
    words = ("user", "add", "typed", "--name", "Typed", "--role", "nurse", "--by", "admin")
    typed = (SECRET, one, "two herons at dawn", one, one)
    code, screen = at_a_terminal(harbour, *words, types=typed)
    assert code == 0
    assert "typed may sign in as nurse" in screen
    assert "heron" not in screen
