"""How time, memory and size grow with the number of reports: curve.py GONGKAI REPORTS…, as `make curve` does.

Invents a nation of each size, ingests it, ingests it again, asks some views and exports it. Each step is a process of its own; of a busy
machine its processor seconds say more than the clock. Prints Markdown, with how much each grew for the growth of the input: 1.0 is in
step with it, and more is marked. Everything is made below a temporary folder and removed.
"""
import json
import math
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
VIEWS = {
    "one indicator and year of city_request": "SELECT sum(value) FROM city_request WHERE year = 2023 AND outcome = 'received' AND applicant = 'total'",
    "the whole of city_request": "SELECT count(*), bit_xor(hash(v)) FROM city_request v",
    "province_panel": "SELECT count(*), bit_xor(hash(v)) FROM province_panel v",
    "coverage": "SELECT count(*), bit_xor(hash(v)) FROM coverage v",
    "reconciliation": "SELECT count(*), bit_xor(hash(v)) FROM reconciliation v",
    "missing_report": "SELECT count(*), bit_xor(hash(v)) FROM missing_report v",
    "warehouse_finding": "SELECT count(*), bit_xor(hash(v)) FROM warehouse_finding v",
}


def measure(*command):
    """Seconds on the clock, of processors, and MB at the peak."""
    with tempfile.NamedTemporaryFile() as facts:
        p = subprocess.run([sys.executable, str(HERE / "measure.py"), facts.name, *command], stdout=subprocess.DEVNULL)
        if p.returncode != 0:
            raise SystemExit(f"{command} failed")
        return json.loads(pathlib.Path(facts.name).read_text())


def size(path):
    path = pathlib.Path(path)
    return (sum(f.stat().st_size for f in path.rglob("*") if f.is_file()) if path.is_dir() else path.stat().st_size) / 1e6


def step(gongkai, reports, folder):
    """What one size takes: name → (seconds, processor seconds, MB in memory), and sizes in MB."""
    nation, warehouse, out = folder / "nation", str(folder / "w.duckdb"), folder / "parquet"
    took, sizes = {}, {}
    took["synth"] = measure(gongkai, "synth", "--reports", str(reports), "--years", "2021-2024", "--formats", "html", "--errors", "0.02", "--out", str(nation))
    sizes["documents"] = size(nation / "reports")
    took["ingest"] = measure(gongkai, "ingest", "--warehouse", warehouse, str(nation / "reports"))
    took["ingest, nothing new"] = measure(gongkai, "ingest", "--warehouse", warehouse, str(nation / "reports"))
    sizes["warehouse"] = size(warehouse)
    for name, query in VIEWS.items():
        took[name] = measure(gongkai, "sql", "--warehouse", warehouse, query)
    took["export"] = measure(gongkai, "export", "--warehouse", warehouse, "--out", str(out))
    sizes["Parquet"] = size(out)
    return took, sizes


def growth(before, after, ratio):
    """How much it grew for the growth of the input: 1 is in step."""
    if before <= 0 or after <= 0:
        return ""
    g = math.log(after / before) / math.log(ratio)
    return f"{g:.2f}" + (" **faster than its input**" if g > 1.1 else "")


def main(gongkai, *counts):
    gongkai, counts = os.path.abspath(gongkai), [int(n) for n in counts]
    results = []
    for n in counts:
        folder = pathlib.Path(tempfile.mkdtemp(prefix="curve-", dir=os.environ.get("CURVE_DIR")))
        try:
            results.append(step(gongkai, n, folder))
        finally:
            shutil.rmtree(folder)
        print(f"{n} reports done, load {os.getloadavg()[0]:.1f}", file=sys.stderr)
    ratio = counts[-1] / counts[-2] if len(counts) > 1 else 1
    print("| step | " + " | ".join(f"{n:,} reports: s, processor s, MB" for n in counts) + (" | growth |" if len(counts) > 1 else " |"))
    print("|---|" + "--:|" * (len(counts) + (len(counts) > 1)))
    for name in results[0][0]:
        cells = [f"{t[name][0]:.2f}, {t[name][1]:.2f}, {t[name][2]:.0f}" for t, _ in results]
        if len(counts) > 1:
            cells.append(growth(results[-2][0][name][1], results[-1][0][name][1], ratio))
        print(f"| {name} | " + " | ".join(cells) + " |")
    for name in results[0][1]:
        cells = [f"{s[name]:.1f} MB" for _, s in results]
        if len(counts) > 1:
            cells.append(growth(results[-2][1][name], results[-1][1][name], ratio))
        print(f"| size of the {name} | " + " | ".join(cells) + " |")


main(*sys.argv[1:])
