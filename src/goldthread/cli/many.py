"""Work on many files: find them, work on them one by one or in several processes, answer in the order given."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from goldthread.cli.exits import Exit
from goldthread.cli.saying import say_error
from goldthread.notation import BadInput, Place

if TYPE_CHECKING:
    import datetime

    from goldthread.case import Case

T = TypeVar("T")
SUFFIXES = (".yaml", ".yml", ".json")


def case_paths(given: Sequence[Path]) -> list[Path]:
    """The files that are meant: a folder stands for the case files below it. Raises BadInput for an empty one."""
    paths: list[Path] = []
    for path in given:
        if path.is_dir():
            inside = sorted(each for each in path.rglob("*") if each.suffix in SUFFIXES and each.is_file())
            if not inside:
                raise BadInput("There is no case file in the folder.", code="no-files", place=Place(file=str(path)))
            paths.extend(inside)
        else:  # one that is not there is refused when its turn comes, like any other that cannot be read
            paths.append(path)
    if Path("-") in paths:
        from goldthread.cli.options import once  # noqa: PLC0415 - what it refuses with is loaded for options only

        once(*paths)
    return paths


@contextmanager
def about(path: Path) -> Iterator[None]:
    """A refusal that names no place is about this file."""
    try:
        yield
    except BadInput as error:
        if error.place is None:
            error.place = Place(file=str(path))
        raise


def work_on(
    *, paths: Sequence[Path], work: Callable[[Path], T], jobs: int, title: str
) -> Iterator[tuple[Path, T | BadInput]]:
    """Each path with what came of it, in the order given; a file that is refused does not stop the others.

    `work` must be picklable (a module's function or a partial of one) when `jobs` is more than 1.
    """
    results: Iterable[T | BadInput]
    if jobs > 1 and len(paths) > 1:
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - a tenth of the start, seldom needed

        with ProcessPoolExecutor(max_workers=jobs) as pool:
            chunk = max(1, len(paths) // (jobs * 8))
            results = pool.map(_Guarded(work), paths, chunksize=chunk)
            yield from zip(paths, _with_progress(results, len(paths), title), strict=True)
    else:
        results = map(_Guarded(work), paths)
        yield from zip(paths, _with_progress(results, len(paths), title), strict=True)


def say_if_early(case: "Case", on: "datetime.date | None", path: Path) -> None:
    """A record that is read before its first fact is empty: that is said, lest silence be taken for an answer."""
    first = min((fact.recorded_on for fact in case.record.facts), default=None)
    if on is not None and first is not None and on < first:
        say_error(f"{path}: Nothing had been written down by {on}: the first fact is of {first}.")


class _Guarded(Generic[T]):
    """Turns a refusal into a value, so that it can cross processes and leaves the other files alone."""

    def __init__(self, work: Callable[[Path], T]) -> None:
        self.work = work

    def __call__(self, path: Path) -> T | BadInput:
        try:
            with about(path):
                return self.work(path)
        except BadInput as error:
            return error


def _with_progress(results: Iterable[T], total: int, title: str) -> Iterator[T]:
    """A progress bar on standard error, where that is a terminal and there is something to wait for."""
    if total < 20 or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console  # noqa: PLC0415 - loaded only where it is seen
    from rich.progress import track  # noqa: PLC0415

    yield from track(results, description=title, total=total, console=Console(stderr=True), transient=True)


def worst(codes: Iterable[Exit]) -> Exit:
    """One exit code for many files: a refused input outweighs findings."""
    order = (Exit.BAD_INPUT, Exit.CONFLICTS, Exit.FINDINGS, Exit.NOTHING)
    found = set(codes)
    return next((code for code in order if code in found), Exit.NOTHING)


def say_refusal(error: BadInput) -> Exit:
    """Print a refusal; returns its exit code."""
    say_error(str(error))
    return Exit.BAD_INPUT
