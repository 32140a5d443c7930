"""Electrodes over simulated muscles, set up for a level, and who moves a simulated body and makes its muscles work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from game.motion.emg_calibration import EmgCalibration, EmgReference, MuscleSetup, muscles_as_row
from game.population.activate_player import ActivatePlayer
from game.population.player import Player
from game.round.view import RoundView
from input_devices import (
    EmgForm,
    KeyboardElectrodes,
    MuscleParams,
    SimulatedElectrodes,
    SimulatedMuscle,
    SimulatedSource,
    Source,
)

_ELECTRODES = MuscleParams("envelope", rate_hz=100.0, rest_mv=0.03, strong_mv=0.6)
"""What simulated electrodes are like: an envelope, as boards that cost little send it."""


def electrodes_source(places: Sequence[str], seed: int, *, keys: bool) -> SimulatedElectrodes:
    """Electrodes over simulated muscles, which a simulated player or held `keys` make work."""
    muscles = [SimulatedMuscle(place, _ELECTRODES, seed) for place in places]
    return KeyboardElectrodes(muscles) if keys else SimulatedElectrodes(muscles)


def electrodes_as_row(places: Iterable[str], reference: EmgReference) -> dict[str, Any]:
    """Their calibration as it stands in a Round's setup: activity is how hard the muscle is asked to work."""
    params = _ELECTRODES
    own = EmgCalibration(
        params.rest_mv,
        0.1 * params.rest_mv,
        params.strong_mv,
        params.kind,
        None,
        "",
        reference,
    )
    form = EmgForm(kind=params.kind, range_mv=params.range_mv)
    return muscles_as_row({place: MuscleSetup(form, own) for place in places})


def mover_of(player: Player, sources: Iterable[Source], side: str) -> Callable[[RoundView], None]:
    """Moves a simulated body, and makes simulated muscles work, as a player would have them."""
    found = tuple(sources)

    def move(view: RoundView) -> None:
        joints_deg = player.joints_deg(view, side)
        for source in found:
            if isinstance(source, SimulatedSource):
                source.body.move(joints_deg)
            elif isinstance(source, SimulatedElectrodes):
                source.work(_activation(player, view, side))

    return move


def _activation(player: Player, view: RoundView, side: str) -> Mapping[str, float]:
    """How hard each muscle works; nothing of a player of a kind without muscles."""
    return player.activation(view, side) if isinstance(player, ActivatePlayer) else {}
