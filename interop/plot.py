"""Plots columns of a panel as they come, with pandas and polars, from SQL, Parquet and Arrow: counts are integers, money a float.

    python interop/plot.py GONGKAI WAREHOUSE EXPORT

GONGKAI is the program, WAREHOUSE the demo warehouse, EXPORT an export of it as Parquet and Arrow. Nothing is converted between the source
and the plot: a column of decimals would end it, or be taken for texts. Ends with an error where a column is no number.
"""

import json
import pathlib
import subprocess
import sys

import duckdb
import matplotlib.pyplot
import pandas
import polars
import pyarrow.feather

COUNTS = ["received", "accepted", "litigation_total", "licence_decisions"]
MONEY = ["fee_amount"]


def drawn(what, frame):
    """Draws every column against the year, and returns how many points there are."""
    figure, axes = matplotlib.pyplot.subplots()
    for column in COUNTS + MONEY:
        axes.plot(frame["year"], frame[column], marker="o")
    points = sum(int((line.get_ydata() == line.get_ydata()).sum()) for line in axes.lines)
    figure.savefig("panel.png")
    matplotlib.pyplot.close(figure)
    assert points, f"{what}: nothing is drawn"
    return points


def main(gongkai, warehouse, export):
    printed = subprocess.run([gongkai, "--warehouse", warehouse, "connect", "--format", "json"], check=True, capture_output=True)
    connection = duckdb.connect()
    for statement in json.loads(printed.stdout)["statements"]:
        connection.execute(statement)
    question = "SELECT * FROM city_panel WHERE status <> 'not_collected' ORDER BY year, region_code"
    parquet = pathlib.Path(export) / "parquet" / "city_panel.parquet"
    arrow = pathlib.Path(export) / "arrow" / "city_panel.arrow"
    frames = {
        "pandas from SQL": connection.execute(question).df(),
        "pandas from Parquet": pandas.read_parquet(parquet),
        "pandas from Arrow": pyarrow.feather.read_table(arrow).to_pandas(),
        "polars from SQL": connection.execute(question).pl(),
        "polars from Parquet": polars.read_parquet(parquet),
        "polars from Arrow": polars.read_ipc(arrow),
    }
    points = {what: drawn(what, frame) for what, frame in frames.items()}
    assert len(set(points.values())) == 1, points
    for what, frame in frames.items():
        for column in COUNTS + MONEY:
            kind = frame[column].dtype
            if isinstance(frame, polars.DataFrame):
                assert kind == (polars.Int64 if column in COUNTS else polars.Float64), f"{what}: {column} is {kind}"
            else:  # pandas has no gap among integers
                assert kind.kind == "f" or column in COUNTS and kind.kind == "i", f"{what}: {column} is {kind}"
    panel = frames["pandas from Parquet"]
    panel.plot(x="year", y="received")
    sums = panel["received"].sum(), frames["polars from SQL"]["received"].sum()
    assert sums[0] == sums[1] == connection.execute("SELECT sum(received) FROM city_panel").fetchone()[0], sums
    print(f"points drawn from each source: {points['pandas from SQL']}, received in all: {int(sums[0])}")


if __name__ == "__main__":
    main(*sys.argv[1:])
