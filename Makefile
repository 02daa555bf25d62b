# make demo       builds the sample corpus into outputs/ and says which page to open
# make test       installs what the tests need and runs all of them
# make notebooks  executes the notebooks over the sample corpus and writes them into outputs/so-tay/ as HTML
# The environment lives in .venv and node_modules; delete them to start afresh.

PYTHON ?= python3
BIN := .venv/bin

# The tests start many processes, of which each would compile graphbuild anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test notebooks messages benchmark clean

demo: .venv/run.stamp
	$(BIN)/graphbuild demo outputs

test: .venv/test.stamp node_modules/made.stamp
	tools/debian-packages
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/vulture
	npm run --silent lint
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder -m 'not cost'
	$(BIN)/pytest -n 2 --dist worksteal -m cost

notebooks: .venv/notebook.stamp
	$(BIN)/python -m tools.notebooks outputs/so-tay

# Takes new messages from the code into the catalogue and compiles it; translate what is empty in graphbuild.po.
messages: .venv/test.stamp
	$(BIN)/python tools/messages.py

benchmark: .venv/test.stamp
	$(BIN)/pip install --quiet -c constraints.txt -e '.[benchmark]'
	$(BIN)/python -m benchmarks.extraction

clean:
	rm -rf .venv node_modules dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/made.stamp:
	$(PYTHON) -c 'import sys; sys.exit("graphbuild needs Python 3.11 or newer, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -c 'import ensurepip' || tools/debian-packages python3-venv
	$(PYTHON) -m venv .venv
	touch $@

.venv/run.stamp: .venv/made.stamp pyproject.toml constraints.txt
	$(BIN)/pip install --quiet -c constraints.txt -e .
	touch $@

.venv/notebook.stamp: .venv/made.stamp pyproject.toml constraints.txt
	$(BIN)/pip install --quiet -c constraints.txt -e '.[notebook]'
	touch $@

# What the scripts of the pages are checked with.
node_modules/made.stamp: package.json package-lock.json
	command -v npm >/dev/null || tools/debian-packages npm
	npm ci --silent
	touch $@

.venv/test.stamp: .venv/made.stamp pyproject.toml constraints.txt
	$(BIN)/pip install --quiet -c constraints.txt -e '.[test]'
	touch $@
