#!/usr/bin/env bash
# Runs stages of make one after another, ends at the first that fails, and says how long each took: tests/stages.sh STAGE…
# Beside it stands what a plain build of the tree with -O2 and no cache takes on this machine, so that a slow machine hides nothing: every
# fifteenth file is compiled and the time multiplied.
set -uo pipefail
names=() seconds=() failed=""
table() {
  printf '\n%-12s %8s\n' stage seconds
  for i in "${!names[@]}"; do printf '%-12s %8d\n' "${names[i]}" "${seconds[i]}"; total=$((${total:-0} + seconds[i])); done
  printf '%-12s %8d' altogether "$total"
  if plain=$(node tests/plain_build.mjs 2>/dev/null); then
    awk -v total="$total" -v plain="$plain" 'BEGIN { printf "   %.1f times a plain -O2 build (%d s)", total / plain, plain }'
  fi
  printf '\n'
}
for stage in "$@"; do
  printf '\n== %s\n' "$stage"
  began=$(date +%s)
  make --no-print-directory "$stage" || failed=$stage
  names+=("$stage") seconds+=($(($(date +%s) - began)))
  [ -z "$failed" ] || break
done
table
[ -z "$failed" ] || { echo "FAILED: $failed"; exit 1; }
echo "every test passed"
