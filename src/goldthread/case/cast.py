"""The standing cast: twelve invented people, told as case files in `people/`, used by tests, documents and the
demonstration. They are nobody."""

from pathlib import Path

_FOLDER = Path(__file__).parent / "people"


def cast_names() -> tuple[str, ...]:
    """The names of the cast's case files, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def cast_path(name: str) -> Path:
    """The case file of one of the cast. Raises KeyError for a name that is not in the cast."""
    if name not in cast_names():
        raise KeyError(name)
    return _FOLDER / f"{name}.yaml"
