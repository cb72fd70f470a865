"""Measures what users wait for: cold start, checks a second, draft, scoring, memory, and growth from 1 to 10,000 cases.

Every figure stands beside one of the same run to compare it with (a bare start of Python, one case, a hundred cases),
because machines differ. Prints a Markdown table; `--out FILE` writes it.
"""

import argparse
import gc
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from goldthread.case import Case, cast_names, cast_path, read_case, write_case
from goldthread.checks.texts import forget_texts
from goldthread.practice.check_plan import check_plan
from goldthread.practice.desk import Desk, open_desk
from goldthread.practice.draft_case import draft_case, with_plan
from goldthread.practice.find_needs import find_needs
from goldthread.practice.score_form import score_form
from goldthread.record import Record

BIN = Path(sys.executable).parent
TUTORIAL = Path(__file__).resolve().parent.parent / "docs" / "tutorial" / "first-case.md"
Row = tuple[str, str, str]


def wall(command: list[str], runs: int = 11) -> float:
    """The median wall time of a whole process, in seconds, after one warm-up."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    times = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=False, env=environment)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def each(call: Callable[[], object], seconds: float = 2.0) -> float:
    """The median time of one call, in seconds, over batches that last as long as asked."""
    call()
    batch, times = 1, []
    while True:
        start = time.perf_counter()
        for _ in range(batch):
            call()
        taken = time.perf_counter() - start
        if taken < seconds / 50:
            batch *= 2
            continue
        times.append(taken / batch)
        if len(times) * taken >= seconds:
            return statistics.median(times)


def tutorial_case(desk: Desk) -> Case:
    """The small case of the tutorial with the plan that is drafted from it."""
    (text,) = re.findall(r"```yaml\n(.*?)```", TUTORIAL.read_text(), re.DOTALL)
    case = read_case(text).case
    return with_plan(case, draft_case(case=case, desk=desk, by="team"))


def cold_start(small: Path) -> list[Row]:
    """Whole processes against a bare start of the interpreter."""
    bare = wall([sys.executable, "-c", "pass"])
    case = str(max((cast_path(name) for name in cast_names()), key=lambda path: path.stat().st_size))
    rows = [("bare start of Python", f"{bare * 1000:.0f} ms", "1.0 ×")]
    for title, arguments in (
        ("`goldthread --version`", ["--version"]),
        ("`goldthread check`, cold, the tutorial's case", ["check", str(small)]),
        ("`goldthread check`, cold, the largest case of the cast", ["check", case]),
    ):
        taken = wall([str(BIN / "goldthread"), *arguments])
        rows.append((title, f"{taken * 1000:.0f} ms", f"{taken / bare:.1f} × bare"))
    return rows


def middling_case(case: Case, desk: Desk) -> Case:
    """A case between the tutorial's and the cast's: the first fifty facts, and the plan that is drafted from them."""
    facts = [fact for fact in case.record.facts[:50] if fact.corrects is None]
    cut = msgspec.structs.replace(case, record=Record(client=case.record.client, facts=tuple(facts)), plan=None)
    return with_plan(cut, draft_case(case=cut, desk=desk, by="team"))


def never_seen(case: Case) -> Case:
    """The case as it comes for the first time: nothing is remembered of its texts, nor of its record."""
    forget_texts()
    return msgspec.structs.replace(case, record=msgspec.structs.replace(case.record))


def edited(case: Case, desk: Desk) -> Case:
    """The case just after a check and one edit: another text of one intervention."""
    check_plan(case=case, desk=desk)
    plan = case.plan
    if plan is None:
        raise ValueError("a case without a plan")
    first = msgspec.structs.replace(plan.interventions[0], text=f"Walks with Rosa for {time.perf_counter_ns()} steps.")
    return with_plan(case, msgspec.structs.replace(plan, interventions=(first, *plan.interventions[1:])))


def checked(cases: list[Case], desk: Desk, prepare: Callable[[Case], Case], seconds: float = 4.0) -> float:
    """The median time of one check, in seconds; how the case is prepared for it does not count."""
    times: list[float] = []
    end = time.perf_counter() + seconds
    while len(times) < 5 or time.perf_counter() < end:
        taken = 0.0
        for case in cases:
            ready = prepare(case)
            start = time.perf_counter()
            check_plan(case=ready, desk=desk)
            taken += time.perf_counter() - start
        times.append(taken / len(cases))
    return statistics.median(times)


def checks(cases: list[Case], tutorial: Case, desk: Desk) -> list[Row]:
    """All checks on plans of three sizes: the first time, and again after one edit."""
    rows = []
    sizes = {
        "the tutorial's draft": [tutorial],
        "a middling draft": [middling_case(case, desk) for case in cases],
        "a plan of the cast": [case for case in cases if case.plan is not None],
    }
    for title, held in sizes.items():
        facts = statistics.mean(len(case.record.facts) for case in held)
        items = statistics.mean(sum(1 for _ in case.plan.items()) for case in held if case.plan)
        for when, prepare in (("never seen before", never_seen), ("again after one edit", partial(edited, desk=desk))):
            one = checked(held, desk, prepare)
            what = f"all checks on {title} ({facts:.0f} facts, {items:.0f} items), {when}"
            rows.append((what, f"{one * 1000:.2f} ms", f"{1 / one:,.0f} plans a second per core"))
    return rows


def in_process(cases: list[Case], desk: Desk) -> list[Row]:
    """Verbs on the cast, in one process on one core."""
    # Each time a record that was not read before, so that no needs are remembered with it.
    needs = each(lambda: [find_needs(case=never_seen(case), desk=desk) for case in cases]) / len(cases)
    draft = each(lambda: [draft_case(case=never_seen(case), desk=desk, by="team") for case in cases]) / len(cases)
    answers = {f"q{number}": 1 for number in range(1, 10)}
    score = each(lambda: score_form(instrument="phq9", answers=answers, desk=desk))
    facts = statistics.mean(len(case.record.facts) for case in cases)
    return [
        (
            f"needs of one case (cast: {facts:.0f} facts on average)",
            f"{needs * 1000:.2f} ms",
            f"{1 / needs:,.0f} a second",
        ),
        ("draft of one plan", f"{draft * 1000:.2f} ms", f"{draft / needs:.1f} × needs"),
        ("score of one PHQ-9", f"{score * 1e6:.0f} µs", f"{1 / score:,.0f} a second"),
    ]


def growth(cases: list[Case], desk: Desk) -> list[Row]:
    """Read and check 1, 10, 100, 1,000 and 10,000 case files: the time for one must not grow with their number."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number in range(10_000):
            case = cases[number % len(cases)]
            path = Path(folder) / f"{number:05}.json"
            path.write_bytes(msgspec.json.encode(case))
            paths.append(path)
        first = 0.0
        for count in (1, 10, 100, 1_000, 10_000):
            gc.collect()
            start = time.perf_counter()
            for path in paths[:count]:
                check_plan(case=read_case(path).case, desk=desk)
            one = (time.perf_counter() - start) / count
            first = one if count == 100 else first
            ratio = f"{one / first:.2f} × the cost at 100" if first else ""
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            rows.append(
                (f"read and check {count:,} files, each", f"{one * 1000:.2f} ms", f"{ratio} peak memory {peak:.0f} MiB")
            )
    return rows


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, help="write the table here too")
    out = parser.parse_args().out
    desk = open_desk()
    cases = [read_case(cast_path(name)).case for name in cast_names()]
    case_text = write_case(cases[0])
    reading = each(lambda: read_case(case_text))
    tutorial = tutorial_case(desk)
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "tutorial.yaml"
        small.write_text(write_case(tutorial))
        rows = cold_start(small)
    rows.append(("read one case file (YAML)", f"{reading * 1000:.1f} ms", f"{len(case_text) / 1024:.0f} KiB"))
    rows += in_process(cases, desk)
    rows += checks(cases, tutorial, desk)
    rows += growth([case for case in cases if case.plan is not None], desk)
    lines = [f"Python {platform.python_version()}, {os.cpu_count()} cores, {len(cases)} cases of the cast.", ""]
    lines += ["| What | Median | Compare |", "|---|---|---|"]
    lines += [f"| {title} | {value} | {compare} |" for title, value, compare in rows]
    text = "\n".join(lines) + "\n"
    print(text, end="")
    if out:
        out.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
