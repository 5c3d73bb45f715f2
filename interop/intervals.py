"""Compares the 95 % intervals of view rate with those of SciPy, over cities with numbers of every size.

    python interop/intervals.py GONGKAI

GONGKAI is the program. Makes a warehouse in a folder of its own. Ends with status 1 and a line an interval where one differs.
"""

import csv
import io
import math
import pathlib
import random
import subprocess
import sys
import tempfile

from scipy.stats import binomtest


def pairs(count):
    """Yields so many pairs of hits and cases: the ends, and what lies between, from one case to a million."""
    dice = random.Random(1927)
    for cases in (1, 2, 29, 30, 1000000):
        for hits in {0, 1, cases // 2, cases}:
            yield hits, cases
            count -= 1
    for _ in range(count):
        cases = int(10 ** dice.uniform(0, 6))
        yield dice.randint(0, cases), cases


def main(gongkai):
    with tempfile.TemporaryDirectory() as folder:
        warehouse = str(pathlib.Path(folder) / "w.duckdb")

        def run(*arguments):
            return subprocess.run([gongkai, *arguments], check=True, capture_output=True, text=True).stdout

        cities = list(csv.DictReader(io.StringIO(run("region", "list", "--level", "city", "--year", "2023", "--format", "csv"))))
        feed = pathlib.Path(folder) / "feed.csv"
        given = {}
        with feed.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow("path agency region_code year scope form code value state raw place".split())
            for city, (hits, cases) in zip(cities, pairs(200)):
                given[city["code"]] = hits, cases
                for item, value in (("granted", hits), ("concluded", cases)):
                    out.writerow([city["code"], city["name"] + "人民政府", city["code"], 2023, "area", 2021, f"request.{item}.total",
                                  value, "reported", value, ""])
        run("ingest", str(feed), "--warehouse", warehouse)
        rows = csv.DictReader(io.StringIO(run(
            "sql", "--warehouse", warehouse, "--format", "csv",
            "SELECT region_code, low, high FROM rate WHERE code = 'full_open_rate' AND level = 'city' AND low IS NOT NULL")))
        compared = wrong = 0
        for row in rows:
            hits, cases = given[row["region_code"]]
            want = binomtest(hits, cases).proportion_ci(confidence_level=0.95, method="wilson")
            compared += 1
            for got, expected in ((row["low"], want.low), (row["high"], want.high)):
                if not math.isclose(float(got), expected, rel_tol=1e-9, abs_tol=1e-12):
                    wrong += 1
                    print("DIFFERENT:", hits, "of", cases, got, expected)
        if compared != len(given):
            wrong += 1
            print("DIFFERENT:", compared, "intervals of", len(given))
        print(f"intervals: {compared} compared with SciPy, {wrong} different")
        return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
