"""Runs the code blocks of the guide for Python, one after the other, from a folder with the demo in it.

    python interop/guides.py GUIDE.md…

python blocks share their names, as the cells of a notebook do; sh blocks pass on what they export. Ends with an error at the
block that fails.
"""

import os
import pathlib
import re
import subprocess
import sys
import traceback

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def shell(text, environment):
    """Runs a block of shell, and returns the variables that it leaves."""
    done = subprocess.run(["bash", "-e", "-c", text + "\nenv -0 > .environment"], env=environment)
    if done.returncode:
        sys.exit(f"failed:\n{text}")
    pairs = pathlib.Path(".environment").read_text().split("\0")
    return dict(pair.split("=", 1) for pair in pairs if "=" in pair)


def main(guides):
    blocks = 0
    for guide in guides:
        names = {"__name__": "__main__"}
        environment = dict(os.environ)
        sys.path.insert(0, os.getcwd())
        for language, text in BLOCK.findall(pathlib.Path(guide).read_text(encoding="utf-8")):
            blocks += 1
            if language == "sh":
                environment = shell(text, environment)
            elif language == "python":
                try:
                    exec(compile(text, guide, "exec"), names)
                except Exception:
                    traceback.print_exc()
                    sys.exit(f"{guide}: this block failed:\n{text}")
            else:
                sys.exit(f"{guide}: nobody runs a block of {language!r}")
        for left in ("received.png", "city_panel.dta"):
            if not pathlib.Path(left).stat().st_size:
                sys.exit(f"{guide}: {left} is empty")
    print(f"blocks run: {blocks}")


if __name__ == "__main__":
    main(sys.argv[1:])
