"""`python -m tests.accuracy FOLDER [--write]`: measure on the recordings of a folder, print, and renew the page."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.accuracy.page import FILE, page, sections, unread
from tests.accuracy.recordings import recordings


def main(words: list[str]) -> int:
    """Exit 0 when the tables are printed, whatever some files hold; 2 where there is no such folder."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the recordings are (README.md beside this says which)")
    parser.add_argument("--write", action="store_true", help="renew game/motion/ACCURACY.md as well")
    parser.add_argument("--real", action="store_true", help="leave the simulated joints out")
    asked = parser.parse_args(words)
    if not asked.folder.is_dir():
        print(f"There is no folder {asked.folder}; name the one that holds the recordings.", file=sys.stderr)
        return 2
    found = list(recordings(asked.folder))
    for sentence in unread(found):
        print(sentence)
    parts = []
    for part in sections(found, simulate=not asked.real):
        print("", *part.lines(), sep="\n", end="", flush=True)
        parts.append(part)
    if asked.write:
        FILE.write_text(page(parts), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
