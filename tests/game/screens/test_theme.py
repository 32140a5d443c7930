"""Both looks hold the same promises of contrast."""

from __future__ import annotations

import pytest

from game.screens.theme import THEMES, Theme, contrast, luminance, mix

looks = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21, a colour on itself 1, and the order does not matter."""
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21.0)
    assert contrast((9, 80, 200), (9, 80, 200)) == pytest.approx(1.0)
    assert contrast((1, 2, 3), (200, 100, 50)) == contrast((200, 100, 50), (1, 2, 3))
    assert luminance((255, 255, 255)) == pytest.approx(1.0)
    assert mix((0, 0, 0), (200, 100, 50), 0.5) == (100, 50, 25)


@looks
def test_words_can_be_read(theme: Theme) -> None:
    """Words reach 4.5:1 on panels, on the chosen button and on the sky behind them."""
    assert contrast(theme.ink, theme.panel) >= 4.5
    assert contrast(theme.ink_soft, theme.panel) >= 4.5
    assert contrast(theme.on_warm, theme.warm) >= 4.5
    assert min(contrast(theme.ink, colour) for colour in theme.sky[:3]) >= 4.5


@looks
def test_signs_can_be_told_apart(theme: Theme) -> None:
    """Rings, needles and sensors reach 3:1 on what they are drawn on."""
    assert contrast(theme.progress, theme.panel) >= 3.0
    assert contrast(theme.cool, theme.panel) >= 3.0
    assert contrast(theme.ring, theme.panel) >= 3.0
    assert contrast(theme.hold[0], theme.hold[2]) >= 3.0
    assert contrast(theme.hold[1], theme.hold[2]) >= 3.0


def test_the_looks_have_the_same_name_as_their_key() -> None:
    """A look is found by its name."""
    assert {name: theme.name for name, theme in THEMES.items()} == {"dusk": "dusk", "day": "day"}
