"""Electrodes over simulated muscles, set up for a level, and who moves a simulated body and makes its muscles work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from game.level import Level
from game.motion.emg_calibration import EmgCalibration, EmgReference, MuscleSetup, muscles_as_row
from game.population.activate_player import ActivatePlayer
from game.population.bodies import simulated_source
from game.population.player import Player
from game.population.profile import Profile
from game.population.voice import Voice
from game.round.commands import Command
from game.round.view import Phase, RoundView
from input_devices import (
    BodyParams,
    EmgForm,
    KeyboardElectrodes,
    MuscleParams,
    SimulatedElectrodes,
    SimulatedMuscle,
    SimulatedSource,
    Source,
)

ELECTRODES = MuscleParams("envelope", rate_hz=100.0, rest_mv=0.03, strong_mv=0.6)
"""What simulated electrodes are like: an envelope, as boards that cost little send it."""


def worn_by(
    level: Level, side: str, worn: tuple[str, ...], profile: Profile, seed: int, usual: BodyParams | None = None
) -> tuple[Source, Mapping[str, Any] | None]:
    """What a simulated person wears for a level: sensors, of which `usual` says what the profile does not, or
    electrodes where muscles are what is played with; and the electrodes' calibration."""
    if muscles := level.muscles(side):
        return electrodes_source(muscles, seed, keys=False), electrodes_as_row(muscles, level.reference)
    body = simulated_source(level.row, side, worn, level.starts, profile, seed, level.companions, usual or BodyParams())
    return body, None


def electrodes_source(
    places: Sequence[str], seed: int, *, keys: bool, params: MuscleParams = ELECTRODES
) -> SimulatedElectrodes:
    """Electrodes over simulated muscles, which a simulated player or held `keys` make work."""
    muscles = [SimulatedMuscle(place, params, seed) for place in places]
    return KeyboardElectrodes(muscles) if keys else SimulatedElectrodes(muscles)


def electrodes_as_row(
    places: Iterable[str], reference: EmgReference, params: MuscleParams = ELECTRODES
) -> dict[str, Any]:
    """Their calibration as it stands in a Round's setup: activity is how hard the muscle is asked to work."""
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


def mover_of(
    player: Player, sources: Iterable[Source], side: str, voice: Voice
) -> Callable[[RoundView], Sequence[Command]]:
    """Moves a simulated body, and makes simulated muscles work, as a player would have them; gives what they say."""
    found = tuple(sources)
    bodies = [source.body for source in found if isinstance(source, SimulatedSource)]
    muscles = [source for source in found if isinstance(source, SimulatedElectrodes)]
    asked: Mapping[str, float] = {}

    def move(view: RoundView) -> Sequence[Command]:
        nonlocal asked
        if view.phase is Phase.REST:
            player.able.rest()
        joints_deg = player.joints_deg(view, side)
        if joints_deg is not asked:  # whoever keeps still asks for the very same
            asked = joints_deg
            for body in bodies:
                body.move(joints_deg)
        for electrodes in muscles:
            electrodes.work(_activation(player, view, side))
        return voice.says(view)

    return move


def _activation(player: Player, view: RoundView, side: str) -> Mapping[str, float]:
    """How hard each muscle works; nothing of a player of a kind without muscles."""
    return player.activation(view, side) if isinstance(player, ActivatePlayer) else {}
