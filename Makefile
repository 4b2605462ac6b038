# Each verb does all its own set-up; run `make` to see them.
.DEFAULT_GOAL := help
SHELL := /bin/sh
.SUFFIXES:

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$p"; break; }; done)
BIN := .venv/bin
PORT ?= 8080
PREPARE = @[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is missing. On Debian: sudo apt-get install python3 python3-venv"; exit 1; }; \
	$(PYTHON) tools/prepare.py

.PHONY: coverage help setup run test check fix bench e2e docs screenshots wheel clean

help: ## Show these verbs
	@echo "Hutong · make VERB"
	@sed -n 's/^\([a-z0-9]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r verb words; do \
		printf '  %-12s %s\n' "$$verb" "$$words"; done

setup: ## Prepare everything for work on Hutong; leaves .venv/bin/hutong
	$(PREPARE) dev
	@echo "Ready: $(BIN)/hutong"

run: ## Start the lane with its demo on http://localhost:8080 (PORT=8080)
	$(PREPARE) run
	@exec $(BIN)/hutong up --home .hutong --demo --port $(PORT)

test: ## Run all tests: Python on SQLite and PostgreSQL, web, journeys in a browser
	$(PREPARE) dev
	@$(BIN)/python -m tools.run_tests

check: ## Run every static check: types, lint, import contracts, words
	$(PREPARE) dev
	@$(BIN)/python -m tools.run_checks

fix: ## Format and repair what can be repaired by itself
	$(PREPARE) dev
	@$(BIN)/python -m tools.run_checks fix

bench: ## Measure against peers and physical limits; writes bench/out/latest.json
	$(PREPARE) bench
	@$(BIN)/python -m bench

e2e: ## Run only the journeys in a browser
	$(PREPARE) dev
	@$(BIN)/python -m tools.run_tests journeys

docs: ## Build the documentation into site/
	$(PREPARE) docs
	@$(BIN)/python -m tools.build_docs

coverage: ## Run the Python tests and write docs/reference/coverage.md from those that passed
	$(PREPARE) dev
	@$(BIN)/python -m pytest -q -n auto --dist worksteal --heard build/heard.json
	@$(BIN)/python -m tools.coverage_page build/heard.json

screenshots: ## Take pictures of every screen into build/pictures, and those of README and docs
	$(PREPARE) dev
	@$(BIN)/python -m tools.take_screenshots

wheel: ## Build dist/hutong-*.whl with the web apps inside
	$(PREPARE) dev
	@$(BIN)/python -m tools.build_wheel

clean: ## Remove what these verbs made, except the lane's own data in .hutong
	rm -rf .venv .make .mypy_cache .ruff_cache .pytest_cache .hypothesis site dist build hutong/web web/node_modules tests/redirect/programs/node_modules test-results
