# Two commands: `make start` shows the product, `make test` runs its tests. Both set up what they need first.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.set-up

.PHONY: start tour test check setup generate screenshots bench bench-growth faults fuzz crawl mutate lock clean

start: setup            ## the product with a demonstration centre, in the browser; Ctrl-C ends it
	@sh tools/system_parts.sh paper
	@$(BIN)/python tools/start.py

tour: setup             ## the main job on one of the cast, on the command line: record, needs, draft, findings, HTML and PDF
	@sh tools/system_parts.sh paper
	@$(BIN)/goldthread tour walter-brandt --out out

# Whole files go to two processes in the order that tests/conftest.py gives them: those that take longest begin.
PYTEST := $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

test: setup             ## the tests, without those that start or damage servers and browsers (`make check` has all); TESTS=tests/plan
	@sh tools/system_parts.sh paper
	@$(PYTEST) $(TESTS) -m "not faults and not served"

check: setup            ## everything: format, lint, types, house rules, generated files, tests with coverage
	@sh tools/system_parts.sh paper
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python tools/house.py
	@$(BIN)/python tools/generate.py --check
	@$(PYTEST) --cov --cov-report=term --cov-fail-under=95

setup: $(STAMP)         ## install everything into .venv, and nothing else

$(STAMP): requirements/dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Goldthread needs Python 3.11 or newer; try make PYTHON=python3.11") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what Goldthread needs into $(VENV) (about a minute the first time)."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src
	@touch $(STAMP)

generate: setup         ## make the committed generated files anew
	@$(BIN)/python tools/generate.py

screenshots: setup      ## every page of the demonstration on a phone, a desk and in the dark, in out/screenshots/; the documents' pictures
	@$(BIN)/python tools/screenshots.py

bench: setup            ## measure: cold start, checks a second, draft, memory, growth; the store (BENCH_STORE="--clients 100,1000 --runs 20")
	@$(BIN)/python tools/bench.py
	@$(BIN)/python tools/bench_store.py $${BENCH_STORE:-}
	@$(BIN)/python tools/bench_pages.py $${BENCH_PAGES:-}
	@$(BIN)/python tools/bench_phone.py

faults: setup           ## half an hour of kills, full disks, lost databases, planted words; what comes of it: docs/reference/reliability.md
	@$(BIN)/python tools/faults/kills.py --kills $${KILLS:-200} --database sqlite
	@$(BIN)/python tools/faults/kills.py --kills $${KILLS_POSTGRESQL:-50} --database postgresql
	@$(BIN)/python tools/faults/disk_full.py
	@$(BIN)/python tools/faults/read_only.py
	@$(BIN)/python tools/faults/wrong_key.py
	@$(BIN)/python tools/faults/clock_back.py
	@$(BIN)/python tools/faults/database_gone.py
	@$(BIN)/python tools/faults/damaged.py --flips 200
	@$(BIN)/python tools/faults/damaged.py --flips 0
	@$(BIN)/python tools/faults/canaries.py --words 2000 --database sqlite
	@$(BIN)/python tools/faults/canaries.py --words 2000 --database postgresql
	@$(BIN)/python tools/faults/eight_writers.py --database sqlite
	@$(BIN)/python tools/faults/eight_writers.py --database postgresql

fuzz: setup             ## ten minutes of wrong inputs (FUZZ_SECONDS=600)
	@$(BIN)/python tools/fuzz.py --seconds $${FUZZ_SECONDS:-600}

crawl: setup            ## ten minutes of hostile input in every form as everybody (CRAWL_SECONDS=600 CRAWL_SEED=...)
	@CRAWL_SECONDS=$${CRAWL_SECONDS:-600} CRAWL_SEED=$${CRAWL_SEED:-$$(date +%j)} $(BIN)/pytest -s tests/web/test_hostile_input.py

mutate: setup           ## mutation testing of scoring, needs, difference and merging
	@sh tools/mutate.sh

lock:                   ## resolve the dependencies anew (needs uv)
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-strip-extras --group dev --extra server pyproject.toml -o requirements/dev.lock

clean:                  ## remove what can be made again
	@rm -rf out build dist .coverage htmlcov mutants
