"""Shipped levels and assets are found in a wheel and in a checkout; a level is found by id or path."""

from __future__ import annotations

from pathlib import Path

import pytest

from game import content
from game.content import ContentError, assets_folder, find_level, levels_folder, printable, read_file, shipped_levels


def test_a_checkout_has_its_folders_beside_the_package() -> None:
    """In a checkout nothing is copied into the package."""
    root = Path(content.__file__).parents[1]
    assert levels_folder() == root / "levels"
    assert assets_folder() == root / "assets"


def test_a_wheel_has_its_folders_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is installed comes first: a folder called levels beside an installed package is somebody else's."""
    (tmp_path / "game" / "shipped" / "levels" / "range").mkdir(parents=True)
    (tmp_path / "game" / "shipped" / "levels" / "range" / "b_reach_1.yaml").write_text("x")
    (tmp_path / "levels").mkdir()
    monkeypatch.setattr(content, "_PACKAGE", tmp_path / "game")
    assert levels_folder() == tmp_path / "game" / "shipped" / "levels"
    assert find_level("b_reach_1")[0] == b"x"


def test_levels_are_named_by_their_file_and_the_example_is_not_one() -> None:
    """Sorted by id, each in a goal's folder."""
    levels = shipped_levels()
    assert "shoulder_abduction_reach_1" in levels
    assert list(levels) == sorted(path.stem for path in levels.values())
    assert not any(path.parent.name == "example" for path in levels.values())


def test_a_level_is_found_by_id_and_by_path(tmp_path: Path) -> None:
    """The name is what problems are said of."""
    shipped = shipped_levels()["trunk_sway_steady_1"]
    assert find_level("trunk_sway_steady_1") == (shipped.read_bytes(), str(shipped))
    own = tmp_path / "mine.yaml"
    own.write_bytes(b"format: 1")
    assert find_level(str(own)) == (b"format: 1", str(own))


def test_an_unknown_id_is_told_with_the_nearest() -> None:
    """One sentence with what to do."""
    with pytest.raises(ContentError, match="Did you mean “trunk_sway_steady_1”"):
        find_level("trunk_sway_stedy_1")
    with pytest.raises(ContentError, match=r"there is no level “xyz”. `moveagain levels list` names them"):
        find_level("xyz")


@pytest.mark.parametrize(
    "path", ["nowhere/level.yaml", ".", "/dev/zero", "a\0.yaml", "\udcff.yaml", "x" * 5000 + ".yaml"]
)
def test_a_path_without_a_file_is_a_sentence(path: str) -> None:
    """Missing files, folders, devices and impossible names: never another error, always printable."""
    with pytest.raises(ContentError) as refused:
        read_file(path)
    str(refused.value).encode("utf-8")


def test_a_huge_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    """Enough for the reader to say that it is too large."""
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as file:
        file.truncate(1 << 33)
    assert len(read_file(huge)[0]) == 1 << 20


def test_any_name_can_be_printed() -> None:
    """A file's name may hold bytes that are no text."""
    assert printable("a\udcff.yaml") == "a?.yaml"
