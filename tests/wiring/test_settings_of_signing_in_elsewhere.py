"""Where people sign in elsewhere is read from the environment, and refused where it would let others listen."""

from pathlib import Path

import pytest

from goldthread.cli.stopping import Stopped
from goldthread.wiring.identity import settings_of_identity

GOOD = {
    "GOLDTHREAD_IDENTITY_ISSUER": "https://login.example.org/staff/", "GOLDTHREAD_IDENTITY_CLIENT": "goldthread",
    "GOLDTHREAD_IDENTITY_SECRET": "between us",
}  # fmt: skip


def test_without_an_issuer_nobody_signs_in_elsewhere() -> None:
    assert settings_of_identity({"GOLDTHREAD_IDENTITY_CLIENT": "goldthread"}) == ("", {})


def test_only_who_somebody_is_is_asked_for_with_pkce() -> None:
    name, found = settings_of_identity(GOOD)
    (app,) = found["openid_connect"]["APPS"]
    assert (name, app["secret"]) == ("login.example.org", "between us")
    assert app["settings"] == {
        "server_url": "https://login.example.org/staff", "scope": ["openid"], "oauth_pkce_enabled": True,
        "fetch_userinfo": False,
    }  # fmt: skip


def test_the_secret_may_be_in_a_file_of_the_server_alone(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    said = {**GOOD, "GOLDTHREAD_IDENTITY_SECRET": "", "GOLDTHREAD_IDENTITY_SECRET_FILE": str(file)}
    with pytest.raises(Stopped, match="cannot be read"):
        settings_of_identity(said)
    file.write_text("from a file\n")
    file.chmod(0o644)
    with pytest.raises(Stopped, match="Others may read"):
        settings_of_identity(said)
    file.chmod(0o600)
    assert settings_of_identity(said)[1]["openid_connect"]["APPS"][0]["secret"] == "from a file"  # noqa: S105 - nobody's


@pytest.mark.parametrize(
    "wrong",
    [
        {"GOLDTHREAD_IDENTITY_ISSUER": "http://login.example.org"},
        {"GOLDTHREAD_IDENTITY_ISSUER": "ftp://login.example.org"},
        {"GOLDTHREAD_IDENTITY_ISSUER": "https://"},
        {"GOLDTHREAD_IDENTITY_CLIENT": ""},
    ],
)
def test_a_server_to_which_others_could_listen_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(Stopped) as stopped:
        settings_of_identity({**GOOD, **wrong})
    assert stopped.value.code == "bad-settings"


def test_in_the_clear_it_may_be_on_this_machine() -> None:
    assert settings_of_identity({**GOOD, "GOLDTHREAD_IDENTITY_ISSUER": "http://localhost:9000"})[0] == "localhost"
