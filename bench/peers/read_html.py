"""Python with lxml and pandas into DuckDB: read_html.py DIR OUT.csv"""
import io
import pathlib
import sys

import duckdb
import pandas

import form


def decode(body):
    for encoding in ("utf-8", "gb18030"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            pass
    return body.decode("utf-8", "replace")


def main(folder, out):
    known, cells, count = form.Form(), [], 0
    folder = pathlib.Path(folder)
    for path in sorted(folder.rglob("*.html")):
        count += 1
        try:
            tables = pandas.read_html(io.StringIO(decode(path.read_bytes())), flavor="lxml", header=None, keep_default_na=False)
        except ValueError:
            continue
        found = {}
        for table in tables:
            if len(table) > 1:
                for code, value in known.cells(table.astype(str).values.tolist()):
                    found.setdefault(code, value)
        cells += [(str(path.relative_to(folder)), code, value) for code, value in found.items()]
    frame = pandas.DataFrame(cells, columns=["file", "code", "value"])
    con = duckdb.connect()
    con.execute("CREATE TABLE cell AS SELECT file, code, CAST(value AS DECIMAL(18, 6)) AS value FROM frame")
    frame.to_csv(out, index=False)
    print(count)


main(*sys.argv[1:])
