"""Rounds fed by a simulated body: played by a simulated person, or moved by a script of joints."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

from game.app.request import PlayRequest, prepare
from game.exercises.events import Event
from game.population.bodies import player_of
from game.population.electrodes import mover_of
from game.population.profile import find_profile
from game.population.voice import Voice
from game.round import Command, Phase, Round, RoundView
from input_devices import SimulatedSource, Source, stored

_MINUTES_MAX = 20.0
Move = Callable[[float], Mapping[str, float]]
"""Where joints are so many seconds after play began, deg."""


def played(level: str, side: str = "right", profile: str = "", seed: int = 0, repetitions: int | None = None) -> Round:
    """A whole Round of a simulated person, who does as much as the level asks for unless it is said otherwise."""
    request = PlayRequest(level, f"simulated:{profile}", side=side, seed=seed, repetitions=repetitions)
    prepared = prepare(request, "x", None, {}, {})
    person = find_profile(profile)
    move = mover_of(player_of(prepared.level, person, seed), prepared.sources, side, Voice(person))
    round_ = Round(prepared.header.setup)
    _steps(round_, prepared.sources, move, 60.0 * _MINUTES_MAX)
    return round_


def moved(level: str, does: Move, seconds: float, side: str = "right") -> tuple[Round, list[Event]]:
    """A Round whose body does what a script says from the moment play begins, whatever is asked."""
    prepared = prepare(PlayRequest(level, "simulated", side=side), "x", None, {}, {})
    (source,) = prepared.sources
    assert isinstance(source, SimulatedSource)
    round_, began = Round(prepared.header.setup), math.inf

    def move(view: RoundView) -> Sequence[Command]:
        nonlocal began
        if view.phase is Phase.PLAY:
            began = min(began, view.tick / 60.0)
            source.body.move({f"{side}{joint}" if joint[0] == "_" else joint: deg for joint, deg in
                              does(view.tick / 60.0 - began).items()})  # fmt: skip
        return ()

    return round_, _steps(round_, prepared.sources, move, seconds)


def _steps(
    round_: Round, sources: Iterable[Source], move: Callable[[RoundView], Sequence[Command]], seconds: float
) -> list[Event]:
    found: list[Event] = []
    for tick in range(round(60 * seconds)):
        said = move(round_.view())
        samples = [stored(sample) for source in sources for sample in source.poll(tick / 60.0)]
        found += round_.tick(samples, said)
        if round_.over:
            break
    return found


def again(far_deg: float, start_deg: float = 0.0, every_s: float = 4.0) -> Callable[[float], float]:
    """There and back smoothly, again and again, with a pause between."""

    def angle_deg(now_s: float) -> float:
        share = min(1.0, (now_s % every_s) / (0.75 * every_s))
        return start_deg + far_deg * 0.5 * (1.0 - math.cos(2.0 * math.pi * share))

    return angle_deg
