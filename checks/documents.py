#!/usr/bin/env python3
"""Every path and link a document names exists."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LINK = re.compile(r"\]\(([^)#]+?)(?:#[^)]*)?\)")
PATH = re.compile(r"`((?:src|data|docs|tests|checks|bench|fuzz|deploy|assets)/[\w./…-]+)`")
faults = []
for document in sorted(ROOT.rglob("*.md")):
    if "node_modules" in document.parts or "build" in document.parts or "var" in document.parts:
        continue
    text = document.read_text()
    for target in LINK.findall(text):
        if "://" not in target and not (document.parent / target).exists():
            faults.append(f"{document.relative_to(ROOT)}: dead link {target}")
    for target in PATH.findall(text):
        if not (ROOT / target).exists() and not target.startswith("assets/dist"):
            faults.append(f"{document.relative_to(ROOT)}: stale path {target}")
print("\n".join(faults) if faults else "documents name only what exists")
sys.exit(1 if faults else 0)
