# Two commands do everything: `make site` builds the sample archive, `make test` checks the project.

PYTHON ?= $(shell sh tests/fastest-python.sh)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PYTEST := $(BIN)/python -m pytest -rs  # what is skipped is said, with its reason
# The tests of a file share what its fixtures make.
WORKERS := -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: site test test-long lint types wheel clean

# The tests start hundreds of processes. Without bytecode files each of them compiles the package anew.
unexport PYTHONDONTWRITEBYTECODE

site: $(VENV)/site.stamp
	$(BIN)/khotin build --site . --output output

test: lint types
	$(PYTEST) $(WORKERS) -m "not long"

test-long: $(VENV)/test.stamp
	sh tests/install-system-packages.sh $(BIN)/python firefox
	KHOTIN_TEST_EVERYTHING=1 $(PYTEST) $(WORKERS)

lint: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/test.stamp
	$(BIN)/mypy

wheel: $(VENV)/test.stamp
	$(BIN)/python -m build --wheel --no-isolation --outdir dist

clean:
	rm -rf $(VENV) output dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@python="$(PYTHON)"; echo "Building with $$($$python -V), $$python"; $$python -m venv $(VENV)

$(VENV)/site.stamp: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install -r requirements.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/test.stamp: requirements-test.txt tests/install-system-packages.sh $(VENV)/site.stamp
	$(PIP) install -r requirements-test.txt
	sh tests/install-system-packages.sh $(BIN)/python
	touch $@
