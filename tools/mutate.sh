#!/bin/sh
# Mutation testing of what everything rests on: scoring, needs, difference and merging. Works on a copy, so that the
# checkout stays as it is; prints killed, survived and the share. About half an hour on two cores.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git -C "$here" ls-files -z | (cd "$here" && xargs -0 tar cf -) | tar xf - -C "$copy"
cd "$copy"
cat >> pyproject.toml <<'T'

[tool.mutmut]
source_paths = ["src/goldthread"]
only_mutate = [
    "src/goldthread/instruments/scoring.py",
    "src/goldthread/needs/asking.py",
    "src/goldthread/needs/derive.py",
    "src/goldthread/needs/evidence.py",
    "src/goldthread/plan/difference.py",
    "src/goldthread/plan/merging.py",
]
also_copy = ["src", "tests", "tools"]
pytest_add_cli_args_test_selection = ["tests/instruments", "tests/needs", "tests/plan"]
T
"$here/.venv/bin/mutmut" run --max-children 2 >mutmut.log 2>&1 || true
tail -n 5 mutmut.log
"$here/.venv/bin/mutmut" results | sed 's/:.*//' | awk -F'__mutmut' '{print $1}' | sort | uniq -c | sort -rn | head -40
