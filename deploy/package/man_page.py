#!/usr/bin/env python3
"""The manual page out of what the program says of itself, so that it names every command: man_page.py PROGRAM VERSION >dongson.1"""
import re
import subprocess
import sys

program, version = sys.argv[1:3]
said = subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout
title, *blocks = said.strip().split("\n\n")


def plain(text):
    """As troff takes it: hyphens of options stay hyphens, and no line is a request."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text[:1] in (".", "'") else text


def usage(line):
    """Words of the command are bold, what the reader fills in is as it stands."""
    return " ".join(f"\\fB{plain(word)}\\fR" if re.fullmatch(r"\[?--?[\w-]+\]?|[a-z-]+(\|[a-z-]+)*", word) else plain(word) for word in line.split())


def block(text):
    """A usage has lines of its own, a subcommand its paragraph, sentences run on."""
    lines, subcommands, sentences = [], False, []

    def flush():
        if sentences:
            lines.append(plain(" ".join(sentences)))
            sentences.clear()

    for line in text.split("\n"):
        if line.startswith("dongson "):
            flush()
            lines += [".PP", usage(line)]
            subcommands = "…" in line.split(" --")[0] or subcommands
            opened = True
        elif opened and re.match(r" {6,}\[", line):
            lines[-1] += " " + usage(line)
        elif subcommands and re.match(r"  [a-z]", line):
            flush()
            command, _, sentence = re.sub(r" {2,}", "\t", line.strip()).partition("\t")
            lines += [".TP", usage(command)]
            opened = True
            if sentence:
                sentences.append(sentence)
        else:
            if opened and not (lines and lines[-2:-1] == [".TP"]):
                lines.append(".br")
            elif subcommands and re.match(r"  \S", line):
                flush()
                lines.append(".PP")
            opened = False
            sentences.append(line.strip())
    flush()
    return lines


page = [
    f'.TH DONGSON 1 "" "dongson {version}" "System administration"',
    ".SH NAME",
    f"dongson \\- {plain(title.removeprefix('Đông Sơn: ').rstrip('.'))}",
    ".SH SYNOPSIS",
    ".B dongson",
    ".I command",
    "[\\fIoption\\fR ...]",
    ".br",
    ".B dongson",
    "[\\fIcommand\\fR] \\fB\\-\\-help\\fR",
    ".SH DESCRIPTION",
    "One program for the public services, the one\\-stop, the open data and the security centre of a province. As a package it runs as",
    ".B dongson.service",
    "under the user",
    ".BR dongson ;",
    "commands that touch its folder are run as that user too:",
    ".PP",
    ".RS 4",
    "runuser \\-u dongson \\-\\- dongson account list \\-\\-data /var/lib/dongson",
    ".RE",
    ".SH COMMANDS",
]
for text in blocks:
    # "soc scan" has a section of its own, "ledger mend" and "ledger audit" share one.
    called = {tuple(word for word in line.split()[1:3] if re.fullmatch(r"[a-z][a-z-]*", word)) for line in text.splitlines() if line.startswith("dongson ")}
    page.append(f".SS {plain(' '.join(called.pop()) if len(called) == 1 else text.split()[1])}")
    page += block(text)
page += [
    ".SH EXIT STATUS",
    "0: done. 1: it could not be done, or what was checked is not good. 2: the command line or the settings are wrong.",
    ".SH FILES",
    ".TP",
    "/etc/dongson/dongson.yaml",
    "Settings of the service; each key is explained in configuration.md below /usr/share/doc/dongson.",
    ".TP",
    "/var/lib/dongson",
    "Everything the program keeps. No package deletes it.",
    ".TP",
    "/var/log/dongson",
    "The access log, where the settings ask for one. Everything else is said to the journal: journalctl \\-u dongson",
    ".SH SIGNALS",
    "SIGTERM ends the program within five seconds; requests under way are finished. SIGHUP opens the access log again.",
    ".SH SEE ALSO",
    ".BR systemctl (1),",
    ".BR journalctl (1)",
]
print("\n".join(page))
