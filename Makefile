# twosource: `make chat` sets everything up and opens the chat; `make test` sets everything up and runs the tests.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help install chat test browser gate lint types docs lock clean

VENV ?= .venv
BIN := $(VENV)/bin
INDEX ?= index
HOST ?= 127.0.0.1
PORT ?= 7860

help:
	@echo "make install   set up: a virtual environment in $(VENV) with everything pinned"
	@echo "make chat      set up, index the sample articles where there is no index, open the chat"
	@echo "make test      set up, run the tests"
	@echo "make browser   the tests of the web chat in a browser (needs Chromium)"
	@echo "make gate      answer the sample questions; fails where a right answer is wrong now (see docs/evaluation.md)"
	@echo "make lint      ruff        make types   mypy, strict"
	@echo "make docs      write docs/modules.md and docs/settings.md out of the code"
	@echo "make lock      write requirements.lock from what is installed"
	@echo "make clean     remove what was built; $(INDEX)/ stays"

install: $(VENV)/.installed

# Python is looked for only here, so that a finished set-up costs nothing.
$(VENV)/.installed: requirements.lock pyproject.toml
	@set +e; python=""; \
	for each in $(PYTHON) python3.11 python3.12 python3.13 python3 python; do \
	    "$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { python="$$each"; break; }; \
	done; \
	if [ -z "$$python" ]; then \
	    echo "twosource needs Python 3.11 or newer, and found none: install it, or name it with make PYTHON=/path/to/python3" >&2; \
	    exit 1; \
	fi; \
	if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
	    "$$python" -m venv --clear $(VENV) || { \
	        echo "no virtual environment could be made: on Debian and Ubuntu, install python3-venv" >&2; exit 1; }; \
	fi
	@echo "Setting up: this downloads several hundred MB once, and takes a few minutes."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --requirement requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --editable .
	@touch $@

# The mark beside the environment says that the sample index was begun and not finished; indexing goes on where it stopped.
chat: install
	@if [ ! -e $(INDEX)/catalog.sqlite3 ] || [ -e $(VENV)/.sample-index-unfinished ]; then \
	    touch $(VENV)/.sample-index-unfinished; \
	    $(BIN)/twosource index corpus/articles --index $(INDEX); \
	    rm -f $(VENV)/.sample-index-unfinished; \
	fi
	@echo
	@echo "  twosource is opening at http://$(HOST):$(PORT)   (Ctrl+C stops it)"
	@echo
	@$(BIN)/twosource chat --index $(INDEX) --host $(HOST) --port $(PORT)

test: install
	@$(BIN)/python -m pytest -m "not browser and not sample"

browser: install
	@$(BIN)/python -m pytest -m browser

gate: install
	@$(BIN)/twosource index corpus/articles --index build/sample-index --prune
	@$(BIN)/twosource eval corpus/questions.jsonl --index build/sample-index --results build/results.jsonl --accepted corpus/results.jsonl
	@$(BIN)/python -m pytest -m sample

lint: install
	@$(BIN)/ruff check .

types: install
	@$(BIN)/mypy

docs: install
	@$(BIN)/python docs/build.py

# The local label of a build ("2.13.0+cpu") is dropped: other machines have other builds of the same version.
lock: install
	@$(BIN)/python -m pip freeze --exclude-editable --disable-pip-version-check | sed 's/+[a-z0-9.]*$$//' > requirements.lock
	@touch $(VENV)/.installed

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
