"""One view an exercise kind: the world it is played in."""

from game.screens.views.ferry import Ferry
from game.screens.views.lanterns import Lanterns
from game.screens.views.measuring import Measuring
from game.screens.views.world import View

TESTS: tuple[str, ...] = (
    "range_test",
    "position_test",
    "sway_test",
    "five_stands_test",
    "chair_stand_test",
    "up_and_go_test",
    "limits_test",
)
"""The kinds that measure: all of them are shown in one way."""

VIEWS: dict[str, type[View]] = {
    "reach": Lanterns,
    "steady": Ferry,
    **dict.fromkeys(TESTS, Measuring),
}

SAFE: dict[str, tuple[float, float, float, float]] = {
    "words": (0.27, 0.04, 0.46, 0.15),
    "count": (0.77, 0.04, 0.20, 0.16),
    "stop": (0.02, 0.87, 0.22, 0.10),
}
"""Where no view draws anything that matters: left, top, width and height as shares of the window."""

__all__ = ["SAFE", "TESTS", "VIEWS", "Ferry", "Lanterns", "Measuring", "View"]
