"""The project's own tree: its files, its modules and the commands that tests run in it."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("game", "input_devices")


@cache
def texts() -> dict[str, str]:
    """Every text file that belongs to the project, by its path from the root."""
    found = {}
    for path in sorted(_walk(ROOT)):
        raw = path.read_bytes()
        if b"\0" not in raw:
            found[path.relative_to(ROOT).as_posix()] = raw.decode("utf-8", errors="replace")
    return found


def _walk(folder: Path) -> Iterator[Path]:
    ignored = {line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()}
    for entry in folder.iterdir():
        if entry.name in ignored | {".git"} or any(entry.match(pattern) for pattern in ignored):
            continue
        if entry.is_dir():
            yield from _walk(entry)
        else:
            yield entry


@cache
def modules(*packages: str) -> dict[str, ast.Module]:
    """Every Python module below these packages (both, when none is named), parsed, by its path from the root."""
    tops = tuple(f"{name}/" for name in packages or PACKAGES)
    return {
        path: ast.parse(text, path) for path, text in texts().items() if path.startswith(tops) and path.endswith(".py")
    }


def run(
    command: Sequence[str], *, cwd: Path = ROOT, environment: Mapping[str, str] | None = None, timeout_s: float = 240
) -> subprocess.CompletedProcess[str]:
    """Run a command in the checkout and hand back what it said."""
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, "COLUMNS": "200", "NO_COLOR": "1", **(environment or {})},
        capture_output=True,
        text=True,
        timeout=timeout_s,
        check=False,
    )


def moveagain(
    *words: str, cwd: Path = ROOT, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a `moveagain` command as a person would."""
    return run([sys.executable, "-m", "game", *words], cwd=cwd, environment=environment)
