#!/usr/bin/env python3
"""Rules of the house that no compiler holds: floors, sizes, where markup may be vouched for."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Each floor may include itself and what stands on a lower one (ARCHITECTURE.md, "The house").
FLOOR = {"base": 0, "store": 1, "journal": 1, "define": 2, "access": 2, "people": 3, "match": 3,
         "work": 4, "partnership": 4, "chronology": 5, "measure": 5, "report": 6, "review": 6, "exchange": 6,
         "http": 7, "ui": 7, "api": 8, "web": 8, "cli": 9}
# Floors of one height that know of each other, in this direction only.
SAME_FLOOR = {("journal", "store"), ("access", "define"), ("people", "match"),
              ("partnership", "work")}
HEAVY = re.compile(r'#include <(iostream|regex|ranges|filesystem|thread|nlohmann/|boost/|sqlite3|libpq|yaml|CLI/)')
BANNED = re.compile(r'#include <(regex|yaml-cpp/)')
MID_TRY = re.compile(r'[{,]\s*\.\w+ = TRY\(|[({,]\s*TRY\(')
found = []


def say(path, line, what):
    found.append(f"{path.relative_to(ROOT)}:{line}: {what}")


def check_include(path, number, module, included):
    target = included.split("/")[0]
    if target not in FLOOR or module not in FLOOR or target == module:
        return
    lower = FLOOR[target] < FLOOR[module]
    sideways = FLOOR[target] == FLOOR[module] and (module, target) in SAME_FLOOR
    journal = module in ("define", "access") and target in ("store", "journal")
    if not (lower or sideways or journal):
        say(path, number, f"{module} (floor {FLOOR[module]}) may not include {included}")


def check(path):
    module = path.relative_to(ROOT / "src").parts[0]
    lines = path.read_text(encoding="utf-8").splitlines()
    is_header = path.suffix == ".h"
    is_test = path.stem.endswith("_test") or path.stem.startswith("test_") or "testing" in path.parts
    for number, line in enumerate(lines, 1):
        include = re.match(r'#include "([^"]+)"', line)
        if include and not is_test:
            check_include(path, number, module, include.group(1))
        if is_header and not is_test and HEAVY.match(line):
            say(path, number, "a heavy header belongs in one .cpp")
        if BANNED.match(line):
            say(path, number, "this header is not used here")
        if "Html::trusted(" in line and module != "ui":
            say(path, number, "only src/ui vouches for markup")
        if MID_TRY.search(line) and "define TRY" not in line:
            say(path, number, "TRY only as a whole statement or right-hand side")
    explains = any(re.search(r"// .*\b(one long|longer than)\b", line, re.I) for line in lines[:40])
    limit = 150 if is_header else 400
    if len(lines) > limit and not is_test and not explains:
        say(path, len(lines), f"over {limit} lines: split it, or say why at its top")


def pathways_named_in_code():
    ids = [p.stem for p in (ROOT / "definitions").glob("*/pathways/*.yaml")]
    for path in tracked("src/**/*.cpp", "src/**/*.h"):
        if path.stem.endswith("_test") or path.stem.startswith("test_"):
            continue
        text = path.read_text(encoding="utf-8")
        for name in ids:
            if f'"{name}"' in text:
                say(path, 1, f"names the pathway {name}: say it in the definitions")


def tracked(*patterns):
    out = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in sorted(set(out.stdout.splitlines())) if (ROOT / line).exists()]


for source in tracked("src/*.h", "src/*.cpp", "src/**/*.h", "src/**/*.cpp"):
    check(source)
pathways_named_in_code()
print("\n".join(found) if found else "style: floors, sizes and markup hold")
sys.exit(1 if found else 0)
