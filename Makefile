# Two commands: `make serve` to read and preview, `make test` to prove.
# Both make the virtual environment on first use; README has the plain commands behind them.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
INSTALL = -m pip install --quiet --disable-pip-version-check --require-hashes
PIP = $(BIN)/python $(INSTALL)

# Material prints a notice about its end of life at each start.
export NO_MKDOCS_2_WARNING = 1

# pytest rewrites each test file, which takes seconds in each of its processes, if it may not keep them.
unexport PYTHONDONTWRITEBYTECODE

# What judges the pages in a browser comes from npm, where there is one.
JUDGES = $(if $(shell command -v npm),node_modules/.package-lock.json)

.PHONY: help serve example build offline check verify links test lint tests test-all map messages engines goldens pictures lighthouse lock clean

help:  ## these lines
	@sed -n 's/^\([a-z-]*\):[^#]*##/\1:/p' $(MAKEFILE_LIST)

serve: $(VENV)/site.stamp  ## preview on http://127.0.0.1:8000, reloading on every save
	$(BIN)/mkdocs serve

example: $(VENV)/site.stamp  ## preview of examples/, a made-up town with every kind of fact
	$(BIN)/mkdocs serve -f examples/mkdocs.yml

build: $(VENV)/site.stamp  ## the site, in site/
	$(BIN)/mkdocs build --strict

offline: $(VENV)/site.stamp node_modules/.package-lock.json  ## the site in offline/, to be opened from disk
	OFFLINE=true $(BIN)/mkdocs build --strict --site-dir offline

check: $(VENV)/site.stamp  ## every problem in data/ and docs/, without building
	$(BIN)/explainer check

verify: $(VENV)/site.stamp  ## check quotes against captures; READ="id id" for those you compared
	$(BIN)/explainer verify $(READ)

links: $(VENV)/links.stamp  ## ask for every source; links.md lists those that could not be reached
	$(BIN)/lychee $(LINKS) --output links.md 'data/**/*.yml' && rm links.md || test $$? -eq 2

# A page that refuses a program (401, 403, 405, 429) may be there for a reader.
LINKS = --no-progress --format markdown --timeout 30 --max-retries 2 --host-concurrency 2 \
	--accept '100..=103,200..=299,401,403,405,429'

# Both halves at once: tests of a preview wait more than they work.
test: $(VENV)/test.stamp $(JUDGES)  ## lint, types, layers, and the tests that a change needs
	@$(MAKE) --no-print-directory -j2 lint tests

lint: $(VENV)/test.stamp
	$(call timed,$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows $(WORKFLOWS))
	$(call timed,$(BIN)/check-jsonschema --builtin-schema custom.github-workflows-require-timeout $(WORKFLOWS))
	$(call timed,$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-forms $(FORMS))
	$(call timed,$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml)
	$(call timed,$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml)
	$(call timed,$(BIN)/zizmor --quiet --offline --strict-collection .github)
	$(call timed,$(BIN)/ruff check .)
	$(call timed,$(BIN)/ruff format --check .)
	$(call timed,$(BIN)/mypy)
	$(call timed,$(BIN)/lint-imports)

tests: $(VENV)/test.stamp $(JUDGES)
	$(call timed,$(BIN)/pytest $(PARALLEL) -m "not slow")

test-all: lint $(JUDGES)  ## the same with all tests, and the coverage of the code
	$(call timed,$(BIN)/pytest $(PARALLEL) --cov --cov-report=term:skip-covered)

# Runs a command, and says how long it took.
timed = @start=$$(date +%s); $(1); status=$$?; \
	echo "$$(($$(date +%s) - start)) s:" '$(1)'; exit $$status

# Neighbours stay in one process as long as both have work: they share a browser and built sites.
# One process more than processors, because tests in a browser often wait.
PARALLEL = -n $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1) --dist worksteal

WORKFLOWS = $(wildcard .github/workflows/*.yml)
FORMS = $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))

engines: $(VENV)/test.stamp $(VENV)/properdocs.stamp  ## MkDocs and its fork ProperDocs give the same pages
	PROPERDOCS=$(VENV)/properdocs/bin/properdocs $(BIN)/pytest tests/site/test_engines.py

goldens: $(VENV)/test.stamp  ## rewrite tests/golden; read the diff before you commit it
	$(BIN)/pytest tests/golden --update-goldens

map: $(VENV)/test.stamp  ## draw the rooms of the package and their imports into CONTRIBUTING.md
	$(BIN)/python tests/room_map.py

# Which functions of the code have messages, besides those of GNU gettext.
MESSAGES = $(BIN)/pybabel --quiet
CATALOGUES = hooks/explainer/language/catalogues
KEYWORDS = -k message:1,1t -k message:1,2c,2t -k plural:1,2

messages: $(VENV)/site.stamp  ## update the catalogues of words for readers; LANGUAGE=fr begins one
	$(MESSAGES) extract -F pyproject.toml $(KEYWORDS) --add-location=file --sort-by-file --omit-header \
		-o messages.pot hooks overrides
	$(if $(LANGUAGE),$(MESSAGES) init -i messages.pot -o $(CATALOGUES)/$(LANGUAGE).po -l $(LANGUAGE))
	for file in $(CATALOGUES)/*.po; do $(MESSAGES) update -i messages.pot -o $$file \
		-l $$(basename $$file .po) --ignore-obsolete --ignore-pot-creation-date --no-fuzzy-matching --width 100; done

pictures: $(VENV)/test.stamp  ## screenshots of every page, in pictures/
	mkdir -p pictures
	SCREENSHOTS=pictures $(BIN)/pytest tests/browser/test_pages.py -k fits -n auto

lighthouse: build  ## Lighthouse on four pages, for a phone
	benchmarks/lighthouse.sh

lock: $(VENV)/test.stamp  ## pin the newest allowed versions, with hashes
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile $(LOCK) pyproject.toml --group install -o requirements/site.txt
	$(BIN)/uv pip compile $(LOCK) pyproject.toml --group install --group test -c requirements/site.txt -o requirements/test.txt
	$(BIN)/uv pip compile $(LOCK) pyproject.toml --group properdocs -c requirements/site.txt -o requirements/properdocs.txt
	$(BIN)/uv pip compile $(LOCK) --group links -o requirements/links.txt

# An extra stays in its pin: pip takes `coverage==1` for no pin of `coverage[toml]`, and stops
# at the day a newer release appears.
LOCK = --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links --no-strip-extras

node_modules/.package-lock.json: package-lock.json
	npm ci --silent --no-audit --no-fund
	@touch $@

clean:
	rm -rf $(VENV) node_modules site offline links.md messages.pot .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name it with PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

# Each stamp means that one lock file is installed; a newer lock file is installed again.
# The command `explainer` comes with it.
$(VENV)/site.stamp: requirements/site.txt | $(BIN)/python
	@echo "installing into $(VENV), which takes a minute or two"
	$(PIP) -r $<
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test.stamp: requirements/test.txt $(VENV)/site.stamp
	$(PIP) -r $<
	@touch $@

$(VENV)/links.stamp: requirements/links.txt | $(BIN)/python
	$(PIP) -r $<
	@touch $@

# The fork takes the name of MkDocs while it runs, so it has an environment of its own.
$(VENV)/properdocs.stamp: requirements/properdocs.txt | $(BIN)/python
	$(PYTHON) -m venv $(VENV)/properdocs
	$(VENV)/properdocs/bin/python $(INSTALL) -r $<
	@touch $@
