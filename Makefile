# Every command a person needs here; `make` alone lists them. The work itself is done by cargo, npm
# and the scripts: a target only sees that what it needs is there and is not done twice.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

CARGO_BIN := $(or $(CARGO_INSTALL_ROOT),$(CARGO_HOME),$(HOME)/.cargo)/bin
export PATH := $(PATH):$(CARGO_BIN)

NPM_CI := npm ci --no-audit --no-fund --loglevel=error
ASSETS := assets/dist/manifest.json
ASSET_SOURCES := assets/build.mjs $(shell find assets/build assets/css assets/js assets/img -type f)
BROWSER := tests/browser/node_modules/.package-lock.json

.PHONY: help run build test check assets bench bench-uploads bench-counting bench-dashboard bench-programme crash shots handbook fuzz-api tools tools-test tools-check tools-bench

help: ## List these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /  make \1\t/' | expand -t 18

run: tools $(ASSETS) ## Serve the demo site at http://127.0.0.1:8080/ from the folder data/
	@test -x target/release/mocban || echo 'The first run builds the program: that takes some minutes.'
	cargo run --release --locked --quiet -- serve --demo --data data

build: tools $(ASSETS) ## Build the program: target/release/mocban
	cargo build --release --locked
	@echo 'Built target/release/mocban.'

test: tools tools-test $(ASSETS) $(BROWSER) ## Run every test: Rust, documentation, browser
	cd assets && npm test --silent
	cargo nextest run --workspace --locked
	cargo test --doc --package handed --package lunar --locked --quiet
	cargo build --locked --quiet
	cd tests/browser && npm test --silent

check: tools tools-check $(ASSETS) ## Hold the rules: format, lints, licences and sources of crates
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	cargo deny --locked --log-level error check bans licenses sources

assets: tools $(ASSETS) ## Build style, fonts, script and icons into assets/dist

bench: build tools-bench ## Measure against nginx and write docs/BENCHMARKS.md (about 30 minutes)
	python3 -B bench/run.py $(BENCH)

bench-uploads: build tools-bench ## Measure readers while 200 pictures of 8 MB come in (about three minutes)
	python3 -B bench/uploads.py

bench-counting: build tools-bench ## Measure what counting costs and how fast it is (about four minutes)
	python3 -B bench/counting.py

bench-dashboard: build ## Measure the dashboard of visits over three years of days (about three minutes)
	python3 -B bench/dashboard.py

bench-programme: build ## Measure the action programme: 34 bodies, 200 measures, 8 quarters (about three minutes)
	python3 -B bench/programme.py

crash: tools tools-test $(ASSETS) ## Kill a server under load fifty times and compare what it counted each time
	CRASH_ROUNDS=50 cargo nextest run --locked --test it --profile crash -E 'test(a_killed_server_has_counted)'

shots: tools tools-test $(ASSETS) $(BROWSER) ## Take pictures of the main pages into SHOTS=folder
	cargo build --locked --quiet
	cd tests/browser && SHOTS='$(abspath $(or $(SHOTS),tests/browser/results/shots))' npm run shots --silent

handbook: tools tools-test $(ASSETS) $(BROWSER) ## Take the pictures of the editors' handbook anew
	cargo build --locked --quiet
	cd tests/browser && npm run handbook --silent

fuzz-api: tools $(ASSETS) ## Send odd requests to every address of the API (schemathesis, about half an hour)
	cargo build --locked --quiet
	tests/api/fuzz

$(ASSETS): $(ASSET_SOURCES) assets/node_modules/.package-lock.json
	cd assets && node build.mjs

# npm writes this file itself once everything is in place.
%/node_modules/.package-lock.json: %/package.json %/package-lock.json | tools
	cd $* && $(NPM_CI) && touch node_modules/.package-lock.json

tools:
	@scripts/need cargo cc clang mold nasm node npm ffmpeg ffprobe

tools-test:
	@scripts/need cargo-nextest postgres chromium pdftotext python3-docx python3-openpyxl

tools-check:
	@scripts/need cargo-deny

tools-bench:
	@scripts/need python3 wrk nginx taskset ffmpeg
