"""What the coach takes from session to session is read from what was kept, each person's and each side's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.coaching.progress import Progress
from game.content import shipped_levels
from game.level import Level, read_level
from game.sessions import progress
from game.sessions.index import SessionIndex
from game.sessions.progress import progress_row

REACH, TEST = "shoulder_abduction_reach_1", "shoulder_abduction_range_test_1"


def level(name: str = REACH) -> Level:
    """A shipped level."""
    return read_level(Path(shipped_levels()[name]).read_text("utf-8"), "")


def kept(sessions: int, step: int, established_deg: float | None, **other: object) -> dict[str, object]:
    """What matters of a summary."""
    coach = {"movement": "shoulder_abduction", "kind": "reach", "sessions": sessions, "step": step, "top_deg": 50.0}
    own = {"person": "P01", "side": "right", "truth": "sensor", "level": REACH, "effort": {"kind": "active"}}
    return {**own, "coach": {**coach, "established_deg": established_deg, "feedback_share": 1.0}, **other}


def row(monkeypatch: pytest.MonkeyPatch, *summaries: dict[str, object], truth: str = "sensor") -> dict[str, object]:
    """What the coach is told before another session."""
    monkeypatch.setattr(progress, "read_index", lambda _folder: SessionIndex(summaries))
    return progress_row(Path("nowhere"), "P01", level(), "right", truth)


def test_the_first_session_is_one_of_a_series(tmp_path: Path) -> None:
    assert progress_row(tmp_path, "P01", level(), "right", "sensor") == Progress().as_row()


def test_nobody_a_keyboard_and_a_test_have_no_series(tmp_path: Path) -> None:
    assert progress_row(tmp_path, None, level(), "right", "sensor") == {}
    assert progress_row(tmp_path, "P01", level(), "right", "keyboard") == {}
    assert progress_row(tmp_path, "P01", level(TEST), "right", "sensor") == {}


def test_the_last_session_of_the_level_says_where_to_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    found = row(monkeypatch, kept(1, -20, 40.0), kept(2, -8, 44.0))
    assert found == Progress(2, -8, 50.0, 44.0).as_row()


def test_range_is_that_of_the_movement_whatever_the_level(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the best of all, though a later session went less far."""
    other = kept(7, 30, 61.0, level="shoulder_abduction_reach_2")
    assert row(monkeypatch, other, kept(1, -20, None)) == Progress(1, -20, 50.0, 61.0).as_row()


@pytest.mark.parametrize(
    "other",
    [
        {"person": "P02"},
        {"side": "left"},
        {"truth": "simulated"},
        {"truth": "keyboard"},
        {"effort": {"kind": "assisted"}},
        {"coach": {}},
        {"coach": {"movement": "knee_extension", "sessions": 4, "step": 3, "top_deg": None, "established_deg": 90.0}},
    ],
)
def test_what_is_another_series_says_nothing(monkeypatch: pytest.MonkeyPatch, other: dict[str, object]) -> None:
    assert row(monkeypatch, {**kept(3, 9, 80.0), **other}) == Progress().as_row()


def test_a_session_kept_before_there_was_a_coach_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    old = kept(3, 9, 80.0)
    del old["coach"]
    assert row(monkeypatch, old) == Progress().as_row()


def test_simulated_people_have_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    found = row(monkeypatch, kept(3, 9, 80.0), kept(1, 4, 60.0, truth="simulated"), truth="simulated")
    assert found == Progress(1, 4, 50.0, 60.0).as_row()
