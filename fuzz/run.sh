#!/usr/bin/env bash
# Runs every fuzzer for so many seconds from its seeds: fuzz/run.sh BUILD SECONDS
set -euo pipefail
build=$1 seconds=$2
for program in "$build"/fuzz/fuzz_*; do
  [ -x "$program" ] && [ -f "$program" ] || continue
  name=$(basename "$program" | sed 's/^fuzz_//')
  corpus=$(mktemp -d)
  echo "fuzz $name: ${seconds}s"
  "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=0 -verbosity=0 -artifact_prefix="$build/" "$corpus" "fuzz/seeds/$name"
  rm -rf "$corpus"
done
echo "no fuzzer found anything"
