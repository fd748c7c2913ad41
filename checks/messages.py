#!/usr/bin/env python3
"""Every code the program logs stands in docs/operators/messages.md, and nothing else does."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
logged = set()
for path in (ROOT / "src").rglob("*.cpp"):
    if not path.name.endswith("_test.cpp"):
        logged |= set(re.findall(r'Log\(Severity::\w+, "([A-Z_]+)"', path.read_text()))
documented = set(re.findall(r"^## `([A-Z_]+)`", (ROOT / "docs/operators/messages.md").read_text(), re.M))
faults = [f"docs/operators/messages.md lacks {code}" for code in sorted(logged - documented)]
faults += [f"docs/operators/messages.md describes {code}, which nothing logs" for code in sorted(documented - logged)]
print("\n".join(faults) if faults else f"{len(documented)} operator messages catalogued")
sys.exit(1 if faults else 0)
