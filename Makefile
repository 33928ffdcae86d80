# What one does here. `make help` lists it.

export HOST ?= 127.0.0.1
export PORT ?= 8000
bin := .venv/bin
# With PostgreSQL and Redis the clock is a process of its own; else it runs inside web.
processes := $(if $(and $(DATABASE_URL),$(REDIS_URL)),,web)
# The first Python that is new enough; the locks are made for 3.11 and later.
find_python = for name in python3.11 python3.12 python3.13 python3; do \
		if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
		then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo 'Python 3.11 or newer is needed, and none was found.' >&2; \
		echo 'On Debian or Ubuntu: apt install python3.11 python3.11-venv' >&2; \
		exit 1; \
	fi

.PHONY: help run install setup check test prove bench
.DEFAULT_GOAL := help

help: ## List what can be done here
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile

run: export DEMO = 1
run: ## Serve a demo community at http://127.0.0.1:8000 (PORT, HOST)
	@$(find_python); $$python requirements/install.py run
	@$(bin)/python manage.py prepare
	@PATH="$(CURDIR)/$(bin):$$PATH" $(bin)/honcho --no-prefix start $(processes) \
		|| [ $$? -eq 130 ]

install: ## Make the environment in .venv with only what serving a community needs
	@$(find_python); $$python requirements/install.py run

setup: ## Make the environment in .venv with everything the tests need
	@$(find_python); $$python requirements/install.py dev

check: setup ## Lint, format, types, import order, migrations, deployment, conventions, plain words
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy
	$(bin)/lint-imports
	$(bin)/djlint templates --lint --quiet
	DJANGO_SETTINGS_MODULE=tests.settings $(bin)/python manage.py makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=tests.deployed $(bin)/python manage.py check --deploy --fail-level WARNING
	$(bin)/pytest -q tests/test_conventions.py tests/test_doors.py tests/test_plain_words.py \
		tests/test_translations.py

# As chatserver/__init__.py says; a plugin of pytest loads numpy before that.
test: export OPENBLAS_NUM_THREADS = 1
# Three at a time on two cores: mostly one of them waits for a browser or a database.
test: setup ## The whole suite: SQLite, PostgreSQL, Redis, two servers, a real browser
	$(bin)/pytest -n 3
	ALONGSIDE_TEST_DATABASE=postgres $(bin)/pytest -n 3 -m database

prove: setup ## Break everything and see that nothing is lost (FULL=1, ONLY=E1,E6, SEED=1)
	$(bin)/python -m prove $(if $(FULL),--full) $(if $(ONLY),--only $(ONLY)) \
		$(if $(SEED),--seed $(SEED))

bench: setup ## Measure beside the peers; writes docs/speed.md (QUICK=1, ONLY=saturated,storm)
	$(bin)/python -m bench $(if $(QUICK),--quick) $(if $(ONLY),--only $(ONLY))
