#!/usr/bin/env python3
"""Arrows point only downwards: which folder may include which. Also refuses circles between headers."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent / "src"
# Each folder may include itself and what stands before it; a tuple of platform folders of one tier see earlier tiers and, in
# their own tier, only what stands to their left.
ORDER = ["core", "storage", "web", "platform/organisation", "platform/calendar", "platform/files", "platform/sealing", "platform/identity", "platform/numbering", "platform/ledger",
         "platform/papers", "platform/jobs", "platform/notices", "platform/definitions", "platform/workflow", "platform/desk", "platform/personal_data", "platform/figures", "platform/testing", "platform/module.h", "modules", "commands"]
# storage and web do not see each other, and core sees nothing of ours.
APART = {("web", "storage"), ("storage", "web")}
# What hands a module everything names it only: it knows nothing but what is plain, and those who act are handed it.
PLATFORM, MODULE = "platform/platform.h", "platform/module.h"
HANDED_PLATFORM = {"platform/identity", "platform/personal_data", "platform/workflow", "platform/desk", "platform/figures", "platform/testing", MODULE, "modules", "commands"}
# The one file that names modules, and the one header of each that it may name.
LIST, DESCRIPTOR = "commands/modules.cpp", re.compile(r"modules/\w+/module\.h")
# What may be done in a module: every room of it asks for that.
CAPABILITIES = "capabilities.h"
INSIDE = {"engine": {"engine"}, "collect": {"engine", "collect"}, "events": {"engine", "events"}, "normalise": {"engine", "collect", "events", "normalise"}, "search": {"engine", "events", "normalise", "domain", "search"}, "intelligence": {"engine", "events", "intelligence"}, "probes": {"engine", "domain", "probes"}, "scans": {"engine", "domain", "scans"}, "ship": {"engine", "events", "domain", "ship"}, "watch": {"engine", "collect", "events", "normalise", "search", "intelligence", "domain", "watch"}, "centre": {"engine", "events", "search", "intelligence", "probes", "ship", "watch", "domain", "storage", "centre"}, "table": {"table"}, "api": {"api"}, "http": {"http", "actions", "centre", "collect", "delivery", "domain", "drawing", "metadata", "pages", "sql", "storage", "table"}, "commands": {"actions", "centre", "collect", "commands", "domain", "engine", "events", "settings.h"}, "testing": set(), "intake": {"table", "intake"}, "domain": {"table", "engine", "normalise", "domain", "testing"}, "metadata": {"table", "domain", "metadata"}, "delivery": {"table", "domain", "delivery"}, "drawing": {"domain", "drawing", "api"}, "sql": {"table", "sql"}, "pages": {"table", "intake", "domain", "storage", "metadata", "drawing", "pages", "engine", "normalise", "search"}, "storage": {"table", "domain", "storage"}, "actions": {"table", "intake", "domain", "storage", "metadata", "actions", "testing", "engine", "collect", "events", "normalise", "search", "intelligence", "probes", "scans", "ship", "watch", "centre"}}
INCLUDE = re.compile(r'^#include "([^"]+)"', re.M)


def folder_of(path):
    if path == MODULE:
        return MODULE
    parts = path.split("/")
    return "/".join(parts[:2]) if parts[0] == "platform" and len(parts) > 2 else parts[0]


def main():
    faults, graph = [], {}
    for path in sorted([*ROOT.rglob("*.h"), *ROOT.rglob("*.cpp")]):
        here = str(path.relative_to(ROOT))
        mine = folder_of(here)
        for included in INCLUDE.findall(path.read_text()):
            if not (ROOT / included).exists():
                faults.append(f"src/{here}: includes {included}, which does not exist")
                continue
            if path.suffix == ".h":
                graph.setdefault(here, []).append(included)
            theirs = folder_of(included)
            if here == PLATFORM:
                if theirs != "core":
                    faults.append(f"src/{here}: names what it hands on, and must not include {included}")
                continue
            if included == PLATFORM:
                if mine not in HANDED_PLATFORM:
                    faults.append(f"src/{here}: {mine} is not handed the platform ({included})")
                continue
            if theirs not in ORDER or mine not in ORDER:
                faults.append(f"src/{here}: folder '{theirs if theirs not in ORDER else mine}' has no place in the order")
                continue
            test = here.endswith("_test.cpp") or "/testing/" in here
            if not test and ((mine, theirs) in APART or ORDER.index(theirs) > ORDER.index(mine)):
                faults.append(f"src/{here}: {mine} must not include {theirs} ({included})")
            if mine == "commands" and theirs == "modules" and not (here == LIST and DESCRIPTOR.fullmatch(included)):
                faults.append(f"src/{here}: modules are named in {LIST} alone ({included})")
            if included == MODULE and not test and mine == "modules" and here.count("/") > 2 and "/commands/" not in here:
                faults.append(f"src/{here}: a room of a module does not know what a module is ({included})")
            if mine == theirs == "modules":
                faults += module_faults(here, included, test)
    faults += circles(graph)
    print("\n".join(faults) if faults else "layers point downwards, no header goes in a circle")
    return 1 if faults else 0


def module_faults(here, included, test):
    (_, module, *rest), (_, other, *inner) = here.split("/"), included.split("/")
    if module != other:
        return [] if inner[0] == "api" else [f"src/{here}: reaches into {other} past its api ({included})"]
    if len(rest) == 1:  # what describes the module knows all of its rooms
        return []
    room = rest[0]
    if room not in INSIDE:
        return [f"src/{here}: room '{room}' has no place among the rooms of a module"]
    if test or inner[0] in INSIDE[room] or inner == [CAPABILITIES]:
        return []
    return [f"src/{here}: {room} must not include {inner[0]} ({included})"]


def circles(graph):
    faults, done, path = [], set(), []

    def visit(header):
        if header in path:
            faults.append("a circle of headers: " + " -> ".join(path[path.index(header):] + [header]))
            return
        if header in done:
            return
        path.append(header)
        for included in graph.get(header, []):
            visit(included)
        path.pop()
        done.add(header)

    for header in graph:
        visit(header)
    return faults


sys.exit(main())
