# One command runs, one checks.
#
#   make run      set up what running needs, and serve the atlas on http://localhost:8501
#   make test     set up everything and run every check and every test, browser tests included
#   make check    the quick part of it: lint, types, data checks, tests without a browser
#   make fuzz     try what strangers may send, FUZZ_S seconds a fuzzer (default 300)
#   make bench    measure first paint and updates in a browser, and print a table
#   make screens  take the pictures of every page
#   make publish  write the atlas as a static site into site/ (ARGS="--out <folder>")
#   make audit    licences and known vulnerabilities of the locked packages (ADVISORIES=<zip or folder>)
#   make shapes   build static/shapes/ again from the boundary package
#   make clean    remove the environment and every cache
#
# PYTHON chooses the interpreter the environment is made with, PORT the port, e.g. make run PORT=8600

PYTHON ?= python3
PORT ?= 8501
FUZZ_S ?= 300
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check lint types facts browser fuzz bench screens publish audit shapes constraints clean

help:
	@sed -n '2,/^$$/s/^# \{0,1\}//p' Makefile

# --- environments: a stamp a set, renewed when the requirements change

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.stamp-run: requirements.txt constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.stamp-dev: requirements-dev.txt requirements.txt constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/.stamp-run

# --- running

run: $(VENV)/.stamp-run
	$(BIN)/python -m streamlit run app.py --server.port $(PORT)

# --- checking; `test` is `check` with the browser, so the tests run once

check: lint types facts
	$(BIN)/python -m pytest -n auto --dist loadfile -m "not browser and not bench"

test: lint types facts browser
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(VENV)/.stamp-dev
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check --quiet .

types: $(VENV)/.stamp-dev
	$(BIN)/python -m mypy

facts: $(VENV)/.stamp-dev
	$(BIN)/python -m data.checks

browser:
	@bash tests/browser/install.sh

# --- measuring and looking

# The same fuzzers run in `check` and `test`, for a fixed number of texts.
fuzz: $(VENV)/.stamp-dev
	ATLAS_FUZZ_S=$(FUZZ_S) $(BIN)/python -m pytest -n auto -m fuzz $(ARGS)

bench: $(VENV)/.stamp-dev browser
	$(BIN)/python -m tests.bench $(ARGS)

screens: $(VENV)/.stamp-dev browser
	$(BIN)/python -m tests.browser.screens $(ARGS)

# --- keeping and handing out

publish: $(VENV)/.stamp-run
	$(BIN)/python -m ui.publish $(ARGS)

# Fetches nothing: without a list of advisories it says that vulnerabilities were not checked, and fails.
audit: $(VENV)/.stamp-dev
	ADVISORIES="$(ADVISORIES)" $(BIN)/python -m deploy.audit $(ARGS)

shapes: $(VENV)/.stamp-dev
	$(BIN)/python -m geo.build

# colorama is what some of these need on Windows alone, so a freeze made elsewhere does not name it.
constraints: $(VENV)/.stamp-dev
	{ sed -n '/^#/p' constraints.txt; $(BIN)/python -m pip freeze; echo "colorama==0.4.6"; } > constraints.new
	mv constraints.new constraints.txt

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/browser/failures
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
