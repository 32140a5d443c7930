"""Tens of thousands of trials of the coach stepped directly: none leaves the wall, the scale or a session's range."""

from __future__ import annotations

from game.coaching.settings import CoachSettings
from tests.game.coaching.stepping import stepped


def test_no_trial_passes_a_limit() -> None:
    """A million are stepped by `python -m tests.benchmarks coaching`."""
    tally = stepped(30_000, 1)
    assert tally.trials >= 30_000
    assert (tally.beyond_wall, tally.off_scale, tally.adapted_unasked, tally.empty_words) == (0, 0, 0, 0)
    assert 4.0 < tally.risen_deg <= CoachSettings().range_rise_deg + 1e-9, "it rises, and no farther"
    assert tally.risen_in_pain_deg <= 1e-9
