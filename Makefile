# Everything happens in .venv; nothing outside this folder is touched.
#   make run                               the default experiment
#   make run ARGS="experiment=single"      any request
#   make run PYTHON=/some/python3.11       another interpreter (3.11 or newer)

PYTHON ?= python3.11
ARGS ?=
VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip install --quiet --disable-pip-version-check
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet

.DEFAULT_GOAL := help
.PHONY: help run test test-long bench lock clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1	/' | expand -t 18

run: $(VENV)/.run ## set up what a run needs, then run the default experiment (ARGS="key=value …")
	@$(RUN) -m experiments $(ARGS)

test: $(VENV)/.test ## set up what the tests need, then run them, one file a processor (ARGS="-k …")
	@$(RUN) -m pytest -n logical --maxprocesses 4 --dist loadfile $(ARGS)

test-long: $(VENV)/.test ## the tests that take minutes each
	@$(RUN) -m pytest -m long $(ARGS)

bench: $(VENV)/.test ## measure the speed
	@$(RUN) -m pytest -m bench -s $(ARGS)

lock: ## write requirements/ anew from pyproject.toml (needs uv; hashes of the public files, no host names)
	echo "setuptools>=77" | $(LOCK) - -o requirements/build.txt
	$(LOCK) pyproject.toml -o requirements/run.txt
	$(LOCK) pyproject.toml --extra test -c requirements/run.txt -o requirements/test.txt

clean: ## remove .venv and caches; results in outputs/ stay
	rm -rf $(VENV) build *.egg-info .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is not here; say which Python (3.11 or newer): make run PYTHON=python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, not " + sys.version.split()[0])'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/build.txt requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "installing what a run needs into $(VENV) (once, about a minute) …"
	@$(PIP) --require-hashes -r requirements/build.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@$(PIP) --require-hashes -r requirements/run.txt
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.run
	@echo "installing what the tests need into $(VENV) (once) …"
	@$(PIP) --require-hashes -r requirements/test.txt
	@touch $@
