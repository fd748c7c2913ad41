#!/usr/bin/env bash
# Every header compiles on its own.
set -euo pipefail
flags=$(pkg-config --cflags pangocairo libpq 2>/dev/null || true)
git ls-files 'src/*.h' | grep -v 'core/standard.h' | xargs -P "$(nproc)" -I{} sh -c "echo '#include \"{}\"' | g++ -std=c++2b -fsyntax-only -I. -Isrc $flags -x c++ - 2>/tmp/dongson-header-\$\$ || { echo 'not self-sufficient: {}'; head -n 3 /tmp/dongson-header-\$\$; rm -f /tmp/dongson-header-\$\$; exit 255; }; rm -f /tmp/dongson-header-\$\$"
echo "headers stand on their own"
