# make site   build the release from data/ and say where to look
# make test   run all gates and tests      make lint   only the static ones
# make parts  install Debian's programs that some tests need (as root)
# make judges  hold the SHACL engine against two others on 10,000 random pairs
# make bench  measure against the named peers     make lock   renew the locks
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PARTS := raptor2-utils libapache-jena-java default-jdk-headless libreoffice-calc-nogui poppler-utils fonts-ipafont-gothic fonts-noto-cjk nginx-light apache2-bin chromium virtuoso-opensource-7

.PHONY: site test lint parts judges bench lock clean

site: $(VENV)/.site
	@$(BIN)/kpi-lod build data --to public

test: $(VENV)/.test lint
	$(BIN)/python -m pytest -n auto --dist loadfile --cov --cov-report=term

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

parts:
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(PARTS)

judges: $(VENV)/.test
	KPI_LOD_RANDOM_PAIRS=10000 $(BIN)/python -m pytest tests/shacl/judges

bench: $(VENV)/.test
	$(BIN)/python -m bench.bench_flow
	$(BIN)/python -m bench.bench

$(VENV)/.site: requirements/site.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --require-hashes -r requirements/site.lock
	$(BIN)/python -m pip install -q --no-deps -e .
	@touch $@

$(VENV)/.test: requirements/test.lock $(VENV)/.site
	$(BIN)/python -m pip install -q --require-hashes -r requirements/test.lock
	@touch $@

lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install -q uv
	build/lock/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	  --no-emit-find-links --no-annotate --no-header pyproject.toml -o requirements/site.lock
	build/lock/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	  --no-emit-find-links --no-annotate --no-header --all-extras pyproject.toml -o requirements/test.lock

clean:
	rm -rf $(VENV) public build
