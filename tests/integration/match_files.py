#!/usr/bin/env python3
"""`longstone match run` on files as they come: what each broken one is told, and that none stops it
in another way. Usage: match_files.py LONGSTONE"""
import pathlib
import subprocess
import sys
import tempfile

HEAD = b"id,first_name,surname,dob,postcode\n"
ROWS = [b"1,Ariane,Corbridge,2012-04-17,NE1 1AB\n", b"2,Ariane,Corbridge,2012-04-17,NE1 1AB\n"]
GOOD = HEAD + b"".join(ROWS)
failed = []


def run(folder, data, *more, right=None, map_text=None):
    (folder / "left.csv").write_bytes(data)
    call = [str(pathlib.Path(sys.argv[1]).resolve()), "match", "run", *more]
    for option, value in [("--left", "left.csv"), ("--out", "pairs.csv")]:
        call += [] if option in more else [option, value]
    if right is not None:
        (folder / "right.csv").write_bytes(right)
        call += ["--right", "right.csv"]
    if map_text is not None:
        (folder / "map.yaml").write_text(map_text)
        call += ["--map", "map.yaml"]
    done = subprocess.run(call, cwd=folder, capture_output=True, timeout=60)
    return done.returncode, (done.stdout + done.stderr).decode()


def check(name, got, code, *words):
    if got[0] != code or not all(word in got[1] for word in words):
        failed.append(f"{name}: wanted {code} and {words}, got {got[0]}:\n{got[1]}")


