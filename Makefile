# What a newcomer types: "make run" or "make test". Everything is kept inside this folder: .venv/ and var/.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
PORT ?= 8000
WORKERS ?= auto
PYTEST_ARGS ?=

BIN := .venv/bin
PIP_INSTALL := $(BIN)/python -m pip install -qq --require-hashes --only-binary :all:
UV := uv==0.13.8
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po cms/wagtail_wording/*/LC_MESSAGES/*.po))
TEMPLATES = $(shell git ls-files -co --exclude-standard -- '*.html')
SOURCES = $(shell git ls-files -co --exclude-standard -- '*.py' ':!*/migrations/*')

.PHONY: help run worker setup test lint messages lock bench clean
.PHONY: system-for-pdf system-for-tests

help: ## this list
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

run: .venv/installed $(CATALOGUES) | system-for-pdf ## prepare what is missing and serve on http://127.0.0.1:8000 (PORT=…)
	@PORT=$(PORT) tools/serve

worker: .venv/installed $(CATALOGUES) | system-for-pdf ## the queue and the periodic jobs of a site that runs with TASKS=database
	@tools/work

setup: .venv/installed-dev $(CATALOGUES) | system-for-pdf system-for-tests ## prepare all that "run" and "test" need, start nothing

test: .venv/installed-dev $(CATALOGUES) | system-for-pdf system-for-tests ## the whole suite (WORKERS=2, PYTEST_ARGS="-k word")
	$(BIN)/python -m pytest -n $(WORKERS) $(PYTEST_ARGS)

lint: export DATABASE_URL := sqlite://:memory:
lint: .venv/installed-dev | system-for-pdf ## style, import contract, migrations, settings, translations
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/djhtml --check $(TEMPLATES)
	$(BIN)/django-upgrade --target-version 5.2 --check $(SOURCES)
	$(BIN)/lint-imports
	$(BIN)/python manage.py check --fail-level WARNING
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py permission_table --check
	tools/system-packages gettext
	$(BIN)/python tools/check_translations.py

messages: .venv/installed-dev ## bring the catalogues up to date with the code
	tools/system-packages gettext
	$(BIN)/python manage.py makemessages --all --no-obsolete --add-location file --ignore .venv --ignore tests

lock: .venv/installed ## pin again (LOCK_ARGS=--upgrade for newer releases)
	$(BIN)/python -m pip install -qq $(UV)
	$(BIN)/uv pip compile -q --python-version 3.11 --generate-hashes $(LOCK_ARGS) -o requirements.txt requirements.in
	$(BIN)/uv pip compile -q --python-version 3.11 --generate-hashes $(LOCK_ARGS) -c requirements.txt -o requirements-dev.txt requirements-dev.in

bench: .venv/installed-dev $(CATALOGUES) | system-for-pdf ## the figures of benchmarks/README.md, but for start_up.sh
	$(BIN)/python benchmarks/import_documents.py
	$(BIN)/python benchmarks/act_pdf.py
	$(BIN)/python benchmarks/public_page.py
	$(BIN)/python benchmarks/import_registry.py
	$(BIN)/python benchmarks/registry_tree.py

clean: ## remove what can be made again; var/ with the database and the files stays
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis .import_linter_cache locale/*/LC_MESSAGES/*.mo cms/wagtail_wording/*/LC_MESSAGES/*.mo
	find . -name __pycache__ -prune -exec rm -rf {} +

# A marker is newer than the list it was installed from: a second start finds nothing to do.
.venv/installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Нужен Python 3.11 или новее: make PYTHON=python3.11 / Python 3.11 or newer is needed"; exit 1; }
	@tools/system-packages venv
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear .venv
	@echo "Устанавливаются пакеты Python, около минуты… / Installing Python packages, about a minute…"
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	@echo "Устанавливаются пакеты для тестов… / Installing the packages for tests…"
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@

%.mo: %.po | .venv/installed
	@$(BIN)/python -c 'import polib, sys; polib.pofile(sys.argv[1]).save_as_mofile(sys.argv[2])' $< $@

system-for-pdf:
	@tools/system-packages pdf

# The suite runs without them, too: a test that needs one of them skips and says why.
system-for-tests:
	@tools/system-packages browser poppler || true
