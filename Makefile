# Panic Button: `make run` starts it and `make test` tests it, on a machine that has
# only Python 3.11 or newer, pip, make and git.

PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
# What is packed is taken from here, so that nothing of the tests can travel.
PACKAGE_VENV := .venv-package
PACKAGE_PY   := $(PACKAGE_VENV)/bin/python
AUDIT_VENV := .venv-audit
AUDIT_PY   := $(AUDIT_VENV)/bin/python
BENCH_VENV := .venv-bench
COVERING   := tests/panic tests/bitget tests/kept tests/practice tests/test_pressing.py tests/test_words.py \
	tests/desktop/test_keys.py tests/desktop/test_slow_keyring.py tests/window/test_evidence_pack.py
WORDS := $(patsubst %.ts,%.qm,$(wildcard resources/*.ts))

# Debian ships `venv` without the part that puts pip into it, so the environment is made bare
# and the pip outside fills it. A person's own pip settings must not send the files elsewhere.
PIP := PIP_USER=0 PIP_REQUIRE_VIRTUALENV=0 PIP_DISABLE_PIP_VERSION_CHECK=1 $(PYTHON) -m pip --no-input
# pip shows its progress to a person at a terminal, and is quiet in a log.
QUIET := $(if $(MAKE_TERMOUT),,--quiet)
# Wheels only: building a package from source would download build tools that no lock names.
INSTALL := $(PIP) --python $(PY) install $(QUIET) --only-binary :all: --require-hashes
INSTALL_SELF := $(PIP) --python $(PY) install --quiet --no-deps --no-build-isolation --editable .

# An environment whose Python went away or changed under it (a system upgrade) is made anew.
ifneq ($(wildcard $(VENV)/.run-ready $(VENV)/.test-ready),)
ifneq ($(shell $(PY) -c 'import hatchling' >/dev/null 2>&1 && echo sound),sound)
$(shell rm -rf $(VENV))
endif
endif

.DEFAULT_GOAL := help
.PHONY: help run test check package test-package startup audit coverage mutants bench soak sequences lock screenshots words clean

help: ## List what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: $(VENV)/.run-ready ## Start Panic Button (ARGS="…" are handed to it)
	@$(PY) tools/system_packages run
	@$(MAKE) --no-print-directory $(WORDS)
	@$(PY) -m gui $(ARGS)

test: $(VENV)/.test-ready ## Run all tests (ARGS="…" are handed to pytest)
	@$(PY) tools/system_packages test
	$(PY) -m pytest $(ARGS)

# The layer test loads pytest-qt and with it Qt, hence the system packages here too. What is written for systems
# that no test runs on is at least typed; with caches of their own, as one cache knows one system.
NOT_ON_WINDOWS = ^gui/(instance/|screen|desktop/hotkeys/wayland)
check: $(VENV)/.test-ready ## Check style, types and the layers of the code
	@$(PY) tools/system_packages test
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(PY) -m mypy tools/once_more  # mypy takes one program without a suffix at a time
	$(PY) -m mypy tools/branches
	$(PY) -m mypy --platform darwin --cache-dir .mypy_cache/darwin gui
	$(PY) -m mypy --platform win32 --cache-dir .mypy_cache/win32 --follow-imports silent --exclude '$(NOT_ON_WINDOWS)' gui
	$(PY) -m pytest -q tests/test_layers.py

screenshots: $(VENV)/.test-ready ## Take the screenshots anew
	@$(PY) tools/system_packages test
	@$(MAKE) --no-print-directory $(WORDS)
	$(PY) -m tests.screenshots $(ARGS)

# The hash seed and the time are fixed: two builds of one commit must give the same bytes.
# PyInstaller's store of stripped libraries is kept here: that of the home is shared with every other build.
package: $(PACKAGE_VENV)/.ready ## Build the packages for this system into dist/
	@set -eu; export PYTHONHASHSEED=1 SOURCE_DATE_EPOCH="$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct)}"; \
	export PYINSTALLER_CONFIG_DIR="$$PWD/build/cache"; \
	rm -rf build dist; \
	$(PACKAGE_PY) -m packing.icons; \
	$(PACKAGE_PY) -m PyInstaller --noconfirm --clean --log-level ERROR build.spec; \
	$(PACKAGE_PY) -m packing.linux

test-package: $(VENV)/.test-ready ## Test the packages that `make package` left in dist/
	@$(PY) tools/system_packages test
	$(PY) -m pytest tests/packaged $(ARGS)

startup: $(VENV)/.test-ready ## How long a start takes, from source and of what lies in dist/ (ARGS=30 starts)
	@$(PY) tools/system_packages test
	@$(MAKE) --no-print-directory $(WORDS)
	$(PY) -m tests.startup $(ARGS)

# Their own environment: what looks at the program is not what it runs with.
$(AUDIT_VENV)/.ready: requirements-audit.lock pyproject.toml
	@echo "Making $(AUDIT_VENV) ready (about 140 MB are downloaded) …"
	@rm -rf $(AUDIT_VENV)
	@$(PYTHON) -m venv --without-pip $(AUDIT_VENV)
	@$(PIP) --python $(AUDIT_PY) install $(QUIET) --only-binary :all: --require-hashes -r requirements-audit.lock
	@$(PIP) --python $(AUDIT_PY) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

audit: $(AUDIT_VENV)/.ready ## Known weaknesses of what is locked, licences, security rules (needs the network)
	@$(AUDIT_PY) -m packing.audit

# The rooms that decide what is said of the orders; their tests need no screen.
coverage: $(AUDIT_VENV)/.ready ## Which branches of panic, bitget and kept no test takes (95 % of each room must be)
	@$(AUDIT_PY) tools/system_packages test
	$(AUDIT_PY) -m coverage run -m pytest -q $(COVERING) $(ARGS)
	$(AUDIT_PY) -m coverage report
	@$(AUDIT_PY) -m coverage json -q -o - | $(AUDIT_PY) tools/branches

mutants: $(AUDIT_VENV)/.ready ## Change what decides and signs, line by line, and see that a test goes red
	@rm -rf mutants
	$(AUDIT_PY) -m mutmut run $(ARGS)
	$(AUDIT_PY) -m mutmut results

# The clients that the program is compared with, in an environment of their own. npm's need npm: where there
# is none, the table says so.
$(BENCH_VENV)/.ready: requirements-bench.lock
	@echo "Making $(BENCH_VENV) ready (about 10 MB are downloaded) …"
	@rm -rf $(BENCH_VENV)
	@$(PYTHON) -m venv --without-pip $(BENCH_VENV)
	@$(PIP) --python $(BENCH_VENV)/bin/python install $(QUIET) --only-binary :all: --require-hashes -r requirements-bench.lock
	@touch $@

bench/rivals/npm/node_modules/.package-lock.json: bench/rivals/npm/package-lock.json
	-@command -v npm >/dev/null && cd bench/rivals/npm && npm ci --no-audit --no-fund --ignore-scripts

bench: $(VENV)/.test-ready $(BENCH_VENV)/.ready ## How long a press takes, beside other clients (ARGS=--quick: half a minute)
	@$(PY) tools/system_packages test
	@$(MAKE) --no-print-directory bench/rivals/npm/node_modules/.package-lock.json
	@$(PY) -m bench $(ARGS)

# uv alone can write one lock for Linux, Windows and macOS; it is fetched for this once.
lock: ## Write the lock files anew (needs the network; ARGS=--upgrade takes newer versions)
	@set -eu; tmp=$$(mktemp -d); trap 'rm -rf "$$tmp"' EXIT; \
	echo "Locking needs uv: fetching it for this once."; \
	$(PYTHON) -m venv --without-pip "$$tmp/venv"; \
	$(PIP) --python "$$tmp/venv/bin/python" install --quiet uv; \
	compile() { "$$tmp/venv/bin/uv" pip compile --quiet --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" "$$@" $(ARGS); }; \
	compile pyproject.toml --group build --output-file requirements.lock; \
	compile pyproject.toml --group build --group dev --constraints requirements.lock --output-file requirements-dev.lock; \
	compile pyproject.toml --group build --group package --constraints requirements.lock \
		--output-file requirements-package.lock; \
	compile pyproject.toml --group build --group dev --group audit --constraints requirements-dev.lock \
		--output-file requirements-audit.lock; \
	compile --group bench --output-file requirements-bench.lock

soak: $(VENV)/.test-ready ## Look at the book for ten minutes without a pause (SOAK_S=… seconds), and see that nothing grows
	@$(PY) tools/system_packages test
	SOAK_S=$${SOAK_S:-600} $(PY) -m pytest -s tests/end_to_end/test_soak.py $(ARGS)

# A run that failed is played again with the SEED that it printed, and as many SEQUENCES.
sequences: $(VENV)/.test-ready ## Press in other random sequences of faults than the tests (SEQUENCES=1000, SEED=…)
	@$(PY) tools/system_packages test
	@seed=$${SEED:-$$($(PY) -c 'import secrets; print(secrets.randbits(32))')}; echo "SEED=$$seed"; \
	SEQUENCES=$${SEQUENCES:-1000} $(PY) -m pytest tests/faults/test_sequences.py -k runTest \
		--hypothesis-seed=$$seed --hypothesis-show-statistics $(ARGS)

words: $(VENV)/.test-ready ## Bring resources/*.ts up to date with what the code says
	@$(PY) -m packing.words update

clean: ## Remove the environment and all that the tools left behind
	rm -rf $(VENV) $(PACKAGE_VENV) $(AUDIT_VENV) $(BENCH_VENV) bench.json bench/rivals/npm/node_modules mutants .coverage resources/*.qm build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What the window says in other languages, compiled for Qt. Without it the window speaks English.
resources/%.qm: resources/%.ts | $(VENV)/.run-ready
	@$(VENV)/bin/pyside6-lrelease -silent $< -qm $@ || { rm -f $@; \
		echo "$< could not be compiled, so the window speaks English." >&2; }

# The upper bound is that of the locked Qt.
$(PY):
	@command -v $(PYTHON) >/dev/null || { \
		echo "Panic Button needs Python 3.11 to 3.14, and there is no $(PYTHON) here." >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' || { \
		echo "Panic Button needs Python 3.11 to 3.14, and $(PYTHON) is $$($(PYTHON) -V 2>&1)" \
			"(another one is taken with: make PYTHON=/path/to/python3 run)." >&2; exit 2; }
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || { \
		echo "Panic Button needs pip for $(PYTHON) (on Debian: apt-get install python3-pip)." >&2; exit 2; }
	@$(PYTHON) -m venv --without-pip $(VENV)

$(VENV)/.run-ready: requirements.lock pyproject.toml | $(PY)
	@echo "Making $(VENV) ready to run (the first time, about 90 MB are downloaded) …"
	@$(INSTALL) -r requirements.lock
	@$(INSTALL_SELF)
	@touch $@

$(PACKAGE_VENV)/.ready: requirements-package.lock
	@echo "Making $(PACKAGE_VENV) ready to pack (about 90 MB are downloaded) …"
	@rm -rf $(PACKAGE_VENV)
	@$(PYTHON) -m venv --without-pip $(PACKAGE_VENV)
	@$(PIP) --python $(PACKAGE_PY) install $(QUIET) --only-binary :all: --require-hashes -r requirements-package.lock
	@touch $@

$(VENV)/.test-ready: requirements-dev.lock requirements.lock pyproject.toml | $(PY)
	@echo "Making $(VENV) ready for the tests (the first time, about 120 MB are downloaded) …"
	@$(INSTALL) -r requirements-dev.lock
	@$(INSTALL_SELF)
	@touch $@ $(VENV)/.run-ready
