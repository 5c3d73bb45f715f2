"""Reads a bundle of a release back with other software and compares it with what `gongkai sql --release` prints.

    python interop/bundle.py GONGKAI WAREHOUSE RELEASE FOLDER

Ends with status 1 and a line a difference where something is not the same. CITATION.cff and datacite.json are read by citation.py.
"""

import json
import pathlib
import sys

import read_back


def frozen(folder, program, release, manifest):
    """Compares the Parquet files with the release, and the CSV files with the Parquet files."""
    queries = {
        "rate": "SELECT * FROM rate ORDER BY year, region_code, code",
        "region_panel": "SELECT * FROM region_panel ORDER BY year, region_code",
        "coverage": "SELECT * FROM coverage ORDER BY year, region_code, subject",
        "reconciliation": "SELECT region_code, item, heading, published, built, missing, status FROM reconciliation"
                          " ORDER BY year, region_code, subject, item, heading",
        "release_total": "SELECT t.region_code, t.basis, i.code, t.value, t.reports, t.missing FROM region_indicator t"
                         " JOIN indicator i USING (indicator_id) ORDER BY t.year, t.region_code, t.basis, i.code",
    }
    for file in manifest["files"]:
        if file.get("format") != "parquet":
            continue
        columns, rows, table = read_back.read_parquet(folder / file["path"])
        if table.schema.metadata.get(b"release_id", b"").decode() != manifest["release_id"]:
            read_back.differ(file["path"], "another release in the metadata")
        frame = read_back.pandas.read_csv(folder / file["path"].replace("parquet", "csv"), dtype=str, keep_default_na=False)
        if list(frame.columns) != columns:
            read_back.differ(file["path"], "columns", list(frame.columns))
        read_back.compare(file["path"] + " against CSV", rows, frame.values.tolist(), digits=13)
        if file["relation"] not in queries:
            continue
        text = program.run("sql", "--release", release, "--timeout", "10m", "--format", "csv", queries[file["relation"]])
        names, *want = list(read_back.csv.reader(read_back.io.StringIO(text)))
        got = [[row[columns.index(name)] for name in names] for row in rows]
        read_back.compare(file["path"] + " against the release", want, got, digits=13)
        if not want:
            read_back.differ(file["path"], "no rows to compare")


def main(gongkai, warehouse, release, folder):
    folder = pathlib.Path(folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    read_back.checksums(folder)
    resources = read_back.datapackage(folder)
    frozen(folder, read_back.Program(gongkai, warehouse), release, manifest)
    print(f"bundle: files: {len(manifest['files'])}, resources valid: {resources}, differences: {len(read_back.DIFFERENCES)}")
    return 1 if read_back.DIFFERENCES or not resources else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
