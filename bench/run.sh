#!/usr/bin/env bash
# Measures the program beside its peers, step after step, and writes bench/RESULTS.md. Every table stands in build/bench as soon as it is
# there; a step that fails says so, in its table's place too, and the others go on.
#   bench/run.sh [STEP…]        SMALL=1: every step once at its smallest size, which says that it runs and not how fast (make bench-smoke)
set -uo pipefail
cd "$(dirname "$0")/.."
export DONGSON=build/release/dongson
small=${SMALL:-}
[ -z "$small" ] || export DONGSON_BENCH_SMALL=1
sized() { [ -z "$small" ] && echo "$1" || echo "$2"; }  # the whole size, or the smallest

pages() { node bench/pages.mjs "$(sized 2000 20)" "$(sized 2 0.5)"; }
pages_postgres() { ON_POSTGRES=1 node bench/pages.mjs "$(sized 2000 20)" "$(sized 2 0.5)"; }
province() { node bench/province.mjs "$(sized 12000 200)" "$(sized 1200000 1000)" "$(sized 200 5)"; }
province_postgres() { ON_POSTGRES=1 node bench/province.mjs "$(sized 12000 200)" "$(sized 1200000 1000)" "$(sized 200 5)"; }
inside() { bench/inside.sh; }
move() { node bench/move.mjs "$(sized 1000000 20000)"; }
tables() { bench/tables.sh "$(sized 1000000 20000)"; }
large_tables() { bench/tables.sh "$(sized 10000000 20000)"; }  # what ten times as many rows cost
portal() { node bench/portal.mjs "$(sized 1000000 20000)" "$(sized 50000 500)"; }
soc_engine() { bench/soc.sh engine "$(sized 3 2)"; }
soc_peers() { bench/soc.sh peers; }
soc_store() { bench/soc.sh store "$(sized 10000000 200000)"; }
soc_whole() { bench/soc.sh whole "$(sized 2000000 20000)" "$(sized 10 1)"; }
soc_ship() { bench/soc.sh ship "$(sized 400000 4000)"; }
all=(pages pages_postgres province province_postgres inside move tables large_tables portal soc_engine soc_peers soc_store soc_whole soc_ship)
[ -z "$small" ] || all=(pages pages_postgres province province_postgres inside move tables portal soc_engine soc_store soc_whole soc_ship)
steps=("${@:-${all[@]}}")
[ $# -gt 0 ] || steps=("${all[@]}")

[ -n "${DONGSON_TEST_POSTGRES:-}" ] || { echo "run it with tests/with_postgres.sh" >&2; exit 2; }
ninja -C build/release dongson benchmarks >/dev/null || { echo "a benchmark does not compile: ninja -C build/release benchmarks" >&2; exit 1; }
mkdir -p build/bench
failed=()
for step in "${steps[@]}"; do
  printf '== %s ' "$step"
  began=$(date +%s)
  if "$step" >build/bench/making 2>build/bench/"$step".log; then
    mv build/bench/making build/bench/"$step".md
    printf '%d s\n' $(($(date +%s) - began))
  else
    failed+=("$step")
    { cat build/bench/making; printf '\n**The step `%s` failed on %s: %s**\n' "$step" "$(date +%F)" "$(tail -n 1 build/bench/"$step".log | tr -d '*\140')"; } >build/bench/"$step".md
    printf 'FAILED after %d s:\n' $(($(date +%s) - began))
    tail -n 20 build/bench/"$step".log
  fi
done
if [ -z "$small" ]; then
  {
    echo "# Results"
    echo
    echo "2-core reference machine; \`make bench\`; $(date +%F), $(git rev-parse --short HEAD). wrk with 64 connections runs on the same two cores. nginx 1.22 with one worker"
    echo "serves the same bytes from its file cache; both write access logs. The peers take turns five times; medians. Under 15 % is noise."
    for step in "${all[@]}"; do cat build/bench/"$step".md 2>/dev/null || printf '\n`%s` was not run.\n' "$step"; done
  } >bench/RESULTS.md
fi
for step in "${steps[@]}"; do cat build/bench/"$step".md; done
[ ${#failed[@]} = 0 ] || { echo "FAILED: ${failed[*]}" >&2; exit 1; }
