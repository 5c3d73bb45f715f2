#!/usr/bin/env bash
# Gongkai beside what people use today, on the same invented files: `make peers`. Installs the Python packages of requirements.txt into
# a folder of its own; PostgreSQL takes part where the Debian package is installed. No test, and not part of CI.
#   REPORTS, PDFS   how many reports to invent (1000, 60)      ROUNDS   how often each reader reads them, in turn (5)
set -euo pipefail
cd "$(dirname "$0")/../.."
place=${PEERS:-$PWD/.tmp/peers}
mkdir -p "$place"
python3 -c 'import venv' || { echo "peers: python3 with venv is needed (apt-get install python3-venv)" >&2; exit 1; }
[ -x "$place/venv/bin/python" ] || python3 -m venv "$place/venv"
"$place/venv/bin/pip" install -q -r bench/peers/requirements.txt
go build -tags duckdb_arrow -o "$place/gongkai" ./cmd/gongkai
go build -o "$place/floor" ./bench/floor
rm -rf "$place/html" "$place/pdf"
"$place/gongkai" synth --lang en --reports "${REPORTS:-1000}" --years 2021-2024 --formats html --errors 0.05 --out "$place/html" >/dev/null
"$place/gongkai" synth --lang en --reports "${PDFS:-60}" --years 2021-2024 --formats pdf --errors 0.05 --out "$place/pdf" >/dev/null
echo "Measured on $(date +%F), version $(git describe --always --dirty), $(nproc) processors, $(uname -sm), load $(cut -d' ' -f1 /proc/loadavg) at the start."
"$place/venv/bin/python" bench/peers/run.py "$place/gongkai" "$place/floor" "$place" "${ROUNDS:-5}"
rm -rf "$place/html" "$place/pdf"
