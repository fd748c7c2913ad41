#!/usr/bin/env python3
"""Every code the program logs stands in docs/operators/messages.md, and nothing else does."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
logged, unread = set(), []
for path in sorted([*(ROOT / "src").rglob("*.cpp"), *(ROOT / "src").rglob("*.h")]):
    here = str(path.relative_to(ROOT))
    if path.name.endswith("_test.cpp") or here in ("src/core/log.h", "src/core/log.cpp"):
        continue
    # What is logged of work done regularly names its code where the work is named.
    for call in re.finditer(r'\bLog\((?!Severity::error, each\.fails\.code)\s*(?:Severity::\w+,\s*"([A-Z_]+)")?|\bFails\{"([A-Z_]+)"\}', path.read_text()):
        if call[2]:
            logged.add(call[2])
        elif call[1]:
            logged.add(call[1])
        else:
            unread.append(f"{here}: a line is logged whose severity and code are not written out: {call[0]}")
documented = set(re.findall(r"^## `([A-Z_]+)`", (ROOT / "docs/operators/messages.md").read_text(), re.M))
faults = unread + [f"docs/operators/messages.md lacks {code}" for code in sorted(logged - documented)]
faults += [f"docs/operators/messages.md describes {code}, which nothing logs" for code in sorted(documented - logged)]
print("\n".join(faults) if faults else f"{len(documented)} operator messages catalogued")
sys.exit(1 if faults else 0)
