"""One view an exercise kind: the world it is played in."""

from game.level.kinds import TESTS
from game.screens.views.bells import Bells
from game.screens.views.boat import Boat
from game.screens.views.cottage import Cottage
from game.screens.views.ferry import Ferry
from game.screens.views.forge import ForgeView
from game.screens.views.kite import Kite
from game.screens.views.lanterns import Lanterns
from game.screens.views.measuring import Measuring
from game.screens.views.well import Well
from game.screens.views.world import View

VIEWS: dict[str, type[View]] = {
    "reach": Lanterns,
    "tempo": Well,
    "steady": Ferry,
    "activate": ForgeView,
    "task": Cottage,
    "match": Bells,
    "trace": Kite,
    "tandem": Boat,
    **dict.fromkeys(sorted(TESTS), Measuring),
}

SAFE: dict[str, tuple[float, float, float, float]] = {
    "words": (0.27, 0.04, 0.46, 0.15),
    "words in a test": (0.2, 0.04, 0.6, 0.23),
    "count": (0.77, 0.04, 0.20, 0.16),
    "trace": (0.02, 0.04, 0.23, 0.15),
    "stop": (0.02, 0.87, 0.22, 0.10),
}
"""Where no view draws anything that matters: left, top, width and height as shares of the window."""

__all__ = [
    "SAFE",
    "VIEWS",
    "Bells",
    "Boat",
    "Cottage",
    "Ferry",
    "ForgeView",
    "Kite",
    "Lanterns",
    "Measuring",
    "View",
    "Well",
]
