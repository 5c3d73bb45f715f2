"""How time, memory and size grow with the number of reports: curve.py GONGKAI REPORTS…, as `make curve` does.

Invents a nation of each size, ingests it, ingests it again, asks some views, lists the findings, freezes a year and exports it all. Each
step is a process of its own; of a busy machine its processor seconds say more than the clock. Prints Markdown, with how much each
grew for the growth of the input: 1.0 is in step with it, and more is marked. A step that fails is told and leaves its place empty. Everything is
made below a temporary folder (CURVE_DIR) and removed; a million reports need 40 GB of disk there. What was measured is also appended to
CURVE_LOG, a line of JSON a size, and sizes that stand there are not measured again.

Sessions may use 8 GB of memory and 40 GB of disk, more than a fresh installation allows a query: 4 GB and none, which at 100,000
reports is enough for every view here but warehouse_finding.
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
    "one city, all years, of city_request": "SELECT sum(value), sum(missing) FROM city_request WHERE region_code = '320800'",
    "the whole of city_request": "SELECT count(*), bit_xor(hash(v)) FROM city_request v",
    "province_panel": "SELECT count(*), bit_xor(hash(v)) FROM province_panel v",
    "coverage": "SELECT count(*), bit_xor(hash(v)) FROM coverage v",
    "reconciliation": "SELECT count(*), bit_xor(hash(v)) FROM reconciliation v",
    "missing_report": "SELECT count(*), bit_xor(hash(v)) FROM missing_report v",
    "warehouse_finding": "SELECT count(*), bit_xor(hash(v)) FROM warehouse_finding v",
}
ENVIRONMENT = os.environ | {"GONGKAI_SQL_MEMORY_LIMIT": "8GB", "GONGKAI_SQL_TEMP_SIZE": "40GB", "GONGKAI_SQL_TIMEOUT": "60m"}


def measure(*command):
    """Seconds on the clock, of processors, and MB at the peak; nothing where the command failed."""
    with tempfile.NamedTemporaryFile() as facts:
        p = subprocess.run([sys.executable, str(HERE / "measure.py"), facts.name, *command], stdout=subprocess.DEVNULL, env=ENVIRONMENT)
        if p.returncode != 0:
            print(f"{command} failed", file=sys.stderr)
            return None
        return json.loads(pathlib.Path(facts.name).read_text())


def size(path):
    path = pathlib.Path(path)
    return (sum(f.stat().st_size for f in path.rglob("*") if f.is_file()) if path.is_dir() else path.stat().st_size) / 1e6


def step(gongkai, reports, folder):
    """What one size takes: name → (seconds, processor seconds, MB in memory), and sizes in MB."""
    nation, warehouse, out = folder / "nation", str(folder / "w.duckdb"), folder / "parquet"
    took, sizes = {}, {}

    def run(name, *command):
        took[name] = measure(gongkai, *command)
        print(reports, name, took[name], file=sys.stderr)

    # The bodies of four years give 473,400 reports at most.
    years = "2021-2024" if reports <= 400_000 else "2020-2028"
    run("synth", "synth", "--reports", str(reports), "--years", years, "--formats", "html", "--errors", "0.02", "--out", str(nation))
    sizes["documents"] = size(nation / "reports")
    run("ingest", "ingest", "--warehouse", warehouse, str(nation / "reports"))
    run("ingest, nothing new", "ingest", "--warehouse", warehouse, str(nation / "reports"))
    sizes["warehouse"] = size(warehouse)
    sizes["archive"] = size(warehouse + ".archive")
    for name, query in VIEWS.items():
        run(name, "sql", "--warehouse", warehouse, query)
    run("check, warnings and errors", "check", "--warehouse", warehouse, "--json")
    run("rollup of a year", "rollup", "--warehouse", warehouse, "--year", "2023")
    run("export", "export", "--warehouse", warehouse, "--out", str(out))
    if took["export"]:
        sizes["Parquet"] = size(out)
    return {"reports": reports, "took": took, "sizes": sizes}


def measured(gongkai, reports, log):
    """The facts of one size: those in the log, or new ones."""
    if log and log.exists():
        for line in log.read_text().splitlines():
            facts = json.loads(line)
            if facts["reports"] == reports:
                return facts
    folder = pathlib.Path(tempfile.mkdtemp(prefix="curve-", dir=os.environ.get("CURVE_DIR")))
    try:
        facts = step(gongkai, reports, folder)
    finally:
        shutil.rmtree(folder)
    if log:
        with log.open("a") as f:
            f.write(json.dumps(facts) + "\n")
    return facts


def growth(before, after, ratio):
    """How much it grew for the growth of the input: 1 is in step."""
    if not before or not after or before <= 0 or after <= 0:
        return ""
    g = math.log(after / before) / math.log(ratio)
    return f"{g:.2f}" + (" **faster than its input**" if g > 1.1 else "")


def main(gongkai, *counts):
    gongkai, counts = os.path.abspath(gongkai), [int(n) for n in counts]
    log = os.environ.get("CURVE_LOG")
    results = [measured(gongkai, n, pathlib.Path(log) if log else None) for n in counts]
    grows = len(counts) > 1
    ratio = counts[-1] / counts[-2] if grows else 1
    print("| step | " + " | ".join(f"{n:,} reports: s, processor s, MB" for n in counts) + (" | growth |" if grows else " |"))
    print("|---|" + "--:|" * (len(counts) + grows))
    for name in results[0]["took"]:
        took = [r["took"].get(name) for r in results]
        cells = [f"{t[0]:.2f}, {t[1]:.2f}, {t[2]:.0f}" if t else "failed" for t in took]
        if grows:
            cells.append(growth(took[-2] and took[-2][1], took[-1] and took[-1][1], ratio))
        print(f"| {name} | " + " | ".join(cells) + " |")
    for name in results[0]["sizes"]:
        sizes = [r["sizes"].get(name) for r in results]
        cells = [f"{s:.1f} MB" if s else "–" for s in sizes]
        if grows:
            cells.append(growth(sizes[-2], sizes[-1], ratio))
        print(f"| size of the {name} | " + " | ".join(cells) + " |")


main(*sys.argv[1:])
