#!/usr/bin/env bash
# Measures one part of the security operations centre, with its peers in the same run, and prints its table.
#   bench/soc.sh engine | peers | store [EVENTS] | whole [LINES] [SECONDS OF UDP] | ship [EVENTS]
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT

engine() {
  build/release/dongson_bench_soc --benchmark_format=json --benchmark_repetitions="${1:-3}" --benchmark_filter='-MixedEventsPlainly' 2>/dev/null >"$work/engine.json"
python3 - "$work/engine.json" <<'P'
import json, sys
all = json.load(open(sys.argv[1]))["benchmarks"]
rate = {b["run_name"].removesuffix("/real_time"): b["items_per_second"] for b in all if b.get("aggregate_name") == "median" and "items_per_second" in b}
time = {b["run_name"].removesuffix("/real_time"): b["real_time"] for b in all if b.get("aggregate_name") == "median"}
k = lambda name: f"{rate[name] / 1e3:,.0f} k/s"
one, two, bare, told = (rate[n] for n in ("MixedEvents/real_time/threads:1", "MixedEvents/real_time/threads:2", "ParseAlone", "MixedEventsWithIndicators"))
print("\n| the centre's engine, every SigmaHQ rule, one core | measured | wanted |\n|---|---|---|")
print(f"| recorded Windows events, read and held against the rules | {one / 1e3:,.0f} k/s; {one / bare:.2f} of simdjson's reading alone ({bare / 1e3:,.0f} k/s) | 200 k/s |")
print(f"| … on two cores | {two / one:.2f} × | 1.9 × |")
print(f"| … with 5 million indicators | {100 * (one / told - 1):.0f} % slower | 10 % |")
print(f"| new processes | {k('NewProcesses')} | 60 k/s |")
print(f"| lines of sshd as texts | {k('ShortLines')} | 1,000 k/s |")
print(f"| lines of sshd, read by their parsers first | {k('LinesReadAndHeld')} | – |")
print(f"| rules compiled | {time['CompileRules'] / 1e3:.1f} s | 3 s |")
worst = min((rate[n], n) for n in rate if n.startswith("Correlate/"))
print(f"| correlation, the slowest of four types ({worst[1].split('/')[1]}), a million events in ten thousand groups | {worst[0] / 1e3:,.0f} k/s | 500 k/s |")
P
python3 - <<'P'
import gzip, resource, subprocess
lines = gzip.open("data/soc/recorded_attacks.ndjson.gz").read()
subprocess.run(["build/release/dongson", "soc", "scan", "--threads", "1", "-"], input=lines, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
print(f"| memory of `dongson soc scan` with every rule, at most | {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB | 150 MB |")
P
}

peers() {
  build/release/dongson_bench_soc --benchmark_format=json --benchmark_repetitions=3 --benchmark_filter='LinesReadAndHeld' 2>/dev/null >"$work/ours.json"
  printf '\n| the same lines of sshd elsewhere, a CPU second | ours over theirs | absolute |\n|---|---|---|\n'
  bench/soc_peers.sh "$(python3 -c 'import json, sys; print([round(b["items_per_second"]) for b in json.load(open(sys.argv[1]))["benchmarks"] if b.get("aggregate_name") == "median"][0])' "$work/ours.json")"
}

store() {
  printf '\n| the store of events | measured | wanted |\n|---|---|---|\n'
  build/release/dongson_bench_soc_store "$work/store" "${1:-10000000}"
}

whole() {
  printf '\n| the whole centre from outside | measured | wanted |\n|---|---|---|\n'
  node bench/soc_whole.mjs "$@"
}

ship() {
  printf '\n| events between programs | measured | wanted |\n|---|---|---|\n'
  node bench/soc_ship.mjs "$@"
}

export DONGSON=${DONGSON:-build/release/dongson}
"$@"
