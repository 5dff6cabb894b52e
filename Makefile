# One command each for what a developer does. Everything made here lives in .venv/ and .cache/; data lives in instance/.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.SUFFIXES:
.PHONY: help run test style types walls templates translated lint format lock translations chromium postgres screenshots bench clean

BIN := .venv/bin
CATALOGUES := $(wildcard careers/translations/*/LC_MESSAGES/*.po)
WORKERS ?= 2
# The first Python that is new enough; `make run PYTHON=...` chooses another.
PYTHON = $(shell for p in python3.11 python3.12 python3.13 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
INSTALL := $(PIP) install --no-deps
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11

help: ## Say what can be made.
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

run: .venv/run.stamp $(CATALOGUES:.po=.mo) ## Start Careers with demo data: environment, database, web server, scheduler.
	@$(BIN)/careers run --first-run-demo

# The gate. A failing step stops it; each step is also a command of its own.
test: .venv/test.stamp chromium postgres style types walls translated templates ## Run the whole gate.
	$(BIN)/pytest -n $(WORKERS) --dist worksteal

lint: style walls templates ## Check formatting, style, import contracts and templates.

style: .venv/test.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: .venv/test.stamp ## Check types.
	$(BIN)/mypy

walls: .venv/test.stamp
	$(BIN)/lint-imports

templates: .venv/test.stamp
	$(if $(wildcard careers/templates),$(BIN)/djlint --quiet --lint careers/templates)

translated: .venv/run.stamp $(CATALOGUES:.po=.mo)

format: .venv/test.stamp ## Format the code and repair what can be repaired.
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

translations: .venv/run.stamp ## Bring the catalogues in step with the texts in code and templates.
	@mkdir -p .cache
	$(BIN)/pybabel --quiet extract --mapping babel.cfg --keywords _l --keywords lazy_gettext --keywords lazy_ngettext:1,2 \
		--keywords ngettext:1,2 --keywords pgettext:1c,2 --keywords npgettext:1c,2,3 --keywords lazy_pgettext:1c,2 \
		--add-location file --sort-by-file --project careers --output .cache/messages.pot careers
	$(if $(CATALOGUES),\
		$(BIN)/pybabel --quiet update --input-file .cache/messages.pot --output-dir careers/translations \
			--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date,\
		$(BIN)/pybabel --quiet init --input-file .cache/messages.pot --output-dir careers/translations --locale fr)

lock: .venv/test.stamp ## Choose the newest allowed versions and write them down.
	$(COMPILE) --upgrade --extra build --extra demo --output-file requirements/run.txt pyproject.toml
	$(COMPILE) --upgrade --extra build --extra demo --extra test --constraint requirements/run.txt \
		--output-file requirements/test.txt pyproject.toml

screenshots: .venv/test.stamp chromium $(CATALOGUES:.po=.mo) ## Make the pictures of the README.
	$(BIN)/python -m tests.browser.screenshots

bench: .venv/test.stamp ## Measure the figures of the README.
	$(BIN)/python -m benchmarks

chromium: .venv/test.stamp
	@$(BIN)/python -m tests.browser.chromium

postgres: .venv/test.stamp
	@$(BIN)/python -m tests.postgres

clean: ## Remove everything made here; instance/ stays.
	rm -rf .venv .cache .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis build *.egg-info
	rm -f $(CATALOGUES:.po=.mo)

# The environment begins anew when the lock of the product changes; the stamps say how far it has come.
.venv/lock.stamp: requirements/run.txt
	@test -n "$(PYTHON)" || { echo "Careers needs Python 3.11 or newer; none was found." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv module is missing:" \
		"install it (Debian, Ubuntu: apt-get install python3-venv, as root), then try again." >&2; exit 1; }
	@echo "Environment: installing what Careers needs ..."
	@$(PYTHON) -m venv --clear .venv
	@$(INSTALL) --require-hashes -r requirements/run.txt
	@touch $@

.venv/run.stamp: .venv/lock.stamp pyproject.toml
	@$(INSTALL) --no-build-isolation --editable .
	@touch $@

.venv/test.stamp: .venv/run.stamp requirements/test.txt
	@echo "Environment: installing what the tests need ..."
	@$(INSTALL) --require-hashes -r requirements/test.txt
	@touch $@

%.mo: %.po .venv/run.stamp
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
