#!/usr/bin/env bash
# The repository checks itself. Each check prints what is wrong; the first that fails ends it.
set -euo pipefail
cd "$(dirname "$0")/.."
python3 checks/translations.py
python3 checks/layering.py
python3 checks/documents.py
python3 checks/messages.py
python3 checks/headers.py
python3 checks/openapi.py
checks/html_literals.sh
ninja -C build/release headers >build/headers.log || { grep -A5 "error:" build/headers.log; echo "not every header stands on its own"; exit 1; }
git ls-files 'src/*.h' 'src/*.cpp' 'bench/*.cpp' 'fuzz/*.cpp' | xargs -r clang-format-19 --dry-run -Werror
build/release/dongson lint
npx --no-install redocly lint --config checks/redocly.yaml data/openapi/openapi.json
checks/tidy.sh
