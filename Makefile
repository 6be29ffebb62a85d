# Uppgifter för den som provar, ändrar eller granskar projektet.
# Bara "make" visar dem. Python 3.11 eller senare krävs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PROCESSES ?= 2

.DEFAULT_GOAL := help
.PHONY: help demo test check browser fix bench lock

help: ## Visa uppgifterna
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/installed ## Räkna indikatorerna för exempelkommunen
	$(BIN)/bbic-ind compute examples/exempelstad/combine.xlsx examples/exempelstad/sidoblad

test: $(VENV)/installed ## Kör alla prov
	$(BIN)/python -m pytest -n $(PROCESSES)

check: $(VENV)/installed ## Granska stil, typer och lager; ändrar ingenting
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/win32 src
	$(BIN)/python -m pytest tests/test_layers.py

browser: ## Hämta webbläsaren och granskaren som rapportens sidprov behöver
	command -v chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq chromium >/dev/null; }
	cd tests/report/browser && npm ci --silent

fix: $(VENV)/installed ## Rätta det som kan rättas av sig självt
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(VENV)/installed ## Mät tid och minne på stora påhittade uttag
	$(BIN)/python benchmarks/run.py

lock: $(VENV)/installed ## Räkna om requirements.lock ur pyproject.toml
	$(BIN)/pip-compile --quiet --strip-extras --extra dev --all-build-deps --generate-hashes --allow-unsafe \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header \
		--output-file requirements.lock pyproject.toml

$(VENV)/installed: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
