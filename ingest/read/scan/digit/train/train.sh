#!/usr/bin/env bash
# Trains the recogniser of digits anew and puts its weights in place. The fonts are those of the Debian packages fonts-noto-cjk and
# fonts-liberation; those of fonts-dejavu are kept for its tests. JAX comes from PyPI into a folder of its own.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6
go run . -count 26000 -seed 1 >"$work/samples.bin"
go run . -count 3000 -seed 7 -test >"$work/test.bin"
sha256sum "$work/samples.bin"
"$work/venv/bin/python" train.py "$work/samples.bin" ../net.bin "$work/test.bin"
sha256sum ../net.bin
