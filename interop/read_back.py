"""Reads every export back with other software and compares it with what `gongkai sql` prints.

    python interop/read_back.py GONGKAI WAREHOUSE FOLDER

GONGKAI is the program, WAREHOUSE the demo warehouse, FOLDER an export of it with all formats and the official tables of
宿迁市 for 2023. Ends with status 1 and a line a difference where something is not the same.
"""

import csv
import hashlib
import io
import json
import math
import pathlib
import subprocess
import sys
import tempfile
from decimal import Decimal, InvalidOperation

import duckdb
import frictionless
import openpyxl
import pandas
import pyarrow.ipc
import pyarrow.parquet

DIFFERENCES = []


def differ(what, *details):
    DIFFERENCES.append(what)
    print("DIFFERENT:", what, *details)


def plain(value):
    """Returns a value as a text that is equal for equal values, whatever software read it. A gap is empty."""
    if value is None or (isinstance(value, float) and math.isnan(value)) or value is pandas.NA or value is pandas.NaT:
        return ""
    if isinstance(value, (bool,)):
        return "true" if value else "false"
    text = str(value).removesuffix(" 00:00:00")
    if text in ("TRUE", "FALSE"):
        return text.lower()
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return format(number.normalize(), "f") if number.is_finite() else text


def same(a, b, digits):
    """Tells whether two plain texts are the same; with digits, whether two fractions agree in so many."""
    if a == b:
        return True
    if not digits or "." not in a + b:
        return False
    try:
        return math.isclose(float(a), float(b), rel_tol=10.0**-digits)
    except ValueError:
        return False


def compare(what, want, got, digits=0):
    """Compares rows in order. want and got are lists of lists."""
    want = [[plain(v) for v in row] for row in want]
    got = [[plain(v) for v in row] for row in got]
    if len(want) != len(got):
        differ(what, f"{len(got)} rows, not {len(want)}")
        return
    for n, (a, b) in enumerate(zip(want, got)):
        if len(a) != len(b) or not all(same(x, y, digits) for x, y in zip(a, b)):
            differ(what, f"row {n + 1}: {b}, not {a}")
            return


class Program:
    def __init__(self, path, warehouse):
        self.command = [path, "--lang", "en", "--warehouse", warehouse]

    def run(self, *args):
        return subprocess.run([*self.command, *args], check=True, capture_output=True, text=True).stdout

    def sql(self, query):
        rows = list(csv.reader(io.StringIO(self.run("sql", "--timeout", "10m", "--format", "csv", query))))
        return rows[0], rows[1:]


def checksums(folder):
    listed = set()
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ", 1)
        listed.add(name)
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
            differ(name, "another hash than in SHA256SUMS")
    there = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    if there - listed != {"SHA256SUMS"} or listed - there:
        differ("SHA256SUMS", there ^ listed)


def datapackage(folder):
    report = frictionless.validate(str(folder / "datapackage.json"))
    for task in report.tasks:
        for error in task.errors:
            differ(task.name, error.message)
    for error in report.errors:
        differ("datapackage.json", error.message)
    return len(report.tasks)


def read_parquet(path):
    table = pyarrow.parquet.read_table(path)
    return table.column_names, list(zip(*(c.to_pylist() for c in table.columns))), table


def relations(folder, program, manifest):
    """Compares Parquet, CSV and Arrow with each other, and with the warehouse where the rows come from a view as it is."""
    by_path = {f["path"]: f for f in manifest["files"]}
    views = ("report", "disclosure", "request", "appeal", "region_disclosure", "region_request", "region_appeal",
             "province_panel", "city_panel", "county_panel", "warehouse_finding", "indicator", "region")
    asked, answers = 0, {}
    for path, file in by_path.items():
        if file.get("format") != "parquet":
            continue
        columns, rows, table = read_parquet(folder / path)
        if len(rows) != file["rows"]:
            differ(path, f"{len(rows)} rows, not {file['rows']} as in the manifest")
        kept = {k.decode(): v.decode() for k, v in table.schema.metadata.items()}
        if kept.get("relation") != file["relation"]:
            differ(path, "metadata", kept)
        other = path.replace("parquet", "csv")
        frame = pandas.read_csv(folder / other, dtype=str, keep_default_na=False)
        if list(frame.columns) != columns:
            differ(other, "columns", list(frame.columns))
        compare(other, rows, frame.values.tolist())
        other = path.replace("parquet", "arrow")
        with pyarrow.ipc.open_file(folder / other) as stream:
            arrow = stream.read_all()
        if arrow.schema.names != columns:
            differ(other, "columns", arrow.schema.names)
        compare(other, rows, list(zip(*(c.to_pylist() for c in arrow.columns))))
        frame = pandas.read_feather(folder / other)
        if len(frame) != len(rows):
            differ(other, "rows for pandas", len(frame))
        if file["relation"] not in views:
            continue
        key = kept["natural_key"].split(",")
        if file["relation"] not in answers:
            answers[file["relation"]] = program.sql(f"SELECT {', '.join(columns)} FROM {file['relation']}")
        want_columns, want = answers[file["relation"]]
        if "year" in file:
            want = [row for row in want if row[columns.index("year")] == str(file["year"])]
        order = [columns.index(k) for k in key]
        rows.sort(key=lambda row: tuple(str(row[i]) for i in order))
        want = sorted(want, key=lambda row: tuple(row[i] for i in order))
        if want_columns != columns:
            differ(path, "columns", want_columns)
        compare(path + " against the warehouse", want, rows)
        asked += 1
    return asked


