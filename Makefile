# Two commands do all set-up on a fresh machine: `make demo` reads the example pages and collects the stories, `make test` passes the tests.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check floors lock clean

demo: .venv/run.stamp
	$(BIN)/tocsin read examples/saren-strikes.txt --published 2025-03-15
	@mkdir -p out
	$(BIN)/tocsin code examples/pages -o out/examples.jsonl
	@echo "Reports of all example pages: out/examples.jsonl"
	$(BIN)/tocsin collect examples/stories --store out/stories.db
	$(BIN)/tocsin events --store out/stories.db --sort reports --limit 6

test: .venv/dev.stamp
	$(BIN)/python -m pytest

check: .venv/dev.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

floors: .venv/dev.stamp
	$(BIN)/tocsin evaluate --all --floors evaluation/floors.json

lock: .venv/dev.stamp
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header pyproject.toml --all-extras --group setup -o requirements/run.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header pyproject.toml --all-extras --group setup --group dev -c requirements/run.txt -o requirements/dev.txt

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run.stamp: .venv/bin/python requirements/run.txt pyproject.toml
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

.venv/dev.stamp: .venv/run.stamp requirements/dev.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

clean:
	rm -rf .venv out build dist