with tempfile.TemporaryDirectory() as made:
    folder = pathlib.Path(made)
    pairs = lambda: (folder / "pairs.csv").read_text().splitlines()

    for name, data in {
        "plain": GOOD,
        "byte order mark": b"\xef\xbb\xbf" + GOOD,
        "CRLF": GOOD.replace(b"\n", b"\r\n"),
        "no line end at the end": GOOD[:-1],
        "empty lines": GOOD.replace(b"\n", b"\n\n"),
        "quotes": GOOD.replace(b"Corbridge", '"Cor""bridge, née"'.encode()),
        "a line end within quotes": GOOD.replace(b"Corbridge", b'"Cor\nbridge"'),
    }.items():
        check(name, run(folder, data), 0, "Pairs written: 1")
        if pairs()[0] != "left_id,right_id,weight,probability" or not pairs()[1].startswith("1,2,"):
            failed.append(f"{name}: {pairs()}")

    check("empty", run(folder, b""), 1, "left.csv is empty")
    check("header alone", run(folder, HEAD), 0, "Pairs written: 0")
    check("one row", run(folder, HEAD + ROWS[0]), 0, "Pairs written: 0")
    check("no names", run(folder, b"id,colour\n1,red\n"), 1, "No column of names")
    check("one name for two columns", run(folder, b"id,surname,surname\n1,a,b\n"), 1,
          "left.csv:1: column 3 (surname) has the name of another column")
    check("quote not closed", run(folder, GOOD + b'3,"Ari,Corbridge,2012-04-17,NE1 1AB\n'), 1,
          "left.csv:4: column 2 (first_name) opens a quote that is not closed")
    check("text after a quote", run(folder, GOOD + b'3,"Ari"x,Corbridge,2012-04-17,NE1 1AB\n'), 1,
          "left.csv:4: column 2 (first_name) goes on after its closing quote")
    check("too few cells", run(folder, HEAD + b"9,Ari\n" + b"".join(ROWS)), 0,
          "left.csv:2: the row has 2 cells where the header has 5", "Rows refused: 1",
          "Pairs written: 1")
    check("too many cells", run(folder, GOOD + b"3,a,b,c,d,e,f\n"), 0,
          "left.csv:4: the row has 7 cells where the header has 5", "Pairs written: 1")
    check("not UTF-8", run(folder, GOOD + b"3,Zo\xeb,Corbridge,2012-04-17,NE1 1AB\n"), 0,
          "left.csv:4: the row column 2 (first_name) is not UTF-8", "Pairs written: 1")
    check("zero byte", run(folder, GOOD + b"3,Zo\0e,Corbridge,2012-04-17,NE1 1AB\n"), 0,
          "left.csv:4: the row column 2 (first_name) holds a zero byte", "Pairs written: 1")
    check("line numbers after quotes", run(folder, HEAD + b'1,"A\nb",Corbridge,,\n' + b"2,Ari\n"),
          0, "left.csv:4: the row has 2 cells")
    long = b"3," + b"x" * 10_000_000 + b",Corbridge,2012-04-17,NE1 1AB\n"
    check("a row of ten megabytes", run(folder, HEAD + ROWS[0] + long + ROWS[1]), 0,
          "left.csv:3: the row is longer than a megabyte", "Pairs written: 1")
    check("ten megabytes within quotes", run(folder, GOOD + b'3,"' + b"x" * 10_000_000), 1,
          "left.csv:4: column 2 (first_name) opens a quote that is not closed")
    within = 1_500_000 * b"y\n"
    check("a quote not closed, over many lines", run(folder, GOOD + b'3,"' + within + b'",B,,\n'), 1,
          "left.csv:4: column 2 (first_name) opens a quote that is not closed within a megabyte")
    check("line numbers after a quote over two pieces of the file",
          run(folder, HEAD + b'1,"A\n' + b"x" * 1_000_000 + b'",C,,\n' + b'3,"' + b"A\n" * 40_000 + b'",C,,\n2,Ari\n'),
          0, "left.csv:40005: the row has 2 cells")
    check("CR alone", run(folder, GOOD.replace(b"\n", b"\r") + b"3,Ari\r"), 0, "Pairs written: 1",
          "left.csv:4: the row has 2 cells")
    for name, data, word in [
        ("PDF", b"%PDF-1.7\n%\xe2\xe3\n", "This is a PDF"),
        ("xlsx", b"PK\x03\x04" + bytes(200), "a zip archive or a spreadsheet"),
        ("UTF-16", GOOD.decode().encode("utf-16"), "UTF-16"),
        ("web page", b"<html>\n", "a web page"),
        ("semicolons", GOOD.replace(b",", b";"), "use commas"),
    ]:
        check(name, run(folder, data), 1, "left.csv:1: ", word)
    check("an id twice", run(folder, GOOD + ROWS[0]), 0, "left.csv:4: the id 1 is that of line 2 too",
          "Rows whose id stood before: 1", "Pairs written: 3")
    check("an empty id whose number is another's id", run(folder, HEAD + b"2" + ROWS[0][1:] + ROWS[0][1:]), 0,
          "left.csv:3: the id 2 is that of line 2 too")
    check("not a table at all", run(folder, bytes(range(256)) * 2000), 1, "left.csv:1:")
    check("many refused", run(folder, GOOD + b"x\n" * 50), 0, "and 30 rows more")

    check("map", run(folder, GOOD.replace(b"first_name", b"Vorname"), map_text="given: Vorname\n"),
          0, "given from Vorname", "Pairs written: 1")
    check("map, unknown field", run(folder, GOOD, map_text="# x\nfirst: surname\n"), 1,
          "map.yaml:2: there is no such field", "given, middle, family")
    check("map, unknown column", run(folder, GOOD, map_text="given: Vorname\n"), 1,
          "map.yaml:1: the file has no such column")
    check("map, twice", run(folder, GOOD, map_text="given: surname\ngiven: first_name\n"), 1,
          "map.yaml:2: the field is said twice")
    check("map that is not there", run(folder, GOOD, "--map", "none.yaml"), 1, "none.yaml")
    check("two files", run(folder, HEAD + ROWS[0], right=HEAD + ROWS[1]), 0, "Pairs written: 1")
    check("two files, the first empty", run(folder, HEAD, right=GOOD), 1, "has no rows")
    check("the second broken", run(folder, GOOD, right=HEAD + b'"'), 1, "right.csv:2")
    check("written over", run(folder, GOOD, "--clusters", "left.csv"), 1, "written over")
    if (folder / "left.csv").read_bytes() != GOOD:
        failed.append("the file that was read is another now")
    (folder / "link.csv").symlink_to("left.csv")
    for name in ["./left.csv", "link.csv", str(folder / "left.csv")]:
        check(f"written over as {name}", run(folder, GOOD, "--out", name), 1, "written over")
        if (folder / "left.csv").read_bytes() != GOOD:
            failed.append(f"{name}: the file that was read is another now")
    check("both into one file", run(folder, GOOD, "--clusters", "./pairs.csv"), 1, "where the pairs go")
    check("the first file again", run(folder, GOOD, "--right", "./left.csv"), 1, "is the first file again")
    check("a second file and no first", run(folder, GOOD, "--left", "", right=GOOD), 1, "no first")
    check("a folder", run(folder, GOOD, "--left", "."), 1, "could not be opened")
    check("a map that is a folder", run(folder, GOOD, "--map", "."), 1, "The map . could not be read")
    check("map, one column for two", run(folder, GOOD, map_text="given: surname\nfamily: surname\n"), 1,
          "map.yaml:2: the column is given twice")
    (folder / "pairs.csv").write_text("before")
    check("nowhere to write", run(folder, GOOD, "--clusters", "none/c.csv"), 1, "none/c.csv")
    check("no room", run(folder, GOOD, "--clusters", "/dev/full"), 1, "/dev/full")
    check("broken after the files were named", run(folder, GOOD + b'3,"a', "--clusters", "c.csv"), 1, "left.csv:4")
    if (folder / "pairs.csv").read_text() != "before" or (folder / "c.csv").exists():
        failed.append("a run that failed left something")
    if left := list(folder.glob("*.part")):
        failed.append(f"parts were left: {left}")
    check("restricted", run(folder, HEAD[:-1] + b",restricted\n" +
          b"".join(row[:-1] + b",yes\n" for row in ROWS), "--clusters", "c.csv"), 0,
          "Pairs written: 0")
    if (folder / "c.csv").read_text() != "id,cluster\n":
        failed.append("restricted records are shown among the persons")

print("\n".join(failed) if failed else "each file is told what is wrong with it")
print(f"{0 if failed else 1} passed, {1 if failed else 0} failed")
sys.exit(1 if failed else 0)
