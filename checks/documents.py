#!/usr/bin/env python3
"""Every path and link a document names exists, and the tables that a module's README lists are those its migrations leave."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LINK = re.compile(r"\]\(([^)#]+?)(?:#[^)]*)?\)")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
PATH = re.compile(r"`((?:src|data|docs|tests|checks|bench|fuzz|deploy|assets)/[\w./…-]+)`")
faults = []
for document in sorted(ROOT.rglob("*.md")):
    if "node_modules" in document.parts or "build" in document.parts or "var" in document.parts:
        continue
    text = document.read_text()
    for target in LINK.findall(FENCED.sub("", text)):
        if "://" not in target and not (document.parent / target).exists():
            faults.append(f"{document.relative_to(ROOT)}: dead link {target}")
    for target in PATH.findall(text):
        if not (ROOT / target).exists() and not target.startswith("assets/dist"):
            faults.append(f"{document.relative_to(ROOT)}: stale path {target}")


STEP = re.compile(r"^(CREATE TABLE|DROP TABLE|ALTER TABLE) (?:IF (?:NOT )?EXISTS )?(\w+)(?: RENAME TO (\w+))?", re.MULTILINE)


def tables_of(module):
    left = set()
    for migration in sorted(module.glob("storage/migrations/*.sql")):
        for step, table, renamed in STEP.findall(migration.read_text()):
            if step == "CREATE TABLE":
                left.add(table)
            elif step == "DROP TABLE":
                left.discard(table)
            elif renamed:
                left = left - {table} | {renamed}
    return left


for module in sorted((ROOT / "src" / "modules").iterdir()):
    listed = re.search(r"\*\*Tables\*\*:(.*?)(?:\. |\.?\n\n)", (module / "README.md").read_text(), re.DOTALL)
    named = set(re.findall(r"`(\w+)`", listed.group(1))) if listed else set()
    for table in sorted(named ^ tables_of(module)):
        what = "lists no table" if table not in named else "lists a table that is gone:"
        faults.append(f"{module.name}/README.md {what} {table}")
print("\n".join(faults) if faults else "documents name only what exists")
sys.exit(1 if faults else 0)
