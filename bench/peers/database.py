"""The same cells and the same SQL in one database: database.py duckdb|sqlite|postgres TRUTH DIR [PORT]

TRUTH is the truth of an invented nation. Prints, as JSON: cells, seconds to load, seconds of the query (the better of three),
bytes on disk, and a hash of the sums, which must be the same everywhere.
"""
import csv
import gzip
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import time
from decimal import Decimal

SUMS = (pathlib.Path(__file__).parent / "sums.sql").read_text()


def rows(truth):
    with open(f"{truth}/reports.csv", encoding="utf-8") as f:
        reports = [(r["file"], r["region_code"], int(r["year"]), r["counts"]) for r in csv.DictReader(f)]
    with gzip.open(f"{truth}/cells.csv.gz", "rt", encoding="utf-8") as f:
        cells = [(r["file"], r["code"], r["value"] or None) for r in csv.DictReader(f)]
    return reports, cells


def digest(result):
    text = "\n".join(f"{a}|{b}|{c}|{Decimal(str(d)).quantize(Decimal('0.000001')) if d is not None else ''}|{e}" for a, b, c, d, e in result)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def duck(truth, folder):
    import duckdb
    path = f"{folder}/peer.duckdb"
    con = duckdb.connect(path)
    start = time.monotonic()
    con.execute(f"CREATE TABLE report AS SELECT file, region_code, year, counts FROM read_csv('{truth}/reports.csv', all_varchar = true)")
    con.execute(f"CREATE TABLE cell AS SELECT file, code, CAST(value AS DECIMAL(18, 6)) AS value FROM read_csv('{truth}/cells.csv.gz', all_varchar = true)")
    con.execute("CHECKPOINT")
    return start, lambda: con.execute(SUMS).fetchall(), lambda: os.path.getsize(path)


def sqlite(truth, folder):
    import sqlite3
    path = f"{folder}/peer.sqlite"
    con = sqlite3.connect(path)
    start = time.monotonic()
    reports, cells = rows(truth)
    con.execute("CREATE TABLE report (file TEXT PRIMARY KEY, region_code TEXT, year INTEGER, counts TEXT) WITHOUT ROWID")
    con.execute("CREATE TABLE cell (file TEXT, code TEXT, value NUMERIC)")
    con.executemany("INSERT INTO report VALUES (?, ?, ?, ?)", reports)
    con.executemany("INSERT INTO cell VALUES (?, ?, ?)", cells)
    con.commit()
    return start, lambda: con.execute(SUMS).fetchall(), lambda: os.path.getsize(path)


def postgres(truth, folder, port):
    def psql(sql, stdin=None):
        return subprocess.run(["psql", "-h", folder, "-p", port, "-U", "peer", "-d", "postgres", "-AtqX", "-v", "ON_ERROR_STOP=1", "-c", sql],
                              input=stdin, capture_output=True, text=True, check=True).stdout
    start = time.monotonic()
    psql("CREATE TABLE report (file TEXT PRIMARY KEY, region_code TEXT, year INTEGER, counts TEXT); CREATE TABLE cell (file TEXT, code TEXT, value NUMERIC(18, 6))")
    with open(f"{truth}/reports.csv", encoding="utf-8") as f:
        reports = "".join(f'{r["file"]},{r["region_code"]},{r["year"]},{r["counts"]}\n' for r in csv.DictReader(f))
    psql("COPY report FROM STDIN (FORMAT csv)", reports)
    with gzip.open(f"{truth}/cells.csv.gz", "rt", encoding="utf-8") as f:
        psql("COPY cell FROM STDIN (FORMAT csv, HEADER)", f.read())
    psql("ANALYZE")

    def query():
        out = psql(SUMS)
        return [tuple(v or None for v in line.split("|")) for line in out.splitlines()]
    return start, query, lambda: int(psql("SELECT pg_total_relation_size('cell') + pg_total_relation_size('report')"))


def main(kind, truth, folder, port=""):
    start, query, size = {"duckdb": duck, "sqlite": sqlite}[kind](truth, folder) if kind != "postgres" else postgres(truth, folder, port)
    loaded = time.monotonic() - start
    best, result = None, None
    for _ in range(3):
        start = time.monotonic()
        result = query()
        took = time.monotonic() - start
        best = took if best is None else min(best, took)
    with gzip.open(f"{truth}/cells.csv.gz", "rt") as f:
        cells = sum(1 for _ in f) - 1
    print(json.dumps({"cells": cells, "load": loaded, "query": best, "bytes": size(), "sums": digest(result)}))


main(*sys.argv[1:])
