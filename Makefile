# Everything runs in a virtual environment of its own, made by the first target that needs it.
#   make demo    codes the example stories and shows the table
#   make test    all tests, the slow ones too
#   make quick   the tests without the slow ones
#   make check   format, lint, types, import contracts
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed

.PHONY: demo test quick check format clean

demo: $(INSTALLED)
	$(BIN)/dragoman code src/dragoman/examples

test: $(INSTALLED)
	$(BIN)/pytest -m ""

quick: $(INSTALLED)
	$(BIN)/pytest

check: $(INSTALLED)
	$(BIN)/ruff check src tests docs benchmarks training
	$(BIN)/ruff format --check src tests docs benchmarks training
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(INSTALLED)
	$(BIN)/ruff check --fix src tests docs benchmarks training
	$(BIN)/ruff format src tests docs benchmarks training

# pip before 25.1 knows no dependency groups
$(INSTALLED): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[all]" --group dev
	touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
