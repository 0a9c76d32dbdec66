#!/usr/bin/env python3
"""How right the chances of OutcomeChances are on a table of deals of which the outcome is known.

    outcomes.py CLASS_PATH FILE.csv --outcome COLUMN=WON[,LOST] [--order COLUMN | --date COLUMN] [--amount COLUMN]
                [--drop COLUMN,...] [--test 0.3 | --test-from DAY | --grouped REPEATS] [--delimiter ;]

CLASS_PATH is target/benchmarks.jar. The earlier rows are learned from, the later ones scored; --grouped N makes N times
five folds in which rows that are alike in all stand together, for data without an order. Prints the Brier score, the log
score, the calibration error in ten bins of equal count, the Brier score of the base rate of the rows learned from, and
the mean difference to it with its standard error (of rows; repeats count as rows). Standard library only.
"""
import argparse
import csv
import math
import os
import random
import subprocess
import tempfile


def number(text):
    try:
        return float(text)
    except ValueError:
        return float("nan")


def answers(class_path, rows, columns, learn, won, created, amount):
    with tempfile.TemporaryDirectory() as folder:
        table, said = os.path.join(folder, "in.tsv"), os.path.join(folder, "out.tsv")
        with open(table, "w", encoding="utf-8") as out:
            out.write("\t".join(["learn", "won", "created", "amount"] + columns) + "\n")
            for i, row in enumerate(rows):
                cells = [str(int(learn[i])), str(won[i]), created[i], amount[i]] + [row[c] or "" for c in columns]
                out.write("\t".join(" ".join(cell.split()) for cell in cells) + "\n")
        program = "org.salespipeline.benchmarks.OutcomeAccuracy"
        subprocess.run(["java", "-cp", class_path, program, table, said], check=True)
        with open(said, encoding="utf-8") as lines:
            return [(int(row), float(p)) for row, p in (line.split("\t") for line in lines)]


def report(said, won, base):
    n = len(said)
    brier = [(p - won[i]) ** 2 for i, p in said]
    naive = [(base - won[i]) ** 2 for i, p in said]
    log = sum(-math.log(max(1e-6, p if won[i] else 1 - p)) for i, p in said)
    less = [a - b for a, b in zip(brier, naive)]
    mean = sum(less) / n
    error = math.sqrt(sum((d - mean) ** 2 for d in less)) / n
    said = sorted(said, key=lambda pair: pair[1])
    bins = [said[n * b // 10:n * (b + 1) // 10] for b in range(10)]
    ece = sum(abs(sum(p - won[i] for i, p in b)) for b in bins) / n
    print("n=%d  Brier %.4f  log %.4f  ECE %.4f  base rate %.4f  difference %+.4f  s.e. %.4f"
          % (n, sum(brier) / n, log / n, ece, sum(naive) / n, mean, error))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("class_path")
    parser.add_argument("file")
    parser.add_argument("--outcome", required=True)
    for option in ("--order", "--date", "--amount", "--test-from"):
        parser.add_argument(option)
    parser.add_argument("--drop", default="")
    parser.add_argument("--test", type=float, default=0.3)
    parser.add_argument("--grouped", type=int, default=0)
    parser.add_argument("--delimiter", default=",")
    o = parser.parse_args()
    with open(o.file, encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=o.delimiter))
    column, values = o.outcome.split("=")
    kinds = values.split(",")
    rows = [row for row in rows if len(kinds) == 1 or row[column] in kinds]
    rows.sort(key=lambda row: number(row[o.order]) if o.order else row[o.date] if o.date else 0)
    won = [int(row[column] == kinds[0]) for row in rows]
    columns = [c for c in rows[0] if c not in {column, o.order, o.date, o.amount, *o.drop.split(",")}]
    created = [row[o.date][:10] if o.date else "" for row in rows]
    amount = ["%.2f" % number(row[o.amount]) if o.amount and number(row[o.amount]) > 0 else "" for row in rows]
    if not o.grouped:
        learn = [row[o.date] < o.test_from if o.test_from else i < len(rows) * (1 - o.test) for i, row in enumerate(rows)]
        said = answers(o.class_path, rows, columns, learn, won, created, amount)
        report(said, won, sum(w for w, known in zip(won, learn) if known) / sum(learn))
        return
    keys = ["\x1f".join(row[c] or "" for c in columns) for row in rows]
    said = []
    for repeat in range(o.grouped):
        order = sorted(set(keys))
        random.Random(repeat).shuffle(order)
        fold = {key: i % 5 for i, key in enumerate(order)}
        for held in range(5):
            learn = [fold[key] != held for key in keys]
            said += answers(o.class_path, rows, columns, learn, won, created, amount)
    report(said, won, sum(won) / len(won))


if __name__ == "__main__":
    main()
