"""Results: why something is missing, what is not kept, and where the focus is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.exercises.events import Verdict
from game.screens import tour_of_play, words
from game.screens.results import Dot, Results, ResultsScreen
from game.screens.screen import Go, Look, Place
from tests.game.screens.seeing import laid_out

pytestmark = pytest.mark.usefixtures("display")


@pytest.mark.parametrize("ended", words.ENDINGS)
def test_results_survive_whatever_is_missing(ended: str) -> None:
    """No repetition, no furthest, no pain answer: the screen says why, in every ending, and shows no zero for it."""
    nothing = Results(
        "reach", "shoulder_abduction", "left", "sensor", ended, 0, 0, 12, 0, (), furthest_reason="too few"
    )
    said = [box.words for box in laid_out(ResultsScreen(nothing), look=Look(text_scale=2.0)).boxes]
    assert "too few" in said
    assert "0°" not in said
    odd = replace(nothing, kind="steady", dots=(Dot(float("nan"), "other"),))
    assert laid_out(ResultsScreen(odd)).boxes


def test_a_try_out_says_that_it_is_not_kept() -> None:
    """Only a live sensor's session enters the progress."""
    for truth, kept in (("sensor", True), ("keyboard", False), ("simulated", False), ("replay", False)):
        said = " ".join(box.words for box in laid_out(ResultsScreen(replace(tour_of_play.REACHED, truth=truth))).boxes)
        assert ("not kept" not in said) is kept


def test_after_pain_the_end_has_the_focus() -> None:
    """Another exercise may be offered after pain, but the end comes first; otherwise what comes next does."""
    for ended, first in (("stopped_pain", Go(Place.TITLE)), ("finished", Go(Place.NEXT))):
        screen = ResultsScreen(replace(tour_of_play.REACHED, ended=ended))
        laid_out(screen)
        assert (screen.focus, screen.doors[0].wants, screen.doors[0].main) == (0, (first,), True)


def test_a_furthest_that_leaves_out_help_says_so() -> None:
    """Dots of movements that the trunk helped with may lie above it."""
    verdicts: tuple[tuple[Verdict, str], ...] = (
        ("clean", "furthest today, ± 5°"),
        ("compensated", "furthest, trunk still, ± 5°"),
    )
    for verdict, said in verdicts:
        done = replace(tour_of_play.REACHED, dots=(Dot(70.0, "clean"), Dot(95.0, verdict)))
        assert said in [box.words for box in laid_out(ResultsScreen(done)).boxes]


def test_places_found_unseen_tell_how_far_off_they_were() -> None:
    """One number, on average; a higher one is no more, so that it is never called the furthest."""
    done = replace(tour_of_play.REACHED, kind="match", furthest_deg=4.2)
    said = [box.words for box in laid_out(ResultsScreen(done)).boxes]
    assert "4°" in said and "off on average, unseen" in said
    assert not any("furthest" in each for each in said)
