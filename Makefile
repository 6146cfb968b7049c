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
#   make bundle   write one archive that sets the atlas up without internet into build/ (ARGS="--targets linux-x86_64-3.11")
#   make try-bundle  set that archive up where there is no network, and open its pages
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
.PHONY: help run test check suite lint types facts browser fuzz bench screens publish audit shapes constraints lock bundle try-bundle clean

help:
	@sed -n '2,/^$$/s/^# \{0,1\}//p' Makefile

# --- environments: a stamp a set, renewed when the requirements change
# uv takes a tenth of pip's time. It does not read pip's settings, so it is told the index that pip asks; where it cannot be
# had, or fails for another reason, pip does the work and says what is wrong.
# Running compiles everything on all cores, since a server should start at once; tests compile what they import.

PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile
UV := $(shell sed -n '/^uv==/p' requirements-dev.txt)
define INSTALL
@$(PIP_INSTALL) $(UV) && index="$${PIP_INDEX_URL:-$$($(BIN)/python -m pip config get global.index-url 2>/dev/null)}"; \
	[ -z "$$index" ] || export UV_DEFAULT_INDEX="$${UV_DEFAULT_INDEX:-$$index}"; \
	$(BIN)/python -m uv pip install --quiet --python $(BIN)/python -r $(1) || $(PIP_INSTALL) -r $(1)
endef
COMPILE := $(BIN)/python -m compileall -qq -j 0 -x '/tests?/' $(VENV)/lib

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.stamp-run: requirements.txt constraints.txt | $(BIN)/python
	$(call INSTALL,requirements.txt)
	-@$(COMPILE)
	@touch $@

$(VENV)/.stamp-dev: requirements-dev.txt requirements.txt constraints.txt | $(BIN)/python
	$(call INSTALL,requirements-dev.txt)
	@touch $@

# --- running

run: $(VENV)/.stamp-run
	$(BIN)/python -m streamlit run app.py --server.port $(PORT)

# --- checking; `test` is `check` with the browser, so the tests run once
# What does not need the others runs beside them: types take one core for a minute, and tests in a browser wait half of their
# time, so that there are more of them at once than cores. Files go out in their own order, the browser's first: by the number
# of their tests the longest would come last.

CORES := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
WORKERS ?= $(shell expr $(CORES) + $(CORES) / 2)

check:
	+$(MAKE) --no-print-directory $(VENV)/.stamp-dev
	+$(MAKE) --no-print-directory -j3 lint types facts suite WORKERS=$(CORES) SUITE='-m "not browser and not bench and not bundle"'

test:
	+$(MAKE) --no-print-directory -j2 $(VENV)/.stamp-dev browser
	+$(MAKE) --no-print-directory -j3 lint types facts suite

# Some hosts forbid compiled files: every server and worker that a test starts would compile the atlas anew.
suite: $(VENV)/.stamp-dev
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(SUITE)

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

# A page of pyecharts is compared with where npm and the network are there to fetch what it takes; else it is left out.
ECHARTS := $(VENV)/echarts-5.6.0.min.js

bench: $(VENV)/.stamp-dev browser
	-@$(PIP_INSTALL) -r tests/bench/requirements.txt
	-@test -f $(ECHARTS) || (cd $(VENV) && npm pack --silent echarts@5.6.0 && tar xzf echarts-5.6.0.tgz package/dist/echarts.min.js && mv package/dist/echarts.min.js echarts-5.6.0.min.js)
	ATLAS_BENCH_ECHARTS=$(abspath $(ECHARTS)) $(BIN)/python -m tests.bench $(ARGS)

screens: $(VENV)/.stamp-dev browser
	$(BIN)/python -m tests.browser.screens $(ARGS)

# --- keeping and handing out

publish: $(VENV)/.stamp-run
	$(BIN)/python -m ui.publish $(ARGS)

# Fetches nothing: without a list of advisories it says that vulnerabilities were not checked, and fails.
audit: $(VENV)/.stamp-dev
	ADVISORIES="$(ADVISORIES)" $(BIN)/python -m deploy.audit $(ARGS)

# On Windows: .venv\Scripts\python -m deploy.bundle
bundle: $(VENV)/.stamp-dev
	$(BIN)/python -m deploy.bundle $(ARGS)

try-bundle: $(VENV)/.stamp-dev browser
	$(BIN)/python -m pytest -s -m bundle tests/deploy/test_offline.py

shapes: $(VENV)/.stamp-dev
	$(BIN)/python -m geo.build

# colorama is what some of these need on Windows alone, so a freeze made elsewhere does not name it.
constraints: $(VENV)/.stamp-dev
	{ sed -n '/^#/p' constraints.txt; $(BIN)/python -m pip freeze; echo "colorama==0.4.6"; } > constraints.new
	mv constraints.new constraints.txt

# What a bundle holds, for every platform and Python at once.
lock: $(VENV)/.stamp-dev
	$(BIN)/python -m uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header --no-annotate \
		requirements.txt deploy/bundle/pip.txt --output-file deploy/requirements.lock

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/browser/failures
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
