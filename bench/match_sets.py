#!/usr/bin/env python3
"""Quality of `longstone match run` on files whose truth is known, beside Splink's figures.

    bench/match_sets.py LONGSTONE FOLDER

FOLDER holds the sets that peers are measured on (FEBRL 3 and 4, historical 50k, fake_1000, UK
agencies 100k): CSV with `id` and `truth`, and perhaps `household` and `tags`. Neither is shown to
the matcher, but for `adopted_new` among the tags, which becomes the column `restricted`. What
Splink (5.0 dev, DuckDB, its own example settings) does on them stands in PEERS as stated by those
who measured it."""
import collections
import csv
import math
import pathlib
import subprocess
import sys
import tempfile

# best F1, recall at precision .999, F1 of persons, time and memory
PEERS = {
    "febrl4": ("0.9998", "–", "0.9995", "6.8 s 174 MiB"),
    "febrl3": ("0.9944", "0.988", "0.9982", "3.9 s 146 MiB"),
    "historical_50k": ("0.766", "0.347", "0.829", "14.5 s 778 MiB"),
    "fake_1000": ("0.861", "–", "0.916", "–"),
    "uk_agencies_100k": ("0.932", "0.665", "0.943", "40 s 434 MiB"),
}
SHOWN = ("truth", "household", "tags")  # to us alone
BANDS = (0.5, 0.9, 0.99, 0.999, 1.1)


def pairs_of(n):
    return n * (n - 1) // 2


def hide_truth(source, to):
    """Writes the set without its truth; gives what was hidden, by id."""
    with open(source, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [name for name in rows[0] if name not in SHOWN]
    with open(to, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names + ["restricted"])
        for row in rows:
            sealed = "adopted_new" in row.get("tags", "")
            writer.writerow([row[name] for name in names] + ["1" if sealed else ""])
            row["sealed"] = sealed
    return {row["id"]: row for row in rows}


def measure(longstone, folder, files):
    known, sides, call = {}, [], [longstone, "match", "run", "--reasons"]
    for file, option in zip(files, ("--left", "--right")):
        copy = folder / file.name
        side = hide_truth(file, copy)
        known |= side
        sides.append(side)
        call += [option, str(copy)]
    call += ["--out", str(folder / "pairs.csv"), "--clusters", str(folder / "persons.csv")]
    said = subprocess.run(call, check=True, capture_output=True, text=True).stdout
    told = {line.split(":")[0]: line.split(":", 1)[1].strip() for line in said.splitlines() if ":" in line}
    count = [collections.Counter(r["truth"] for r in side.values() if not r["sealed"]) for side in sides]
    if len(count) == 2:
        truth = sum(n * count[1][one] for one, n in count[0].items())
    else:
        truth = sum(pairs_of(n) for n in count[0].values())
    pairs = []
    for row in csv.DictReader(open(folder / "pairs.csv", encoding="utf-8")):
        a, b = known[row["left_id"]], known[row["right_id"]]
        twins = "twin" in a.get("tags", "") and "twin" in b.get("tags", "") and a["household"] == b["household"]
        pairs.append((float(row["weight"]), float(row["probability"]), a["truth"] == b["truth"],
                      row["held_back"] == "", a["sealed"] or b["sealed"], twins))
    pairs.sort(key=lambda pair: -pair[0])
    best = at999 = right = 0
    for at, pair in enumerate(pairs, 1):
        right += pair[2]
        if at < len(pairs) and pairs[at][0] == pair[0]:
            continue
        precision, recall = right / at, right / truth
        best = max(best, 2 * precision * recall / max(precision + recall, 1e-9))
        at999 = recall if precision >= 0.999 else at999
    link = math.log2(0.999 / 0.001)
    linked = [pair for pair in pairs if pair[3] and pair[0] >= round(link * 1024) / 1024]
    bands = []
    for low, high in zip(BANDS, BANDS[1:]):
        of = [pair for pair in pairs if low <= pair[1] < high]
        bands.append("–" if not of else "%.3f/%.3f" % (sum(p[1] for p in of) / len(of), sum(p[2] for p in of) / len(of)))
    cells, groups = collections.Counter(), collections.Counter()
    for row in csv.DictReader(open(folder / "persons.csv", encoding="utf-8")):
        side = int(len(sides) == 2 and row["id"] in sides[1])
        cells[row["cluster"], known[row["id"]]["truth"], side] += 1
        groups[row["cluster"], side] += 1

    def joined(counts):
        if len(sides) == 1:
            return sum(pairs_of(n) for n in counts.values())
        return sum(n * counts[key[:-1] + (1,)] for key, n in counts.items() if key[-1] == 0)

    well, all_joined = joined(cells), max(1, joined(groups))
    f1 = 2 * well / (all_joined + truth)
    return (f"{best:.4f}", f"{at999:.3f}", f"{f1:.4f}",
            "%s %s" % (told["Time"].split(" (")[0], told["Peak memory"]),
            f"{sum(p[2] for p in linked) / max(1, len(linked)):.5f}",
            str(sum(p[5] and not p[2] for p in linked)), str(sum(p[4] for p in pairs)), *bands)


def main():
    longstone, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    sets = {name: [folder / f"{name}.csv"] for name in PEERS if name != "febrl4"}
    sets["febrl4"] = [folder / "febrl4a.csv", folder / "febrl4b.csv"]
    head = ("set", "best F1", "at .999", "persons", "time, memory", "links", "twins", "sealed",
            "from .5: stated/observed", "from .9", "from .99", "from .999")
    line = "%-18s %-8s %-8s %-8s %-16s %-8s %-6s %-7s %-25s %-12s %-12s %s"
    print(line % head)
    for name, peer in PEERS.items():
        with tempfile.TemporaryDirectory() as made:
            print(line % (name, *measure(longstone, pathlib.Path(made), sets[name])), flush=True)
        print(line % ("  Splink", *peer, *([""] * 7)))


main()
