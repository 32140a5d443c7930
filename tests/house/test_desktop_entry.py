"""The app's entry in a desktop's menu starts the app wherever its folder lies, and goes without a trace."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT, run

BESIDE = ("packaging/moveagain.desktop", "packaging/install-desktop-entry.sh", "assets/icon.svg")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other desktops have no such entries")


def started(entry: str) -> str:
    """The program that a desktop starts: the value's escapes first, then the quotes, then the percent signs
    (Desktop Entry Specification, "Possible value types" and "The Exec key")."""
    value = re.findall(r"^Exec=(.*)$", entry, re.MULTILINE)[0]
    plain = value.replace(r"\\", "\\")
    quoted = re.fullmatch(r'"((?:[^"`$\\]|\\["`$\\])*)"', plain)
    assert quoted, plain
    return re.sub(r"\\(.)", r"\1", quoted[1]).replace("%%", "%")


@pytest.mark.parametrize("name", ["moveagain", "a folder", "ünï", '"quoted" 100% $HOME `x` \\ & @FOLDER@ |'])
def test_the_entry_starts_the_program_of_its_folder(name: str, tmp_path: Path) -> None:
    folder, share = tmp_path / name, tmp_path / "share"
    folder.mkdir()
    for file in BESIDE:
        shutil.copy(ROOT / file, folder)
    script = str(folder / "install-desktop-entry.sh")
    said = run([script], cwd=tmp_path, environment={"XDG_DATA_HOME": str(share)})
    assert said.returncode == 0, said.stderr
    entry = (share / "applications" / "moveagain.desktop").read_text(encoding="utf-8")
    assert started(entry) == str(folder / "moveagain")
    (icon,) = share.rglob("*.svg")
    assert icon.read_bytes() == (ROOT / "assets" / "icon.svg").read_bytes()
    assert f"\nIcon={icon.stem}\n" in entry
    assert run([script, "--remove"], environment={"XDG_DATA_HOME": str(share)}).returncode == 0
    assert not [path for path in share.rglob("*") if path.is_file()]