def findings_and_texts(folder, program):
    for relation, query in (
        ("finding", "SELECT count(*) FROM report_finding"),
        ("narrative", "SELECT count(*) FROM narrative n JOIN report r ON r.version_id = n.version_id"),
    ):
        there = sum(len(pandas.read_parquet(p)) for p in sorted((folder / "parquet" / relation).glob("*.parquet")))
        want = int(program.sql(query)[1][0][0])
        if there != want or want == 0:
            differ(relation, f"{there} rows, not {want}")
    texts = "".join(p.read_text() for p in (folder / "csv" / "narrative").glob("*.csv"))
    for number in ("0533-3177897", "szfyjs@", "0591-23165385"):
        if number in texts:
            differ("narrative", number, "was not left out")
    if "〔电话略〕" not in texts:
        differ("narrative", "nothing says that a number was left out")


def own_duckdb(program):
    """Attaches the snapshot as `gongkai connect` says, and asks the same of both."""
    connection = json.loads(program.run("connect", "--format", "json"))
    if connection["duckdb"] != "v" + duckdb.__version__:
        differ("DuckDB", duckdb.__version__, "here, the snapshot is of", connection["duckdb"])
    names = {}
    exec(program.run("connect", "--format", "python"), names)
    by_python = names["con"]
    by_sql = duckdb.connect()
    by_sql.execute(program.run("connect"))
    queries = [
        "SELECT * FROM city_panel ORDER BY year, region_code",
        "SELECT year, region_code, basis, outcome, applicant, value, reports, missing FROM region_request ORDER BY ALL",
        "SELECT year, region_code, agency, item, measure, value, state FROM disclosure ORDER BY ALL",
        "SELECT * FROM coverage ORDER BY ALL",
    ]
    for query in queries:
        _, want = program.sql(query)
        for how, con in (("python", by_python), ("sql", by_sql)):
            compare(f"connect --format {how}: {query}", want, con.execute(query).fetchall())
    for con in (by_python, by_sql):
        try:
            con.execute("DELETE FROM cell")
            differ("connect", "the snapshot can be written")
        except duckdb.Error:
            pass


def libreoffice(path):
    """Returns the sheets of a workbook as LibreOffice reads them, by name."""
    with tempfile.TemporaryDirectory() as folder:
        # The numbers: comma, quote, UTF-8, from line 1; then numbers as they are and not as shown; -1 is every sheet.
        filter_ = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", filter_,
                        "--outdir", folder, str(path)], check=True, capture_output=True)
        sheets = {}
        for file in pathlib.Path(folder).glob("*.csv"):
            sheets[file.stem.removeprefix(path.stem + "-")] = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"))))
        return sheets


def panels(folder):
    path = folder / "xlsx" / "panels.xlsx"
    sheets = libreoffice(path)
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    for name in ("province_panel", "city_panel", "county_panel"):
        columns, rows, _ = read_parquet(folder / "parquet" / f"{name}.parquet")
        want = [columns, *rows]
        compare(f"{name} in LibreOffice", want, sheets.get(name, []), digits=13)
        # A row ends at its last cell that is not empty.
        seen = [list(row) + [None] * (len(columns) - len(row)) for row in book[name].iter_rows(values_only=True)]
        compare(f"{name} in openpyxl", want, seen, digits=13)
        frame = pandas.read_excel(path, sheet_name=name)
        if len(frame) != len(rows):
            differ(name, "rows for pandas", len(frame))


def official_tables(folder, program):
    """Every number of 表三 of 宿迁市 stands in the workbook, row by row in the order of the form, and nothing else does."""
    path = folder / "xlsx" / "area_321300_2023.xlsx"
    sheet = libreoffice(path)["Requests"]
    _, want = program.sql("""
        SELECT t.outcome, t.applicant, t.value FROM city_request t
        JOIN indicator i ON i.subject = 'request' AND i.item = t.outcome AND i.heading = t.applicant
        JOIN indicator_form f ON f.indicator_id = i.indicator_id AND f.form = '2021' AND f.role = 'cell'
        WHERE t.region_code = '321300' AND t.year = 2023 AND t.preferred ORDER BY f.position""")
    numbers = [[v] for row in sheet[5:30] for v in row[3:10]]
    compare("official table in LibreOffice", [[row[2]] for row in want], numbers)
    if len(numbers) != 175 or sheet[2][3] != "申请人情况":
        differ(path.name, len(numbers), sheet[2])


def main(gongkai, warehouse, folder):
    folder = pathlib.Path(folder)
    program = Program(gongkai, warehouse)
    manifest = json.loads((folder / "manifest.json").read_text())
    checksums(folder)
    resources = datapackage(folder)
    asked = relations(folder, program, manifest)
    findings_and_texts(folder, program)
    own_duckdb(program)
    panels(folder)
    official_tables(folder, program)
    print(f"files: {len(manifest['files'])}, resources valid: {resources}, compared with the warehouse: {asked}, differences: {len(DIFFERENCES)}")
    return 1 if DIFFERENCES or not resources or not asked else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
