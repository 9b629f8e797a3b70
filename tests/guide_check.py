#!/usr/bin/env python3
"""Does what docs/definitions.md tells its reader to do, and sees that it comes out as the guide says.

  tests/guide_check.py [program] [--mend]

A paragraph before a YAML snippet says where it goes ("Write `file`:", "Add to the end of `file`:", "In `file`, write
`key:` anew:"); commands are carried out; "Suppose `file` said `this` in place of `that`" is a mistake made for a moment.
A text snippet is what `longstone check` must answer, where a line "…" stands for more; without one it must find nothing
to mend.
--mend puts the answers that are given today into the guide. The reference, too, must know every key of the language.
"""
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
GUIDE = ROOT / "docs" / "definitions.md"
REFERENCE = ROOT / "docs" / "definition-language.md"
KEYS = ROOT / "src" / "define" / "keys.h"
WRITES = (
    (re.compile(r"Write `([^`]+)`:$"), lambda old, key, new: new),
    (re.compile(r"Add to the end of `([^`]+)`:$"), lambda old, key, new: old + new),
    (re.compile(r"In `([^`]+)`, write `([^`]+)` anew:$"), lambda old, key, new: in_place_of(old, key, new)),
)
SUPPOSE = re.compile(r"Suppose `([^`]+)` said `([^`]+)` in place of `([^`]+)`")


class Wrong(Exception):
    pass


def in_place_of(text, key, new):
    """What stands at the top of a file under this key, up to the next key."""
    found, count = re.subn(rf"(?m)^{re.escape(key)}.*\n(?:[ #].*\n|\n)*", lambda _: new, text, count=1)
    if count != 1:
        raise Wrong(f"the file has no {key}")
    return found


def parts_of(text):
    """The guide's snippets: kind, line, text, and the paragraph before."""
    parts, paragraph, blank, lines = [], [], True, text.splitlines()
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.startswith("```"):
            end = lines.index("```", at + 1)
            parts.append({"kind": line[3:], "line": at + 1, "end": end, "before": " ".join(paragraph),
                          "text": "".join(one + "\n" for one in lines[at + 1:end])})
            at, paragraph = end, []
        else:
            if line.strip() and blank:
                paragraph = []
            if line.strip():
                paragraph.append(line.strip())
            blank = not line.strip()
        at += 1
    return parts


class Reader:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.sound = True  # what the last check found
        self.said = ""

    def check(self, words):
        ran = subprocess.run([str(self.program), *words], cwd=self.folder, capture_output=True, text=True, check=False)
        self.sound, self.said = ran.returncode == 0, ran.stdout + ran.stderr

    def write(self, before, snippet):
        for words, change in WRITES:
            if found := words.search(before):
                path = self.folder / found.group(1)
                path.parent.mkdir(parents=True, exist_ok=True)
                old = path.read_text(encoding="utf-8") if path.exists() else ""
                path.write_text(change(old, found.group(found.lastindex), snippet), encoding="utf-8")
                return
        raise Wrong("nothing says in which file this stands")

    def command(self, line):
        words = shlex.split(line)
        if words[:2] == ["cp", "-r"]:
            shutil.copytree(self.folder / words[2], self.folder / words[3])
            return False
        if words[:2] == ["longstone", "check"] and "--against-data" not in words:
            self.check(words[1:])
            return True
        return False

    def suppose(self, before):
        found = SUPPOSE.search(before)
        if not found:
            raise Wrong("nothing says what answers this")
        name, wrong, right = found.groups()
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        if text.count(right) < 1:
            raise Wrong(f"{name} does not say {right}")
        path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
        folder, partnership = pathlib.PurePath(name).parts[:2]
        own = [] if partnership in ("england", "northumberland") else ["--partnership", partnership]
        self.check(["check", folder, *own])
        path.write_text(text, encoding="utf-8")


def as_said(said, wanted):
    if "…\n" not in wanted:
        return said.strip() == wanted.strip()
    at = 0
    for piece in wanted.split("…\n"):
        at = said.find(piece, at)
        if at < 0:
            return False
    return True


def follow(program, folder, mend):
    reader = Reader(program, folder)
    parts = parts_of(GUIDE.read_text(encoding="utf-8"))
    passed, wrong, answers = 0, [], []
    for n, part in enumerate(parts):
        try:
            answered = part["kind"] == "text"
            if part["kind"] == "yaml":
                reader.write(part["before"], part["text"])
            elif part["kind"] == "sh":
                ran = [reader.command(line) for line in part["text"].splitlines()]
                follows = n + 1 < len(parts) and parts[n + 1]["kind"] == "text"
                follows = follows and "Suppose" not in parts[n + 1]["before"]
                if any(ran) and not follows and not reader.sound:
                    raise Wrong(f"the check finds something to mend:\n{reader.said}")
            elif answered:
                if "Suppose" in part["before"]:
                    reader.suppose(part["before"])
                if reader.sound:
                    raise Wrong("the check finds nothing to mend")
                answers.append((part, reader.said.strip()))
                if not mend and not as_said(reader.said, part["text"]):
                    raise Wrong(f"the check answers:\n{reader.said}")
            else:
                raise Wrong(f"what is a snippet of {part['kind'] or 'no kind'}?")
            passed += 1
        except (Wrong, OSError) as problem:
            wrong.append(f"docs/definitions.md:{part['line']}: {problem}")
    return passed, wrong, answers


def keys_untold():
    """The keys that the reader takes and the reference does not name."""
    tables = re.findall(r"k\w+ =\s*words\(([^)]*)\)", KEYS.read_text(encoding="utf-8"))
    keys = {key for table in tables for key in re.findall(r'"([^"]+)"', table)}
    if not keys:
        return ["src/define/keys.h: no keys found"]
    told = set()
    for code in re.findall(r"(?m)^    .*$|`[^`\n]*`", REFERENCE.read_text(encoding="utf-8")):
        told.update(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.sub(r" # .*", "", code)))
    return [f"docs/definition-language.md: does not name the key {key}" for key in sorted(keys - told)]


def put(answers):
    lines = GUIDE.read_text(encoding="utf-8").splitlines()
    for part, said in reversed(answers):
        if "…\n" not in part["text"]:
            lines[part["line"]:part["end"]] = said.splitlines()
    GUIDE.write_text("".join(line + "\n" for line in lines), encoding="utf-8")


def main():
    given = [word for word in sys.argv[1:] if word != "--mend"]
    program = pathlib.Path(given[0] if given else ROOT / "build/release/longstone").resolve()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "definitions", pathlib.Path(folder) / "definitions")
        passed, wrong, answers = follow(program, pathlib.Path(folder), "--mend" in sys.argv)
    if "--mend" in sys.argv:
        put(answers)
    untold = keys_untold()
    passed += not untold
    wrong += untold
    for problem in wrong:
        print(problem)
    print(f"{passed} passed, {len(wrong)} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
