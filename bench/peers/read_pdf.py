"""pdfplumber: read_pdf.py DIR OUT.csv"""
import csv
import pathlib
import sys

import pdfplumber

import form


def tables(path):
    """The tables of a document, those that a page break cuts joined where they are as wide."""
    out = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for n, rows in enumerate(page.extract_tables()):
                if n == 0 and out and len(out[-1][0]) == len(rows[0]):
                    out[-1] += rows
                else:
                    out.append(rows)
    return out


def main(folder, out):
    known, count = form.Form(), 0
    folder = pathlib.Path(folder)
    with open(out, "w", newline="", encoding="utf-8") as f:
        w = csv.writer(f)
        w.writerow(["file", "code", "value"])
        for path in sorted(folder.rglob("*.pdf")):
            count += 1
            found = {}
            for rows in tables(path):
                for code, value in known.cells(rows):
                    found.setdefault(code, value)
            for code, value in found.items():
                w.writerow([path.relative_to(folder), code, value])
    print(count)


main(*sys.argv[1:])
