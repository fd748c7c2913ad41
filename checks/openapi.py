#!/usr/bin/env python3
"""The machine interface's description and its routes name the same paths and methods."""
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = os.environ.get("DONGSON", ROOT / "build/release/dongson")
PREFIX = "/api/v1"
table = json.loads(subprocess.run([PROGRAM, "routes", "--json"], capture_output=True, text=True, check=True).stdout)
routes = {(route["method"].lower(), route["pattern"].removeprefix(PREFIX)) for route in table if route["pattern"].startswith(PREFIX + "/")}
described = {(method, path) for path, methods in json.loads((ROOT / "data/openapi/openapi.json").read_text())["paths"].items() for method in methods if method in ("get", "post", "put", "delete")}
faults = [f"openapi.json lacks {method.upper()} {path}" for method, path in sorted(routes - described)]
faults += [f"openapi.json describes {method.upper()} {path}, which is no route" for method, path in sorted(described - routes)]
print("\n".join(faults) if faults else f"{len(routes)} machine routes described")
sys.exit(1 if faults else 0)
