# Everything runs in a virtual environment of its own, made by the first target that needs it.
#   make demo    a ledger of the example stories in demo/: events, a chart, a brief, a way back
#   make test    all tests, the slow ones too
#   make quick   the tests without the slow ones
#   make check   format, lint, types, import contracts
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed

.PHONY: demo test quick check format clean

demo: export DRAGOMAN_LEDGER = demo/demo.duckdb
demo: $(INSTALLED)
	rm -rf demo && mkdir demo
	$(BIN)/dragoman add src/dragoman/examples
	$(BIN)/dragoman events --country KOR --since 2024 --limit 12
	$(BIN)/dragoman chart intensity -o demo/intensity.html
	$(BIN)/dragoman brief --about KOR --since 2024-07 --limit 8
	$(BIN)/dragoman show $$($(BIN)/dragoman events --country KOR --order told --limit 1 \
		--format jsonl | sed 's/^{"id":"\([^"]*\)".*/\1/')
	@echo "The chart is in demo/intensity.html, the ledger in $(DRAGOMAN_LEDGER)."

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
	rm -rf demo $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
