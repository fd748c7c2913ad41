#!/usr/bin/env bash
# Runs every fuzzer for so many seconds from its seeds, one a processor at a time: fuzz/run.sh BUILD SECONDS
set -euo pipefail
export build=$1 seconds=$2
one() {
  name=${1##*/fuzz_}
  corpus=$(mktemp -d)
  echo "fuzz $name: ${seconds}s"
  "$1" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=0 -verbosity=0 -artifact_prefix="$build/$name-" "$corpus" "fuzz/seeds/$name"
  rm -rf "$corpus"
}
export -f one
find "$build/fuzz" -maxdepth 1 -name 'fuzz_*' -type f -executable | sort | xargs -P "$(nproc)" -I{} bash -euo pipefail -c 'one {}'
echo "no fuzzer found anything"
