"""Runs a command and says what it took: measure.py FACTS COMMAND…

Writes seconds on the clock, of processors, and MB at the peak to the file FACTS, as JSON; output and status are those of the command. A
process of its own, since what it starts counts the memory of whoever started it until it has loaded itself.
"""
import json
import os
import sys
import time

start = time.monotonic()
child = os.fork()
if child == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
_, status, usage = os.wait4(child, 0)
with open(sys.argv[1], "w", encoding="utf-8") as f:
    json.dump([time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000], f)
sys.exit(os.waitstatus_to_exitcode(status) != 0)
