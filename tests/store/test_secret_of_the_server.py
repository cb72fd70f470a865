"""What the server signs with is made once, for its owner alone."""

from pathlib import Path

from goldthread.wiring.databases import postgresql


def test_the_secret_is_kept_in_the_home_folder(tmp_path: Path) -> None:
    from goldthread.wiring.settings import _secret  # noqa: PLC0415 - the settings read the home of the tests

    made = _secret(tmp_path)
    assert len(made) > 50
    assert _secret(tmp_path) == made
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600


def test_without_a_home_folder_the_secret_is_good_for_this_process_alone(tmp_path: Path) -> None:
    from goldthread.wiring.settings import _secret  # noqa: PLC0415

    missing = tmp_path / "not-there"
    assert _secret(missing) != _secret(missing)
    assert not missing.exists()


def test_a_database_url_says_where_and_how_to_connect() -> None:
    made = postgresql("postgresql://gold%40th:p%2Fw@db.example:6543/books?sslmode=verify-full")
    assert (made["HOST"], made["PORT"], made["NAME"]) == ("db.example", "6543", "books")
    assert (made["USER"], made["PASSWORD"]) == ("gold@th", "p/w")
    assert made["OPTIONS"]["sslmode"] == "verify-full"
