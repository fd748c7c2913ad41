#!/usr/bin/env bash
# clang-tidy over what a branch changed since it left main, on main itself over the last commit; over everything: BASE=everything.
set -euo pipefail
base=${BASE:-$(git merge-base HEAD main 2>/dev/null || true)}
[ "$base" = "$(git rev-parse HEAD)" ] && base=""
base=${base:-$(git rev-parse -q --verify HEAD~1 || true)}
if [ "$base" = everything ] || [ -z "$base" ]; then
  mapfile -t changed < <(git ls-files 'src/*.cpp' | grep -v _test.cpp)
else
  mapfile -t changed < <(git diff --name-only --diff-filter=d "$base" -- 'src/*.cpp' | grep -v _test.cpp)
fi
[ ${#changed[@]} = 0 ] && { echo "nothing changed for clang-tidy"; exit 0; }
# A file that was sound is looked at again once it, a header or the checks are others.
sound=build/tidy/sound
mkdir -p "$sound"
# clang reads no precompiled header of GCC, so the flags are its own.
export flags="-std=c++2b -Isrc -I/usr/include/postgresql -fconstexpr-steps=100000000 $(pkg-config --cflags pangocairo libxml-2.0 serd-0 libhs)" sound
export checks=$(sha256sum .clang-tidy)
one() {
  mark=$sound/$(printf '%s %s' "$checks" "$(clang++-19 $flags -E "$1" 2>/dev/null | sha256sum)" | sha256sum | cut -c1-40)
  [ -e "$mark" ] && return 0
  clang-tidy-19 --quiet --warnings-as-errors='*' "$1" -- $flags -Wno-everything 2>/dev/null && touch "$mark"
}
export -f one
printf '%s\n' "${changed[@]}" | xargs -P "$(nproc)" -I{} bash -euo pipefail -c 'one {}'
echo "clang-tidy: ${#changed[@]} files"
