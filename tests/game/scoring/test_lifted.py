"""What the repetitions of `tempo` add up to: load times clean ones, and how the tempo was kept."""

from __future__ import annotations

import pytest

from game.exercises.events import TrialEnded
from game.scoring.lifted import lifted


def trial(up_error_s: float, *, clean: bool = True, spoilt: bool = False, up_deg_s: float = 30.0) -> TrialEnded:
    """One repetition with two kilograms."""
    values = {"up_error_s": up_error_s, "hold_error_s": 0.1, "down_error_s": -0.2, "up_deg_s": up_deg_s, "load_kg": 2.0}
    nan = float("nan")
    return TrialEnded(0, 0, 0.0, 6.0, 60.0, 61.0, nan, clean, clean, spoilt, "as asked", values)


def test_load_times_clean_repetitions_as_it_was_entered() -> None:
    """What was not clean, or was spoilt, is not counted."""
    found = lifted([trial(0.1), trial(0.3), trial(0.5, clean=False), trial(9.0, spoilt=True)])
    assert (found["load_clean"].value, found["load_clean"].unit) == (4.0, "kg")
    assert found["up_error"].value == pytest.approx(0.3) and found["down_error"].value == pytest.approx(-0.2)


def test_how_much_slower_the_way_up_became() -> None:
    found = lifted([trial(0.0, up_deg_s=speed) for speed in (40.0, 40.0, 30.0, 30.0, 30.0)])
    assert found["speed_loss"].value == pytest.approx(25.0)


def test_nothing_made_is_nothing_known() -> None:
    assert all(value.reason for value in lifted([]).values())
