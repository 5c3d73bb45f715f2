"""The 2021 form for the peers: which code a labelled row of a grid holds.

This is what a careful person writes in a day: the table is known by its words, a row by its label, a value by its place
in the row. A cell that is no number is None; nothing is filled with zero.
"""
import csv
import pathlib
import re
import unicodedata

FORMS = pathlib.Path(__file__).resolve().parents[2] / "config" / "forms" / "2021.csv"
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def plain(text):
    """A label without spaces, numbering and punctuation."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", str(text or "")))
    text = re.sub(r"^([一二三四五六七八九十]、|\([一二三四五六七八九十]\)|\d+[.、])", "", text)
    return re.sub(r"[^\w]", "", text)


def number(text):
    """A printed number as text, None for anything else."""
    text = re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", str(text if text is not None else "")))
    if not NUMBER.fullmatch(text):
        return None
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text


class Form:
    def __init__(self):
        self.disclosure, self.request, self.appeal = {}, {}, []
        with open(FORMS, encoding="utf-8") as f:
            for row in csv.DictReader(f):
                if row["role"] != "cell":
                    continue
                subject = row["code"].split(".")[0]
                label = row["label_zh"].split(" × ")[0].split(" / ")
                if subject == "disclosure":
                    self.disclosure.setdefault(plain(label[1]), []).append(row["code"])
                elif subject == "request":
                    self.request.setdefault(plain(label[-1]), []).append(row["code"])
                else:
                    self.appeal.append(row["code"])

    def cells(self, rows):
        """Yields (code, value) of one table, a list of rows of texts; a cell over several places may stand in each."""
        text = plain("".join(str(c) for row in rows[:4] for c in row if c))
        if "信息内容" in text:
            for row in rows:
                codes = self.disclosure.get(plain(row[0]))
                if codes:
                    values = row[1:] if len(codes) > 1 else row[1:2]
                    yield from zip(codes, map(number, values))
        elif "申请人情况" in text:
            for row in rows:
                labels = [plain(c) for c in row[:-7]]
                for label in reversed(labels):
                    codes = self.request.get(label)
                    if codes and len(codes) == 7:
                        yield from zip(codes, map(number, row[-7:]))
                        break
        elif "行政复议" in text and len(rows[-1]) == len(self.appeal):
            yield from zip(self.appeal, map(number, rows[-1]))
