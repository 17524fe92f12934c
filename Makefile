# Two commands for everyone: `make app` and `make test`. Both need Python 3.11+ and nothing else.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
PORT   ?= 8501
# Tests are shared between so many processes, file by file in their order, so that what a file sets up
# is set up once, and the quick examples in docstrings come last.
WORKERS ?= 2

.PHONY: app test check bench calibration pictures format clean

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Plyopower needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what Plyopower needs into $(VENV) (about 700 MB, once) ..."
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

app: $(READY)
	@echo "Plyopower is at http://127.0.0.1:$(PORT)  (Ctrl+C stops it)"
	@$(BIN)/python -m streamlit run app.py --server.port $(PORT)

test: $(READY)
	@$(BIN)/python -m tests.browser.chromium || true
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

check: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(READY)
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	@$(BIN)/python -m tests.bench

calibration: $(READY)
	@$(BIN)/python -m tests.calibration

pictures: $(READY)
	@$(BIN)/python -m tests.browser.pictures

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache
