"""Guest: somebody who plays along for company; what is asked of them, and when two are together. Nothing is kept."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from game.exercises.exercise import TICK_S
from game.exercises.views import (
    ActivateView,
    Ask,
    Forge,
    InstrumentedView,
    MatchView,
    ReachView,
    SteadyView,
    TandemView,
    TaskView,
    TempoView,
    TraceView,
)
from game.motion.motion import NAN
from game.round.view import Phase, RoundView

NEAR = 0.25
"""A guest is where they are asked to be so near to it, of their own way: wide, as nothing hangs on it (a choice)."""
TOGETHER_S = 0.2
"""So long together within one movement, and its light was lit by both (a choice)."""
BRIGHT_S = 2.0
"""So long a light that was lit together is seen brighter (a choice)."""
_TAU_S = 0.4
"""How slowly that brightness comes and goes: far from any flash (a choice)."""
_HALF_WAY = 0.5


class Asked(NamedTuple):
    """What play asks of a guest now."""

    share: float
    """How far of their own way, 0–1; nan where nothing is asked, or nothing may tell of the body."""
    there: bool
    """The person who plays is where they are asked to be."""


class Trouble(StrEnum):
    """What is the matter with a guest's sensor; play goes on whatever it is."""

    HOLD_STILL = "hold_still"
    """It has not been held still yet, so that nobody knows where the guest's way begins."""
    QUIET = "quiet"
    """Nothing is heard of it."""


class GuestView(NamedTuple):
    """What may be seen of a guest."""

    share: float = 0.0
    """How far they have gone of their own way, 0–1."""
    asked: float = NAN
    """Where play asks them to be, 0–1; nan while it does not."""
    together: float = 0.0
    """How brightly both are together, 0–1; comes and goes slowly."""
    lit: int = 0
    """How many lights were lit together."""
    rests: bool = False
    """Nothing is heard of what moves the guest's light: it waits, and takes nothing from anybody."""
    by_sensor: bool = False
    """The guest has a sensor; the two keys move their light all the same."""
    trouble: Trouble | None = None


NOTHING = Asked(NAN, False)


def private(view: RoundView) -> bool:
    """Whether nothing may tell of the person's body now: then a guest's light depends on the guest alone. A test is
    taken alone."""
    exercise = view.exercise
    if view.phase is not Phase.PLAY or exercise is None or exercise.blank or isinstance(exercise, InstrumentedView):
        return True
    return isinstance(exercise, SteadyView) and exercise.sound == "none"


def asked(view: RoundView) -> Asked:
    """What play asks of a guest now: to go along with the person, each on their own way."""
    if private(view):
        return NOTHING
    share, there = _ASKED[type(view.exercise)](view, view.exercise)
    return Asked(min(1.0, max(0.0, share)), there) if math.isfinite(share) else NOTHING


class Guest:
    """Follows a guest from tick to tick; made when they sit down, and thrown away when they leave."""

    def __init__(self) -> None:
        self._together = self._with_s = self._bright_s = 0.0
        self._lights: int | None = None
        self._lit = 0

    def step(self, share: float, view: RoundView) -> GuestView:
        """One tick: where the guest is on their own way, 0–1, nan where that is not known; and the Round as it is."""
        rests = math.isnan(share)
        told = asked(view)
        near = not rests and math.isfinite(told.share) and abs(share - told.share) <= NEAR
        both = near and told.there
        self._with_s += TICK_S if both else 0.0
        self._bright_s = max(0.0, self._bright_s - TICK_S)
        if not private(view):
            self._see_lights(view)
        goal = 1.0 if both or self._bright_s > 0.0 else 0.0
        self._together += (goal - self._together) * (1.0 - math.exp(-TICK_S / _TAU_S))
        return GuestView(0.0 if rests else share, told.share, self._together, self._lit, rests)

    def next_round(self) -> None:
        """Another Round begins: its lights are counted anew, what was lit together stays lit."""
        self._lights, self._with_s = None, 0.0

    def _see_lights(self, view: RoundView) -> None:
        """Notice a light that was earned; how well it was earned is not looked at."""
        lights = 0 if view.exercise is None else len(getattr(view.exercise, "lit", ()))
        if self._lights is not None and lights > self._lights:
            if self._with_s >= TOGETHER_S:
                self._lit += 1
                self._bright_s = BRIGHT_S
            self._with_s = 0.0
        self._lights = lights


# What each kind asks, and whether the person is there.


def _reach(view: RoundView, reach: ReachView) -> tuple[float, bool]:
    far = view.angle_deg / reach.target_deg if reach.target_deg else NAN
    if reach.reached and far < _HALF_WAY:
        return 0.0, False
    near = abs(view.angle_deg - reach.target_deg) <= reach.tolerance_deg
    return (NAN if math.isnan(reach.target_deg) else 1.0), near


def _tempo(view: RoundView, tempo: TempoView) -> tuple[float, bool]:
    target_deg = tempo.target_deg
    if math.isnan(target_deg) or not target_deg:
        return NAN, False
    if tempo.phase == "ready":
        return 0.0, False
    there = "down" if tempo.lowers_there else "up"
    share = 1.0 if tempo.phase in (there, "hold") else 0.0
    if math.isfinite(tempo.ghost_deg):
        share = tempo.ghost_deg / target_deg
    return share, abs(view.angle_deg / target_deg - share) <= NEAR


def _trace(_view: RoundView, trace: TraceView) -> tuple[float, bool]:
    low_deg, high_deg = trace.scale_deg
    if not trace.ahead_deg or high_deg == low_deg:
        return NAN, False
    return (trace.ahead_deg[0] - low_deg) / (high_deg - low_deg), trace.inside and trace.lead_s <= 0.0


def _tandem(_view: RoundView, tandem: TandemView) -> tuple[float, bool]:
    lead = tandem.lead_deg / tandem.target_deg if tandem.target_deg else NAN
    if math.isnan(tandem.beat_share):
        return lead, True
    share = 0.5 + 0.5 * math.cos(math.tau * tandem.beat_share)
    return share, abs(lead - share) <= NEAR


def _steady(_view: RoundView, steady: SteadyView) -> tuple[float, bool]:
    if steady.resting:
        return NAN, False
    return 1.0 if steady.ask in (Ask.LEAN, Ask.STAY) else _HALF_WAY, steady.inside


def _match(_view: RoundView, match: MatchView) -> tuple[float, bool]:
    learns = match.ask in (Ask.LEARN, Ask.FEEL)
    return (1.0 if learns else NAN), learns and match.progress > 0.0


def _activate(_view: RoundView, activate: ActivateView) -> tuple[float, bool]:
    if activate.ask is Forge.LET_GO:
        return 0.0, activate.activity <= activate.quiet
    return (NAN if activate.ask is Forge.WAIT else 1.0), activate.inside


def _task(_view: RoundView, task: TaskView) -> tuple[float, bool]:
    if not task.asked or not task.phases:
        return NAN, False
    done = task.done + task.progress
    return done / len(task.phases), done > 0.0


_ASKED: Mapping[type, Callable[[RoundView, Any], tuple[float, bool]]] = {
    ReachView: _reach,
    TempoView: _tempo,
    TraceView: _trace,
    TandemView: _tandem,
    SteadyView: _steady,
    MatchView: _match,
    ActivateView: _activate,
    TaskView: _task,
}
