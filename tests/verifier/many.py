"""Verifies every file of a folder, and every folder in it as a published log; one line each, in the order of names: name, then `stands` or line and reason.

    python3 tests/verifier/many.py FOLDER KEY
"""

import pathlib
import sys

import verify


def verdict(path, key):
    try:
        if path.is_dir():
            verify.verify_tiles(path, key)
        else:
            with path.open("rb") as lines:
                verify.verify(lines, key)
    except verify.Bad as bad:
        return f"{bad.line} {bad.reason}"
    return "stands"


if __name__ == "__main__":
    folder, key = sys.argv[1:]
    for path in sorted(pathlib.Path(folder).iterdir()):
        print(path.name, verdict(path, verify.Key(key)))
