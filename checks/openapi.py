#!/usr/bin/env python3
"""The machine interface's description and its routes name the same paths and methods."""
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
routes = set()
for path in (ROOT / "src").rglob("routes.cpp"):
    for method, pattern in re.findall(r'site\.(Get|Post|Put|Delete)\s*\("(/api/v1/[^"]*)"', path.read_text()):
        routes.add((method.lower(), pattern.removeprefix("/api/v1")))
described = {(method, path) for path, methods in json.loads((ROOT / "data/openapi/openapi.json").read_text())["paths"].items() for method in methods if method in ("get", "post", "put", "delete")}
faults = [f"openapi.json lacks {method.upper()} {path}" for method, path in sorted(routes - described)]
faults += [f"openapi.json describes {method.upper()} {path}, which is no route" for method, path in sorted(described - routes)]
print("\n".join(faults) if faults else f"{len(routes)} machine routes described")
sys.exit(1 if faults else 0)
