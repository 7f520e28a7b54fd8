# Every command that people and CI use. `make demo` and `make test` need Python 3.11, make and pip.
PYTHON ?= python3
RUNS ?= 20000
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
SEED := seeds/peskov-istanbul-talks-2025-05-30.txt

.DEFAULT_GOAL := help
.PHONY: help install demo test lint format e2e record replay nightly workflows figures fuzz lock clean

help:  ## list the targets
	@grep -E '^[a-z0-9]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

install: $(INSTALLED)  ## a virtual environment with the locked versions

$(INSTALLED): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: install  ## summarize the seed with the embedded model (fetches 1.1 GB once)
	@$(BIN)/summarizer model pull
	@$(BIN)/summarizer -v $(SEED)

test: install  ## all tests; no network, no large model
	@$(BIN)/summarizer model pull en-core-web-sm
	$(BIN)/python -m pytest -q -m "not embedded"

lint: install  ## format, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install  ## rewrite the code in the house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

e2e: install  ## the real model on the seed, from `model pull` to a checked JSON
	SUMMARIZER_MAX_SECONDS=1800 $(BIN)/python -m evals.e2e

record: install  ## record the cassettes again, from the embedded model
	@$(BIN)/summarizer model pull
	$(BIN)/python -m pytest tests/recorded -q --record-mode=rewrite

replay: install  ## the cases, played from kept answers, against the baseline
	@$(BIN)/summarizer model pull en-core-web-sm
	$(BIN)/python -m evals run --replay -o .evals/replay
	$(BIN)/python -m evals gate .evals/replay

nightly: install  ## ask the embedded model anew over a sample of the day; within an hour
	$(BIN)/python -m evals.nightly

workflows: install  ## the workflows of GitHub: schema and security
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/zizmor --offline --no-progress .github/workflows

figures: install  ## the figures that need no model; see evals/figures/README.md
	@$(BIN)/summarizer model pull en-core-web-sm
	$(BIN)/python -m evals.figures.altered_claims
	$(BIN)/python -m evals.figures.near_json
	$(BIN)/python -m evals.figures.repair_cost
	$(BIN)/python -m evals.figures.start_up
	$(BIN)/python -m evals.figures.evidence
	$(BIN)/python -m evals.figures.injection
	$(BIN)/python -m evals.figures.gate_power
	$(BIN)/python -m evals.figures.long_text
	$(BIN)/python -m evals.figures.scorer_agreement
	$(BIN)/python -m evals.figures.scorer_speed
	$(BIN)/python -m evals.figures.agreement
	$(BIN)/python -m evals.figures.chaos
	$(BIN)/python -m evals.figures.load

fuzz: install  ## fuzz the readers with atheris (Linux); RUNS=20000 inputs for each, by hand
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --group fuzz
	for reader in text html pdf mail subtitles; do \
		PYTHONPATH=tests:. $(BIN)/python tests/fuzz/fuzz_readers.py $$reader $(RUNS) || exit 1; \
	done

lock: install  ## resolve the dependencies anew
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra local --extra slack --extra postgres --group dev --universal \
		--python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
		--custom-compile-command 'make lock' --output-file requirements.lock

clean:  ## remove the environment and what tools left behind
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build
