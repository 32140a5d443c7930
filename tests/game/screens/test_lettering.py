"""Words are never too small, never too wide, and grow with the window and the wish."""

from __future__ import annotations

import pytest

from game.screens.lettering import Lettering, Role
from game.screens.theme import DAY, DUSK


def test_no_word_is_smaller_than_26_px_at_1080p() -> None:
    """Readable from across a room at every role, and twice as large on request."""
    letters, larger = Lettering((1920, 1080), DUSK), Lettering((1920, 1080), DUSK, 2.0)
    for role in Role:
        assert letters.size_px(role) >= 26
        assert larger.size_px(role) == pytest.approx(2 * letters.size_px(role), abs=1)


def test_words_scale_with_the_window() -> None:
    """Two thirds of the window, two thirds of the words."""
    assert Lettering((1280, 720), DUSK).size_px(Role.CUE) == pytest.approx(58 * 2 / 3, abs=1)


def test_wrapped_lines_fit_and_keep_every_word() -> None:
    """Nothing is cut and nothing sticks out."""
    letters = Lettering((1280, 720), DAY)
    words = "Raise your right arm to the side, slowly, and let it come down again"
    lines = letters.wrap(words, Role.LINE, 260)
    assert " ".join(lines) == words
    assert all(letters.font(Role.LINE).size(line)[0] <= 260 for line in lines)


def test_a_line_is_written_once_and_kept() -> None:
    """The same words are the same picture."""
    letters = Lettering((1280, 720), DUSK)
    assert letters.line("Stop") is letters.line("Stop")
    assert letters.line("Stop") is not letters.line("Stop", shadow=True)
