#!/usr/bin/env bash
# Runs a test program in as many parts at once as there are processors: tests/shards.sh PROGRAM [ARGUMENT…]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
parts=$(nproc)
for ((part = 0; part < parts; ++part)); do
  GTEST_TOTAL_SHARDS=$parts GTEST_SHARD_INDEX=$part "$@" --gtest_brief=1 >"$folder/$part" 2>&1 &
  running[part]=$!
done
failed=0
for ((part = 0; part < parts; ++part)); do
  wait "${running[part]}" || { failed=1; grep -vE '^\{"time"' "$folder/$part"; }
  grep -E '^\[  (PASSED|FAILED)' "$folder/$part" || true
done
exit $failed
