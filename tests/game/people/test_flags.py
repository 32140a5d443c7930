"""What a therapist should know is kept also where nothing was played."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from game.app.prescribed import flagging
from game.people.flags import FILE, flags_of, keep_flag
from game.people.folder import person_folder

NOON = datetime(2031, 3, 4, 12, 0, tzinfo=UTC)


def test_one_after_another_and_a_broken_line_is_left_out(tmp_path: Path) -> None:
    assert flags_of(tmp_path, "P01") == []
    keep_flag(tmp_path, "P01", NOON, "pain 8 before play: not played")
    with (person_folder(tmp_path, "P01") / FILE).open("a", encoding="utf-8") as file:
        file.write("{half a line\n[]\n")
    keep_flag(tmp_path, "P01", NOON, "something new was reported before play")
    assert flags_of(tmp_path, "P01") == [
        ("2031-03-04T12:00:00+00:00", "pain 8 before play: not played"),
        ("2031-03-04T12:00:00+00:00", "something new was reported before play"),
    ]
    assert flags_of(tmp_path, "P02") == []


def test_of_nobody_nothing_is_kept(tmp_path: Path) -> None:
    flagging(str(tmp_path), None)("pain 8 before play: not played")
    flagging(str(tmp_path), "P01")("pain 9 before play: not played")
    assert [flag for _at, flag in flags_of(tmp_path, "P01")] == ["pain 9 before play: not played"]
    assert len(list((tmp_path / "people").iterdir())) == 1
