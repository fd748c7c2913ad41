#!/usr/bin/env python3
"""Which files are compiled together: batches.py SOURCE_FOLDER TO_FOLDER FILE… writes a file a batch, which includes its files, and prints the names of
those to compile in their stead: a file that stands alone is printed as it is.

Files of one module, or of one folder of the platform, share a batch of at most a dozen. A name that one of them keeps to itself (in its unnamed namespace) and that stands
in another or in a header of another would mean the same thing, compiled as one: the batch takes every header first and calls that name after its file from there on. Where it
cannot (a member of something is called so too, a header of its own says it, a test is named by it) the two stay apart. docs/decisions/0015.
"""
import functools
import os
import re
import sys

LARGEST = 12
root = sys.argv[1]

# Strings and comments hold no names; a raw string may hold anything.
NOISE = re.compile(r'''R"(\w*)\(.*?\)\1"|//[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)[']''', re.S)
WORD = re.compile(r'(?<![\w.])(?<!->)[A-Za-z_]\w*')
MEMBER = re.compile(r'(?:\.|->|::)\s*[A-Za-z_]\w*')
# At the left margin of an unnamed namespace: a type, a function, a constant, or another constant of the same declaration.
DECLARED = [re.compile(p, re.M) for p in (
    r'^(?:struct|class|enum class|enum|union) (\w+)', r'^using (\w+) =',
    r'^[A-Za-z_][\w:<>,&*\[\] ]*?[ &*>](\w+)\(',
    r'^(?!using |namespace |template)[A-Za-z_][^(\n]*?\b(\w+)(?:\[[^\]]*\])* ?(?:=|\{|;)',
    r'\b(k[A-Z]\w*)\b(?= ?(?:=|\{|\[))')]
UNNAMED = re.compile(r'^namespace \{$', re.M)


@functools.cache
def text(path):
    with open(path, encoding='utf-8') as file:
        return NOISE.sub(' ', file.read())


@functools.cache
def includes(path):
    with open(path, encoding='utf-8') as file:
        names = re.findall(r'^#include "([^"]+)"', file.read(), re.M)
    return [p for p in (os.path.join(root, name) for name in names) if os.path.exists(p)]


def reached(path):
    seen, waiting = {path}, [path]
    while waiting:
        for each in includes(waiting.pop()):
            if each not in seen:
                seen.add(each)
                waiting.append(each)
    return seen


@functools.cache
def words(path):
    code = MEMBER.sub(' ', text(path))
    # What stands indented in a header and takes arguments is a member.
    return frozenset(WORD.findall(re.sub(r'(?m)^ +.*\(', ' ', code) if path.endswith('.h') else code))


@functools.cache
def spoken(path):
    return frozenset().union(*(words(each) for each in reached(path)))


def unnamed(code):
    for begin in UNNAMED.finditer(code):
        depth, end = 1, begin.end()
        while depth and end < len(code):
            depth += {'{': 1, '}': -1}.get(code[end], 0)
            end += 1
        yield code[begin.end():end - 1]


@functools.cache
def private(path):
    names = set()
    for body in unnamed(text(path)):
        for pattern in DECLARED:
            names.update(pattern.findall(body))
        names -= {'bool', 'char', 'int', 'namespace', 'operator', 'std', 'void'}
    return frozenset(names)


@functools.cache
def named_for_good(path):
    """What cannot be called otherwise inside a file: members, what its own headers declare where it sees them bare, what tests are named by."""
    code = text(path)
    members = {re.search(r'\w+$', each).group() for each in MEMBER.findall(code)}
    tests = set(re.findall(r'\b(?:TEST(?:_[FP])?|INSTANTIATE_TEST_SUITE_P|MATCHER(?:_P\d?)?)\((\w+)(?:, ?(\w+))?', code))
    here = spaces(path)
    headers = (declared(each) for each in reached(path) - {path} if any((f'{own}::').startswith(f'{theirs}::') for own in here for theirs in spaces(each)))
    return members.union({name for pair in tests for name in pair}, *headers)


@functools.cache
def spaces(path):
    return frozenset(re.findall(r'^namespace ([\w:]+) \{$', text(path), re.M))


@functools.cache
def declared(path):
    return frozenset(name for pattern in DECLARED for name in pattern.findall(text(path)))


def shared(a, b):
    """Names that a keeps to itself and b speaks."""
    return private(a) & spoken(b)


def apart(a, b):
    return bool(stem(a) == stem(b) or shared(a, b) & named_for_good(a) or shared(b, a) & named_for_good(b))


def stem(path):
    return os.path.basename(path).removesuffix('.cpp')


def main():
    batches = {}
    for file in sorted(sys.argv[3:]):
        module = '_'.join(os.path.relpath(os.path.dirname(file), root).split('/')[:2])
        here = batches.setdefault(module, [])
        for batch in here:
            if len(batch) < LARGEST and not any(apart(file, other) for other in batch):
                batch.append(file)
                break
        else:
            here.append([file])
    for module, here in batches.items():
        for number, batch in enumerate(here):
            print(batch[0] if len(batch) == 1 else written(f'{module}_{number}.cpp', batch))


def headers_of(path):
    with open(path, encoding='utf-8') as file:
        return re.findall(r'^#include .*\n', file.read().split('\nnamespace ')[0], re.M)


def written(name, batch):
    """The path of a file that includes those of a batch; left as it is where it says so already, so that nothing is compiled again."""
    path = os.path.join(sys.argv[2], name)
    lines = list(dict.fromkeys(line for file in batch for line in headers_of(file)))
    for file in batch:
        otherwise = sorted(set().union(*(shared(file, other) for other in batch if other != file)))
        lines += [f'#define {each} {each}_in_{stem(file)}\n' for each in otherwise]
        lines.append(f'#include "{os.path.relpath(file, root)}"\n')
        lines += [f'#undef {each}\n' for each in otherwise]
    lines = ''.join(lines)
    os.makedirs(sys.argv[2], exist_ok=True)
    if not os.path.exists(path) or open(path, encoding='utf-8').read() != lines:
        with open(path, 'w', encoding='utf-8') as file:
            file.write(lines)
    return path


main()
