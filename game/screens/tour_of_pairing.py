"""Pairing on the tour: which sensor is worn where, and where electrodes are, what is asked of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from game.screens.pairing import PairScreen
from game.screens.places import PlacesScreen
from game.screens.screen import Screen
from input_devices import PairingView, SensorView

_TWO = ("right_forearm", "sternum")
_ASKED = PairingView(
    "move",
    "right_forearm",
    "Move the sensor you will wear on your right forearm: turn it to and fro.",
    (SensorView("a", "ttyUSB0", 0.2, None), SensorView("b", "ttyUSB1", 0.9, None)),
    0.6,
    None,
    None,
)
_PAIRED = (SensorView("a", "ttyUSB0", 0.1, "sternum"), SensorView("b", "ttyUSB1", 0.1, "right_forearm"))


def _pairing(**how: Any) -> Callable[[], Screen]:
    return lambda: PairScreen(replace(_ASKED, **how), _TWO)


def _places(questions: int = 0) -> Callable[[], Screen]:
    """Where sensors are worn, or one of the questions about electrodes."""

    def screen() -> Screen:
        places = PlacesScreen(("right_forearm", "sternum") if not questions else ("right_biceps",))
        if questions:
            places.ask(("implants", "isolation")[questions - 1])
        return places

    return screen


PAIRING: Mapping[str, Callable[[], Screen]] = {
    "places": _places(),
    "places-implants": _places(1),
    "places-isolation": _places(2),
    "pair": _pairing(),
    "pair-nothing": _pairing(
        sensors=(), progress=0.0, refused="No sensor is heard. Plug a sensor in, and switch it on."
    ),
    "pair-alike": _pairing(
        progress=0.0,
        refused="ttyUSB0 and ttyUSB1 move alike. Keep the others still, and move only the one for your right forearm.",
    ),
    "pair-many": _pairing(
        sensors=tuple(
            SensorView(str(k), f"DE:AD:BE:EF:00:0{k}/0", k / 6, "sternum" if k == 1 else None) for k in range(1, 7)
        ),
        refused="That is DE:AD:BE:EF:00:01/0, which is for your breastbone already. Move another one.",
    ),
    "pair-leg": _pairing(
        site="left_shank", asked="Move the sensor you will wear on your left lower leg: turn it to and fro."
    ),
    "pair-head": _pairing(site="head", asked="Move the sensor you will wear on your head: turn it to and fro."),
    "pair-strap-on": _pairing(
        step="strap_on",
        site=None,
        asked="Strap them all on, and sit or stand as you will at the start of play.",
        sensors=_PAIRED,
        progress=0.0,
    ),
    "pair-still": _pairing(
        step="hold_still", site=None, asked="Hold still for two seconds.", sensors=_PAIRED, progress=0.5
    ),
}
"""Every step of pairing, by the name of its picture."""
