#!/usr/bin/env python3
"""Every header stands on its own, though not every one is compiled alone: checks/headers.py

A header that has a source of its name is the first thing that source includes, so compiling the source compiles the header alone - but for what
src/core/standard.h has read before. So whoever uses a name of those standard headers includes the one that brings it, itself or through a header
of ours. Headers without a source are compiled alone: `ninja headers`.

No two headers define one constant in one namespace: where both are never read together nothing says so, and the linker keeps one of the two.
"""
import functools
import os
import re
import sys

ROOT = 'src'
NOISE = re.compile(r'R"(\w*)\(.*?\)\1"|//[^\n]*|"(?:[^"\\\n]|\\.)*"', re.S)
# What brings a name; the first is the one to include.
BRINGS = {
    r'(?:min|max|clamp|sort|find_if|any_of|all_of|none_of|count_if|transform|reverse)\b|ranges::(?!subrange|view)': ('algorithm',),
    r'array\b': ('array',),
    r'atomic\w*\b': ('atomic',),
    r'chrono::': ('chrono',),
    r'u?int(?:8|16|32|64)_t\b': ('cstdint',),
    r'mem(?:cpy|cmp|set|move|chr)\b': ('cstring',),
    r'deque\b': ('deque',),
    r'(?:expected|unexpected)\b': ('expected',),
    r'function\b': ('functional',),
    r'(?:multi)?map\b': ('map',),
    r'(?:unique_ptr|shared_ptr|weak_ptr|make_unique|make_shared|enable_shared_from_this)\b': ('memory',),
    r'(?:mutex|scoped_lock|unique_lock|lock_guard|once_flag|call_once)\b': ('mutex', 'shared_mutex', 'condition_variable'),
    r'(?:optional|nullopt)\b': ('optional',),
    r'(?:multi)?set\b': ('set',),
    r'span\b': ('span',),
    r'(?:runtime_error|logic_error|invalid_argument|out_of_range|length_error)\b': ('stdexcept',),
    r'(?:string|to_string)\b': ('string',),
    r'string_view\b': ('string_view', 'string'),
    r'unordered_(?:multi)?map\b': ('unordered_map',),
    r'(?:variant|monostate|visit|get_if|holds_alternative)\b': ('variant',),
    r'vector\b': ('vector',),
}
BRINGS = [(re.compile(r'\bstd::(?:' + names + ')'), headers) for names, headers in BRINGS.items()]


@functools.cache
def read(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


@functools.cache
def brought(path):
    """The standard headers a file includes, itself or through ours."""
    text, found, waiting = '', set(), [path]
    seen = {path}
    while waiting:
        text = read(waiting.pop())
        found.update(re.findall(r'^#include <(\w+)>', text, re.M))
        for name in re.findall(r'^#include "([^"]+)"', text, re.M):
            other = os.path.join(ROOT, name)
            if other not in seen and os.path.exists(other):
                seen.add(other)
                waiting.append(other)
    return frozenset(found)


CONSTANT = re.compile(r'^namespace ([\w:]+) \{|^inline const(?:expr)? [^;={(]*?\b(k[A-Z]\w*)\b', re.M)


def defined_twice(paths):
    where, namespace = {}, ''
    for path in paths:
        for found in CONSTANT.finditer(read(path)):
            if found[1]:
                namespace = found[1]
            elif (other := where.setdefault((namespace, found[2]), path)) != path:
                yield f'{path}: {namespace}::{found[2]} is another in {other}'


def faults():
    for folder, _, names in sorted(os.walk(ROOT)):
        for name in sorted(names):
            if not name.endswith('.h'):
                continue
            path = os.path.join(folder, name)
            source, own = path[:-1] + 'cpp', os.path.relpath(path, ROOT)
            if os.path.exists(source):
                first = re.search(r'^#include [<"]([^>"]+)', read(source), re.M)
                if not first or first[1] != own:
                    yield f'{source}: includes "{own}" first, which proves that it stands on its own'
            code = NOISE.sub(' ', read(path))
            for used, headers in BRINGS:
                hit = used.search(code)
                if hit and not brought(path).intersection(headers):
                    yield f'{path}: uses {hit[0]} without <{headers[0]}>'


headers = sorted(os.path.join(folder, name) for folder, _, names in os.walk(ROOT) for name in names if name.endswith('.h'))
found = [*faults(), *defined_twice(headers)]
print(*found, sep='\n', end='\n' if found else '')
sys.exit(bool(found))
