"""Keeps the path that `gongkai connect` prints, in one Python process and in two, while ingest publishes.

    python interop/current.py GONGKAI REPORTS

GONGKAI is the program, REPORTS a folder of reports. What is open does not change; what is opened after the last connection of a process
to the path was closed is the newest snapshot. DuckDB 1.5.6 follows the link, and so shows the newest to a connection that is opened beside
an older one, too; a version that knows an open database by the path that it was given would not. Ends with an error where a process sees
anything else.
"""

import json
import multiprocessing
import pathlib
import subprocess
import sys
import tempfile

import duckdb

REPORTS = ["suqian_city_2023.txt", "pingtan_zone_2019.txt", "pingtan_zone_2021.txt", "pingtan_zone_2023.html", "shanghai_general_office_2019.html"]

QUESTION = """
    SELECT (SELECT count(*) FROM report_version), (SELECT count(DISTINCT version_id) FROM cell),
        (SELECT count(*) FROM city_panel), (SELECT count(*) FROM county_request WHERE value IS NOT NULL)
"""


def versions(connection):
    """Returns how many versions of reports a connection sees, each whole: with its cells, and with answers stored for it."""
    known, whole, panels, _ = connection.execute(QUESTION).fetchone()
    assert known == whole, f"{known} versions, of which {whole} have cells"
    assert panels, "no rows of city_panel"
    return known


def expect(what, want, got):
    assert want == got, f"{what}: {got} versions, not {want}"


def keeper(path, orders, answers):
    """Holds the path open in a process of its own, and opens it anew when it is told to."""
    connection = duckdb.connect(path, read_only=True)
    for order in iter(orders.get, "end"):
        if order == "anew":
            connection.close()
            connection = duckdb.connect(path, read_only=True)
        answers.put(versions(connection))
    connection.close()


def main(gongkai, folder):
    reports = [str(pathlib.Path(folder) / name) for name in REPORTS]
    warehouse = str(pathlib.Path(tempfile.mkdtemp()) / "w.duckdb")

    def ingest(report):
        subprocess.run([gongkai, "--warehouse", warehouse, "ingest", report], check=True, capture_output=True)

    ingest(reports[0])
    printed = subprocess.run([gongkai, "--warehouse", warehouse, "connect", "--format", "json"], check=True, capture_output=True)
    path = json.loads(printed.stdout)["path"]
    assert path.endswith("w.duckdb.snapshots/current.duckdb"), path

    context = multiprocessing.get_context("spawn")
    orders, answers = context.Queue(), context.Queue()
    other = context.Process(target=keeper, args=(path, orders, answers))
    other.start()

    def ask(order):
        orders.put(order)
        return answers.get(timeout=60)

    first = duckdb.connect(path, read_only=True)
    attached = duckdb.connect()
    attached.execute(f"ATTACH '{path}' AS gongkai (READ_ONLY)")
    attached.execute("USE gongkai")
    expect("this process", 1, versions(first))
    expect("the other", 1, ask("look"))
    for report in reports[1:4]:  # the snapshot that they opened is removed meanwhile
        ingest(report)
        expect("this process, as it opened it", 1, versions(first))
        expect("attached, as it was", 1, versions(attached))
        expect("the other, as it opened it", 1, ask("look"))
    second = duckdb.connect(path, read_only=True)
    expect("beside one that is open", 4, versions(second))
    expect("the one that was open", 1, versions(first))
    first.close()
    second.close()
    attached.close()
    third = duckdb.connect(path, read_only=True)
    expect("after the last was closed", 4, versions(third))
    expect("the other, which still has it open", 1, ask("look"))
    expect("the other, anew", 4, ask("anew"))
    third.close()

    # Opened and closed without pause while ingest publishes: each time one snapshot or the other, whole.
    writer = subprocess.Popen([gongkai, "--warehouse", warehouse, "ingest", reports[4]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seen, opened = [], 0
    while writer.poll() is None or seen[-1:] != [5]:
        with duckdb.connect(path, read_only=True) as connection:
            got = versions(connection)
        opened += 1
        seen += [got] if seen[-1:] != [got] else []
        assert opened < 10000, seen
    assert writer.returncode == 0 and seen == [4, 5], f"status {writer.returncode}, seen in turn {seen}"
    expect("the other, anew", 5, ask("anew"))
    orders.put("end")
    other.join(60)
    assert other.exitcode == 0, f"the other process ended with {other.exitcode}"
    print(f"opened while ingest published: {opened}, seen in turn: {seen}")


if __name__ == "__main__":
    main(*sys.argv[1:])
