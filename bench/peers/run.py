"""Runs every reader over the same invented files, in turn, and prints what each did: run.py GONGKAI FLOOR DIR ROUNDS

DIR/html and DIR/pdf are invented nations. Each reader is a process of its own; its time and memory are those of the process with
its children. Prints Markdown.
"""
import csv
import gzip
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
from decimal import Decimal

HERE = pathlib.Path(__file__).parent


def measure(command, facts, stdout=None):
    """Runs a command; returns seconds on the clock, of processors, MB at its peak, and what it printed."""
    p = subprocess.run([sys.executable, str(HERE.parent / "measure.py"), str(facts), *command], stdout=stdout or subprocess.PIPE, text=True)
    if p.returncode != 0:
        raise SystemExit(f"{command} failed")
    return (*json.loads(facts.read_text()), p.stdout)


def truth(nation):
    with open(nation / "truth/reports.csv", encoding="utf-8") as f:
        faulty = {r["file"] for r in csv.DictReader(f) if r["fault"]}
    cells = {}
    with gzip.open(nation / "truth/cells.csv.gz", "rt", encoding="utf-8") as f:
        for r in csv.DictReader(f):
            cells[r["file"], r["code"]] = r["value"]
    return faulty, cells


def score(nation, read, flagged):
    """Counts the cells of the truth: right, absent, flagged, silently wrong."""
    faulty, cells = truth(nation)
    count = dict.fromkeys(["cells", "right", "absent", "flagged", "misread", "misprinted"], 0)
    for at, true in cells.items():
        count["cells"] += 1
        got = read.get(at) or ""
        if got == "" and true == "" or got != "" and true != "" and Decimal(got) == Decimal(true):
            count["right"] += 1
        elif got == "":
            count["absent"] += 1
        elif at in flagged:
            count["flagged"] += 1
        else:
            count["misprinted" if at[0] in faulty else "misread"] += 1
    return count


def cells_of_csv(path):
    with open(path, encoding="utf-8") as f:
        return {(r["file"], r["code"]): r["value"] for r in csv.DictReader(f)}, set()


def cells_of_gongkai(path, folder):
    read, flagged = {}, set()
    with open(path, encoding="utf-8") as f:
        for r in json.load(f)["reports"]:
            file = os.path.relpath(r["path"], folder)
            for c in r["cells"]:
                if c["value"] is not None:
                    read[file, c["code"]] = c["value"]
            for finding in r["findings"]:
                if finding["severity"] == "error":
                    flagged.update((file, code) for code in finding["cells"])
    return read, flagged


def readers(gongkai, floor, nation, fmt, scratch):
    """Name, command, and what scores it: the function that reads its output, None for the floor. OUT stands for a new file."""
    folder = str(nation / "reports")
    out = [
        ("gongkai ingest, into DuckDB with checks and views", [gongkai, "ingest", "--warehouse", "OUT", folder], None),
        ("gongkai extract, to JSON with checks", [gongkai, "extract", "--format", "json", folder], lambda path: cells_of_gongkai(path, folder)),
    ]
    if fmt == "html":
        out.append(("pandas with lxml, into DuckDB", [sys.executable, str(HERE / "read_html.py"), folder, "OUT"], cells_of_csv))
        out.append(("floor: x/net/html, tokens alone", [floor, "html", folder], None))
    else:
        out.append(("pdfplumber, to CSV", [sys.executable, str(HERE / "read_pdf.py"), folder, "OUT"], cells_of_csv))
        out.append(("floor: pdfium, text alone", [floor, "pdf", folder], None))
    return out


def files(nation, fmt):
    return sum(1 for _ in (nation / "reports").rglob("*." + fmt))


def spread(values, show="{:.3g}"):
    if len(values) == 1:
        return show.format(values[0])
    return f"{show.format(statistics.median(values))} ({show.format(min(values))} to {show.format(max(values))})"


