#!/bin/sh
# Mutation testing of what everything rests on. `sh tools/mutate.sh instruments|needs|plan` does one part, without a word
# all three. Works on a copy, so that the checkout stays as it is. Each part takes between a quarter and half an hour.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)

mutate() { # name of the part, files, tests
  copy=$(mktemp -d)
  git -C "$here" ls-files -z | (cd "$here" && xargs -0 tar cf -) | tar xf - -C "$copy"
  {
    printf '\n[tool.mutmut]\nsource_paths = ["src"]\nalso_copy = ["tests", "docs", "README.md"]\nonly_mutate = ['
    for file in $2; do printf '"src/goldthread/%s", ' "$file"; done
    printf ']\npytest_add_cli_args_test_selection = ['
    for test in $3; do printf '"tests/%s", ' "$test"; done
    printf ']\n'
  } >>"$copy/pyproject.toml"
  echo "== $1"
  (cd "$copy" && "$here/.venv/bin/mutmut" run --max-children 2 >run.log 2>&1 || true; tail -n 1 run.log | tr '\r' '\n' | tail -n 1
    "$here/.venv/bin/mutmut" results --all true | sed 's/\.x[^:]*: */ /' | sort | uniq -c)
  rm -rf "$copy"
}

part=${1:-all}
case $part in all|instruments) mutate instruments "instruments/scoring.py instruments/thresholds.py" "instruments" ;; esac
case $part in all|needs) mutate needs "needs/derive.py needs/evidence.py needs/asking.py needs/gates.py needs/sieve.py needs/reading.py" \
  "needs/test_evidence.py needs/test_derive.py needs/test_gates.py" ;; esac
case $part in all|plan) mutate plan "plan/difference.py plan/merging.py" \
  "plan/test_difference.py plan/test_merging.py plan/test_merging_laws.py" ;; esac
