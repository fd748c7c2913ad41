#!/usr/bin/env bash
# What is measured inside one process, each beside its limit. Prints a table in Markdown. SMALL=1: only whether it runs.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
mkdir -p var
how=(--benchmark_repetitions=5 --benchmark_enable_random_interleaving=true --benchmark_min_time=0.2)
[ -z "${SMALL:-}" ] || how=(--benchmark_repetitions=2 --benchmark_min_time=0.01)
build/release/dongson_bench --benchmark_format=json "${how[@]}" >"$work/inside.json"
python3 - "$work/inside.json" <<'P'
import json, sys
rate = {b["run_name"].split("/")[0]: b["items_per_second"] for b in json.load(open(sys.argv[1]))["benchmarks"] if b.get("aggregate_name") == "median"}
print("\n| inside | measured | wanted |\n|---|---|---|")
print(f"| deadlines | {rate['Deadlines'] / 1e6:.1f} M/s | 1 M/s |")
print(f"| ledger entries sequenced (SQLite, FULL) | {rate['LedgerSequenced']:,.0f}/s | 20,000/s |")
durable = rate["DurableSubmissions"]
print(f"| durable submissions (16 clients, SQLite FULL) against the same statements over bare SQLite, as durably, 16 a commit | {durable / rate['BareSameStatements']:.2f} ({durable:,.0f}/s against {rate['BareSameStatements']:,.0f}/s) | 0.70 |")
print(f"| … against as many rows of a like size into one table, as durably, 16 a commit | {durable / rate['BareDurableInserts']:.2f} (against {rate['BareDurableInserts']:,.0f}/s) | 0.70 |")
P
