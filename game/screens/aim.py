"""Aim: choosing with the worn sensor alone; the movement points at a door, and holding still chooses it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

_REST_SHARE = 0.2
"""Within this share of the range the limb rests: nothing is pointed at or chosen by lying still (a choice)."""
_REST_DEG_MIN = 3.0
"""A limb is at rest within so much of where it lay, however little it moves to point: nothing comes back exactly."""
_SMOOTH_S, _DRIFT_S, _TREMOR_S = 0.15, 0.3, 2.0
"""Time constants: of where is pointed, of how far that lags behind a limb on its way, and of the tremor (choices)."""
_STILL_LAG_DEG = 0.8
_TREMORS = 3.0
_TOLERANCE_DEG = (1.5, 10.0)
"""How far a limb that is held still may wander: thrice its own tremor (root mean square), within these. Choices."""
_WIDTHS, _SLACK = 2.5, 1.6
"""A door must be as many tolerances wide as this to be pointed at; with more doors than that the focus goes round by
itself and lifting the limb chooses; what was pointed at may get narrower by the slack before that. Choices."""


def rest_share(range_deg: float) -> float:
    """Within which share of its range a limb rests, 0.2–0.5."""
    return min(0.5, max(_REST_SHARE, _REST_DEG_MIN / max(1.0, abs(range_deg))))


@dataclass(frozen=True, slots=True)
class AimParams:
    """A person's own: `rest_deg` is where the limb lies, `far_deg` as far as it goes without effort."""

    rest_deg: float
    far_deg: float
    dwell_s: float = 1.0
    scan_s: float = 1.5


@dataclass(frozen=True, slots=True)
class Aimed:
    """What is pointed at now."""

    place: int | None
    """Which door; None while the limb rests."""
    share: float
    """How much of holding still is done, 0–1."""
    chosen: bool
    """It is chosen, now."""


@dataclass(frozen=True, slots=True)
class AimState:
    """Between two steps."""

    smooth_deg: float = math.nan
    lag_deg: float = 0.0
    tremor_deg2: float = 0.0
    held_deg: float = math.nan
    """Where holding still began."""
    held_s: float = 0.0
    free: bool = False
    """The limb has rested since the last choice: it may choose again."""
    pointing: bool = False
    """Whether doors are pointed at, or the focus goes round; decided while the limb rests."""
    place: int = 0
    stay_s: float = 0.0


class Aim:
    """Steps at the pace of whoever hands in the angle (deg, of the movement or of a lean) and the time since the last.

    An angle that is not known points at nothing and chooses nothing.
    """

    def __init__(self, params: AimParams) -> None:
        self.params = params
        self._range_deg = params.far_deg - params.rest_deg
        self._rest_share = rest_share(self._range_deg)
        self._state = AimState()

    @property
    def tolerance_deg(self) -> float:
        """How far the limb may wander and still be held."""
        least, most = _TOLERANCE_DEG
        return min(most, max(least, _TREMORS * math.sqrt(self._state.tremor_deg2)))

    def screen_shown(self) -> None:
        """Another screen: the limb comes to rest before it chooses there."""
        self._state = replace(self._state, free=False, place=0, stay_s=0.0, held_s=0.0, held_deg=math.nan)

    def points(self, doors: int) -> bool:
        """Whether so many doors can be pointed at, one beside the other, with this limb."""
        room_deg = abs(self._range_deg) * (1.0 - self._rest_share)
        widths = _WIDTHS if not self._state.pointing else _WIDTHS / _SLACK
        return room_deg / max(1, doors) >= widths * self.tolerance_deg

    def step(self, angle_deg: float, dt_s: float, doors: int) -> Aimed:
        """Take in where the limb is; what it points at among so many doors."""
        if not math.isfinite(angle_deg) or doors == 0:
            self._state = replace(self._state, held_s=0.0, held_deg=math.nan, free=False)
            return Aimed(None, 0.0, chosen=False)
        self._follow(angle_deg, dt_s)
        state = self._state
        share = (state.smooth_deg - self.params.rest_deg) / self._range_deg
        if share < self._rest_share:
            return self._rest(dt_s, doors)
        if state.pointing:
            self._point((share - self._rest_share) / (1.0 - self._rest_share), doors)
        return self._hold(dt_s)

    def _follow(self, angle_deg: float, dt_s: float) -> None:
        """Where the limb is without its tremor, and how much it trembles."""
        state = self._state
        if not math.isfinite(state.smooth_deg):
            self._state = replace(state, smooth_deg=angle_deg)
            return
        smooth = angle_deg + (state.smooth_deg - angle_deg) * math.exp(-dt_s / _SMOOTH_S)
        off_deg, keep = angle_deg - smooth, math.exp(-dt_s / _TREMOR_S)
        lag_deg = off_deg + (state.lag_deg - off_deg) * math.exp(-dt_s / _DRIFT_S)
        shaken = min((off_deg - lag_deg) ** 2, _TOLERANCE_DEG[1] ** 2)
        on_its_way = abs(lag_deg) > _STILL_LAG_DEG  # what a limb does that sets out or arrives is no tremor
        tremor = state.tremor_deg2 if on_its_way else keep * state.tremor_deg2 + (1.0 - keep) * shaken
        self._state = replace(state, smooth_deg=smooth, lag_deg=lag_deg, tremor_deg2=tremor)

    def _rest(self, dt_s: float, doors: int) -> Aimed:
        """At rest nothing is chosen; where there are too many doors to point at, the focus goes round, and waits for a
        limb that has set out."""
        pointing = self.points(doors)
        state = replace(self._state, free=True, held_s=0.0, held_deg=math.nan, pointing=pointing)
        if pointing:
            self._state = state
            return Aimed(None, 0.0, chosen=False)
        sets_out = abs(state.lag_deg) > _STILL_LAG_DEG
        stay_s, place = state.stay_s + (0.0 if sets_out else dt_s), state.place
        if stay_s >= self.params.scan_s:
            stay_s, place = 0.0, (place + 1) % doors
        self._state = replace(state, stay_s=stay_s, place=place)
        return Aimed(place, 0.0, chosen=False)

    def _point(self, share: float, doors: int) -> None:
        """The door there; the one that is pointed at is a little wider than it looks, so that a border is no trap."""
        state, at = self._state, min(max(share, 0.0), 1.0) * doors
        room_deg = abs(self._range_deg) * (1.0 - self._rest_share)
        wider = min(0.45, 0.5 * self.tolerance_deg * doors / room_deg)
        if not state.place - wider <= at <= state.place + 1 + wider:
            self._state = replace(state, place=min(doors - 1, int(at)), held_s=0.0, held_deg=math.nan)

    def _hold(self, dt_s: float) -> Aimed:
        """Held still for long enough chooses, once: then the limb rests first."""
        state = self._state
        if not state.free:
            return Aimed(state.place, 0.0, chosen=False)
        if not abs(state.smooth_deg - state.held_deg) <= self.tolerance_deg:
            state = replace(state, held_deg=state.smooth_deg, held_s=0.0)
        held_s = state.held_s + dt_s
        chosen = held_s >= self.params.dwell_s
        self._state = replace(state, held_s=held_s, free=not chosen)
        return Aimed(state.place, min(1.0, held_s / self.params.dwell_s), chosen=chosen)