def read_all(gongkai, floor, nation, fmt, rounds, scratch):
    todo, runs, scores = readers(gongkai, floor, nation, fmt, scratch), {}, {}
    n = files(nation, fmt)
    for round in range(rounds + 1):  # the first fills the caches and is scored, not timed
        for name, command, cells in todo:
            place = pathlib.Path(tempfile.mkdtemp(dir=scratch))
            target = place / "out"
            command = [str(target) if c == "OUT" else c for c in command]
            with open(place / "printed", "w", encoding="utf-8") as f:
                took = measure(command, place / "facts", f)
            if round > 0:
                runs.setdefault(name, []).append(took)
            elif cells:
                scores[name] = score(nation, *cells(target if target.exists() else place / "printed"))
            shutil.rmtree(place)
    print(f"\n{fmt}: {n} documents, {rounds} rounds in turn\n")
    print("| reader | reports/s | reports a processor second | MB | right | absent | flagged | silently wrong: misread | misprinted, as read |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    for name, _, _ in todo:
        took = runs[name]
        line = f"| {name} | {spread([n / t[0] for t in took])} | {spread([n / t[1] for t in took])} | {max(t[2] for t in took):.0f} |"
        if name in scores:
            s = scores[name]
            line += f" {100 * s['right'] / s['cells']:.2f} % | {100 * s['absent'] / s['cells']:.2f} % | {s['flagged']} | {s['misread']} | {s['misprinted']} |"
        else:
            line += " | | | | |"
        print(line, flush=True)


class Postgres:
    """A server of our own below a folder, without TCP; None where the package is not there."""

    def __init__(self, folder):
        self.folder, self.port = folder, "54329"
        places = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))
        self.bin = places[-1] if places else None
        self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []

    def start(self):
        if not self.bin or not shutil.which("psql"):
            return False
        if self.user:
            shutil.chown(self.folder, "postgres", "postgres")
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": True}
        subprocess.run(self.user + [str(self.bin / "initdb"), "-D", f"{self.folder}/data", "-U", "peer", "-A", "trust"], **quiet)
        subprocess.run(self.user + [str(self.bin / "pg_ctl"), "-D", f"{self.folder}/data", "-w", "-l", f"{self.folder}/log",
                                    "-o", f"-p {self.port} -c listen_addresses='' -k {self.folder} -c shared_buffers=1GB", "start"], **quiet)
        return True

    def stop(self):
        subprocess.run(self.user + [str(self.bin / "pg_ctl"), "-D", f"{self.folder}/data", "-m", "fast", "-w", "stop"],
                       stdout=subprocess.DEVNULL, check=False)


def databases(nation, rounds, scratch):
    place = pathlib.Path(tempfile.mkdtemp(prefix="peers-pg-"))
    server = Postgres(place)
    kinds = ["duckdb", "sqlite"]
    if server.start():
        kinds.append("postgres")
    runs = {}
    try:
        for _ in range(rounds):
            for kind in kinds:
                folder = pathlib.Path(tempfile.mkdtemp(dir=scratch))
                args = [str(place), server.port] if kind == "postgres" else [str(folder)]
                if kind == "postgres":
                    subprocess.run(["psql", "-h", str(place), "-p", server.port, "-U", "peer", "-d", "postgres", "-qX", "-c", "DROP TABLE IF EXISTS cell, report"],
                                   stderr=subprocess.DEVNULL, check=True)
                took = measure([sys.executable, str(HERE / "database.py"), kind, str(nation / "truth"), *args], folder / "facts")
                runs.setdefault(kind, []).append((json.loads(took[3]), took[2]))
                shutil.rmtree(folder)
    finally:
        if "postgres" in kinds:
            server.stop()
        shutil.rmtree(place, ignore_errors=True)
    cells = runs["duckdb"][0][0]["cells"]
    print(f"\nThe same {cells} cells and the same SQL (bench/peers/sums.sql), {rounds} rounds in turn\n")
    print("| database | cells loaded/s | all city sums, ms | MB on disk | same sums |")
    print("|---|--:|--:|--:|---|")
    for kind, took in runs.items():
        same = len({r["sums"] for r, _ in took} | {runs["duckdb"][0][0]["sums"]}) == 1
        print(f"| {kind} | {spread([cells / r['load'] for r, _ in took])} | {spread([1000 * r['query'] for r, _ in took])} | {took[0][0]['bytes'] / 1e6:.1f} | {'yes' if same else 'NO'} |", flush=True)


def main(gongkai, floor, folder, rounds):
    folder = pathlib.Path(folder)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        scratch = pathlib.Path(scratch)
        for fmt in ("html", "pdf"):
            read_all(gongkai, floor, folder / fmt, fmt, int(rounds), scratch)
        databases(folder / "html", int(rounds), scratch)


main(*sys.argv[1:])
