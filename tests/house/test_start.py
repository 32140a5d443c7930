"""A command answers at once: asking for help imports nothing that is slow."""

from __future__ import annotations

import sys

from tests.house.tree import run

HEAVY = ("numpy", "pygame", "pydantic", "scipy", "yaml", "serial", "vqf", "imufusion", "django", "sqlite3", "pylsl")
ASK = """
import sys
from game.__main__ import main
try:
    main()
except SystemExit as stop:
    assert not stop.code, stop.code
print(*sorted(name for name in sys.modules if "." not in name), file=sys.stderr)
"""


def test_help_imports_nothing_heavy() -> None:
    said = run([sys.executable, "-c", ASK, "--help"])
    assert said.returncode == 0, said.stderr
    assert "usage: moveagain" in said.stdout
    assert not set(HEAVY) & set(said.stderr.split())
