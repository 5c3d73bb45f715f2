"""Holds the citation of a bundle to the schemas of its formats, and to the manifest.

    python interop/citation.py FOLDER

It runs in an environment of its own: cffconvert needs an older jsonschema than frictionless does.
"""

import json
import pathlib
import sys

from cffconvert import Citation
from datacite import schema45


def main(folder):
    folder = pathlib.Path(folder)
    release = json.loads((folder / "manifest.json").read_text())["release_id"]
    citation = Citation((folder / "CITATION.cff").read_text())
    citation.validate()
    metadata = json.loads((folder / "datacite.json").read_text())
    schema45.validator.validate(metadata)
    if citation.cffobj["version"] != release or metadata["version"] != release:
        print("DIFFERENT: version", citation.cffobj["version"], metadata["version"], "not", release)
        return 1
    print("citation: valid by version", citation.cffversion, "of CFF and 4.5 of DataCite")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
