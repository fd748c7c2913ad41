#!/usr/bin/env bash
# clang-tidy over what changed since the base (a branch's first parent), or over the last commit.
set -euo pipefail
base=${BASE:-$(git rev-parse -q --verify HEAD~1 || git hash-object -t tree /dev/null)}
mapfile -t changed < <(git diff --name-only --diff-filter=d "$base" -- 'src/*.cpp' | grep -v _test.cpp | head -n 12)
[ ${#changed[@]} = 0 ] && { echo "nothing changed for clang-tidy"; exit 0; }
mkdir -p build/tidy
# clang reads no precompiled header of GCC, so the flags are its own.
flags=(-std=c++2b -Isrc -I/usr/include/postgresql -fconstexpr-steps=100000000 $(pkg-config --cflags pangocairo libxml-2.0 serd-0 libhs))
printf '%s\n' "${changed[@]}" | xargs -P "$(nproc)" -I{} clang-tidy-19 --quiet --warnings-as-errors='*' {} -- "${flags[@]}" -Wno-everything 2>/dev/null
echo "clang-tidy: ${#changed[@]} files"
