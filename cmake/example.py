"""Writes the files that a document prints: each block whose first line is "// src/PATH" becomes FOLDER/PATH.

  cmake/example.py DOCUMENT FOLDER   prints the sources among them as a list of CMake
"""
import pathlib
import re
import sys

document, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
sources = []
for path, text in re.findall(r"^```cpp\n// src/(\S+)\n(.*?)^```$", document.read_text(), re.M | re.S):
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists() or target.read_text() != text:
        target.write_text(text)
    if target.suffix == ".cpp":
        sources.append(str(target))
print(";".join(sources), end="")
