"""The wheel is whole: unpacked alone, without the checkout, it finds its levels and assets."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.tree import ROOT, moveagain, run


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the contents of a freshly built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    built = run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)])
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def inside(folder: Path) -> set[str]:
    """The files below a folder, by their path from it."""
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix() for path in found}


@pytest.mark.parametrize("content", ["levels", "programmes", "assets"])
def test_content_is_inside(unpacked: Path, content: str) -> None:
    assert inside(ROOT / content)
    assert inside(unpacked / "game" / "shipped" / content) == inside(ROOT / content)


def test_only_the_two_packages_are_inside(unpacked: Path) -> None:
    """Neither tests nor a second copy of the levels ends up beside other people's packages."""
    tops = {entry.name for entry in unpacked.iterdir() if not entry.name.endswith(".dist-info")}
    assert tops == {"game", "input_devices"}


def test_it_lists_the_same_levels_as_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    here = moveagain("levels", "list", "--json")
    alone = moveagain("levels", "list", "--json", cwd=tmp_path, environment={"PYTHONPATH": str(unpacked)})
    assert here.returncode == 0, here.stderr
    assert alone.returncode == 0, alone.stderr
    assert [level["id"] for level in json.loads(alone.stdout)] == [level["id"] for level in json.loads(here.stdout)]


def test_it_runs_from_the_wheel(unpacked: Path, tmp_path: Path) -> None:
    asked = run(
        [sys.executable, "-c", "import game; print(game.__file__)"],
        cwd=tmp_path,
        environment={"PYTHONPATH": str(unpacked)},
    )
    assert Path(asked.stdout.strip()).is_relative_to(unpacked)
