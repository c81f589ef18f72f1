# GNU make 3.81 or later. Paths are relative throughout, so that a checkout may lie where there are spaces.
.DEFAULT_GOAL := help
.PHONY: help setup demo test lint bench docs screenshots compose-test elasticsearch env kibana clean

SHELL := /bin/sh
RUN := .venv/bin
ARGS ?=
# How many tests run at once where all are run. Those that ARGS chooses are mostly few, and run one by one.
WORKERS ?= 2
# Another interpreter than the first fitting python3: make setup PYTHON=/path/to/python3.14
export PYTHON

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

setup: ## Make .venv and install what Wirewatch needs to run (once; the other targets do it by themselves)
	@sh scripts/setup.sh base

demo: setup ## Show every stage on two articles: feed, text, mentions, search, alert
	@$(RUN)/wirewatch demo

test: ## Run the tests, on real servers where they can be had; ARGS="tests/scrapers -k word" for some
	@sh scripts/setup.sh test
	@$(RUN)/python scripts/elasticsearch_server.py --install || echo "(tests that need it will be skipped)"
	@$(RUN)/python scripts/chromium.py --install || echo "(tests that need it will be skipped)"
	@$(RUN)/python -m pytest $(if $(strip $(ARGS)),$(ARGS),-n $(WORKERS))

lint: ## Check format, style, types, the arrows between packages, YAML and the Dockerfile
	@sh scripts/setup.sh test
	@$(RUN)/ruff format --check .
	@# What imports mean depends on which files exist, and ruff's cache does not notice when others come.
	@$(RUN)/ruff check --no-cache .
	@$(RUN)/mypy
	@$(RUN)/lint-imports
	@$(RUN)/yamllint --strict .
	@$(RUN)/hadolint Dockerfile

bench: ## Run the benchmarks; SET=path/of/article-extraction-benchmark for the one of extraction as well
	@sh scripts/setup.sh test
	@for name in startup tagging pipeline $(if $(SET),extraction); do \
		echo "== $$name"; \
		if [ $$name = extraction ]; then set -- "$(SET)"; else set --; fi; \
		$(RUN)/python -m benchmarks.$$name "$$@" || exit 1; \
	done

docs: ## Draw docs/article.svg and write anew what README and docs/ show of commands, by running them (needs Linux)
	@sh scripts/setup.sh test
	@$(RUN)/python scripts/draw_pipeline.py
	@WIREWATCH_TEST_REWRITE_DOCS=1 $(RUN)/python -m pytest -q -s tests/system/test_docs_commands.py $(ARGS)

screenshots: ## Take the pictures of the desk in docs/ anew, from the demo's articles (needs Chromium)
	@sh scripts/setup.sh test
	@$(RUN)/python scripts/screenshots.py $(ARGS)

compose-test: ## Bring docker-compose.yml up on a real Docker engine, both profiles, and try it (as root; half an hour)
	@sh scripts/setup.sh test
	@$(RUN)/python tests/system/compose/run.py $(ARGS)

elasticsearch: setup ## Run a real Elasticsearch on 127.0.0.1:9200 until Ctrl-C, data below var/ (needs a JDK 21+ and Maven)
	@$(RUN)/python scripts/elasticsearch_server.py $(ARGS)

env: setup ## Write .env with a random password for each part of docker-compose.yml; ARGS="--profile small" for one machine
	@$(RUN)/python scripts/make_env.py $(ARGS)

kibana: setup ## Write the search of each group of config/groups.yaml into kibana/wirewatch.ndjson, for Kibana to import
	@$(RUN)/python scripts/kibana_objects.py $(ARGS)

clean: ## Remove var/ (ledger, pages, index) and all caches and build folders; keep .venv
	rm -rf var build dist .cache .hypothesis .*_cache *.egg-info
	find . -name .venv -prune -o -name __pycache__ -type d -exec rm -rf {} +
