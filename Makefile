# Everything that this project does from a fresh clone; only Python (3.11 or newer) and make are needed. Targets make .venv when it is missing or out of date.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help demo test lint format types imports gate bench bench-register docs catalogues constraints check clean
.DEFAULT_GOAL := help

help: ## What can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is older than 3.11; say which to use: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@echo "Installing the pinned dependencies into $(VENV)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r constraints.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(READY) ## Read the communiqués in examples/
	$(BIN)/verbale read examples/

test: $(READY) ## Run the whole test suite (TESTS=tests/reading: a part of it)
	$(BIN)/python -m pytest $(TESTS)

lint: $(READY) ## Check style and layout
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(READY) ## Mend what style can be mended, and lay lines out
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(READY) ## Check types
	$(BIN)/mypy

imports: $(READY) ## Check who may import whom
	$(BIN)/lint-imports

gate: $(READY) ## Hold the accuracy against its floors
	$(BIN)/python -m verbale.evaluation.gate

bench: $(READY) ## Measure speed and memory; writes benchmarks/RESULTS.md
	$(BIN)/python benchmarks/run.py

bench-register: $(READY) ## Measure the register with a million statements; writes benchmarks/REGISTER.md (minutes, and some GB of disk)
	$(BIN)/python -m benchmarks.register

docs: $(READY) ## Bring what the documentation quotes of the program's output up to date
	$(BIN)/python scripts/docs.py

catalogues: $(READY) ## Bring the catalogues of the report's languages up to date and compile them (UI=XX: begin another)
	$(BIN)/python scripts/catalogues.py $(UI)

constraints: $(READY) ## Pin and hash every dependency anew
	$(BIN)/python scripts/constraints.py

check: test lint types imports gate ## All that CI asks for

clean: ## Remove what was made
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks .import_linter_cache build dist src/verbale/_compiled
	find src tests scripts benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
