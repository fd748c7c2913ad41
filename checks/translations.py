#!/usr/bin/env python3
"""Every Vietnamese sentence of the source has an English one in assets/language/en.txt, with the same holes; no entry is left over.

  checks/translations.py           reports what is missing, unequal or unused; exit 1 when anything is
  checks/translations.py --missing prints the missing sentences, one a line
"""
import csv
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
VIETNAMESE = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵĂÂĐÊÔƠƯÀẢÃÁẠẰẲẴẮẶẦẨẪẤẬÈẺẼÉẸỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌỒỔỖỐỘỜỞỠỚỢÙỦŨÚỤỪỬỮỨỰỲỶỸÝỴ]")
SPOKEN = {"aria-label", "title", "alt", "placeholder", "label"}
# Files whose Vietnamese is never shown in English: papers of law, demonstration names, log words.
VIETNAMESE_ONLY = {"time.cpp", "notices.cpp", "official_forms.cpp", "form_set.cpp", "running_records.cpp", "report_paper.cpp", "money_words.cpp", "fee_paper.cpp", "cash_paper.cpp", "destruction_minute.cpp", "unit_on_paper.cpp", "person_on_paper.cpp", "document.cpp", "paper_words.cpp", "demo.cpp", "catalogue.cpp", "catalogue_words.cpp", "catalogue_rules.cpp", "text.cpp", "amount.cpp", "question.cpp", "procedure_finder.cpp", "dcat.cpp", "describe.cpp", "house_settings.cpp", "report_incident.cpp", "centre.cpp", "act_on_incident.cpp", "incident_steps.cpp", "keep_rule.cpp", "hand_over.cpp", "finding_book.cpp", "watch_sources.cpp", "watch_services.cpp", "issue_decision.cpp"}
# Words that reach Say() through a table.
TABLES = re.compile(r"(?:constexpr|static constexpr) std::string_view k\w+\[\] = \{(.*?)\};", re.S)


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip(" ")


def unescape(literal):
    return re.sub(r"\\(.)", lambda m: {"n": "\n"}.get(m.group(1), m.group(1)), literal)


def runs_of(markup):
    """The text runs and spoken attributes of a page's literal, as web/html.cpp finds them."""
    at = 0
    while at < len(markup):
        if markup[at] == "<":
            end, quoted = at, False
            while end < len(markup):
                if markup[end] == '"':
                    quoted = not quoted
                if markup[end] == ">" and not quoted:
                    break
                end += 1
            for name, value in re.findall(r'([a-z-]+)="([^"]*)"', markup[at : end + 1]):
                if name in SPOKEN:
                    yield squeeze(value)
            at = end + 1
        else:
            end = markup.find("<", at)
            end = len(markup) if end < 0 else end
            yield squeeze(markup[at:end])
            at = end


def sentences():
    found, spoken = {}, set()
    for path in sorted((ROOT / "src").rglob("*.cpp")):
        if path.name.endswith("_test.cpp"):
            continue
        text = re.sub(r"^\s*//.*$", "", path.read_text(), flags=re.M)
        keys = []
        for markup in re.findall(r'R"\((.*?)\)"', text, re.S):
            keys += runs_of(markup)
        rest = re.sub(r'R"\(.*?\)"', '""', text, flags=re.S)
        rest = re.sub(r'"\s*\n\s*"', "", rest)  # one literal over several lines
        every = r'"((?:[^"\\\n]|\\.)*)"'
        for literal in re.findall((r"Say\(" if path.name in VIETNAMESE_ONLY else "") + every, rest):
            keys.append(unescape(literal))
        spoken.update(keys)
        # What a page says is Vietnamese though no letter shows it: "Tra", "Giao ca".
        said = set()
        if path.parent.name in {"pages", "domain"}:
            said = {unescape(literal) for literal in re.findall(r"Say\(" + every, rest)}
            for table in re.findall(r"constexpr std::string_view k\w*Names\[\] = \{(.*?)\};", rest, re.S):
                said |= {unescape(literal) for literal in re.findall(every, table)}
            said = {key for key in said if re.search("[A-Za-z]{2}", key)}
        for key in keys:
            if (VIETNAMESE.search(key) or key in said) and not key.startswith(" "):
                found.setdefault(key, path.relative_to(ROOT))
    for path in sorted((ROOT / "assets/scripts").glob("*.ts")):
        for key in re.findall(r'say\("([^"]*)"\)', path.read_text()):
            spoken.add(key)
            found.setdefault(key, path.relative_to(ROOT))
    # Days off bear the names of the calendar; one with a date in it is said as a sentence of its own.
    days = ROOT / "data/calendar/days.csv"
    for key in (row["name"] for row in csv.DictReader(days.open())):
        if not re.search(r"\d\d/\d\d/\d{4}", key):
            spoken.add(key)
            found.setdefault(key, days.relative_to(ROOT))
    return found, spoken


def catalogue():
    entries, key = {}, None
    for line in (ROOT / "assets/language/en.txt").read_text().split("\n"):
        if line.startswith("#"):
            continue
        if not line:
            key = None
        elif key is None:
            key = line
        else:
            entries[key] = line
    return entries


def holes(text):
    return sorted(re.findall(r"\{\d?\}", text))


def main():
    (wanted, spoken), known = sentences(), catalogue()
    missing = [key for key in wanted if key not in known and "\n" not in key]
    if "--missing" in sys.argv:
        print("\n".join(missing))
        return 0
    faults = [f"{wanted[key]}: no English for: {key}" for key in missing]
    faults += [f"assets/language/en.txt: nothing says: {key}" for key in known if key not in spoken]
    for key, english in known.items():
        plain, numbered = [h for h in holes(english) if h == "{}"], [h for h in holes(english) if h != "{}"]
        if len(holes(key)) != len(plain) + len(set(numbered)):
            faults.append(f"assets/language/en.txt: the holes differ: {key}")
    print("\n".join(faults) if faults else f"{len(known)} sentences, each in both languages")
    return 1 if faults else 0


sys.exit(main())
