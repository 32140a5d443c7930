"""Wearing: watches whether every sensor is worn where and as it was said."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from game.motion.angles import ANGLES_DEG, ARROW, Reference
from game.motion.companion import Companion
from game.motion.crossed import Crossed
from game.motion.doubt import Doubt, Fault
from game.motion.mounts import TRUNK_SITES, as_said, is_over, posed_alike, told_apart
from game.motion.movement import Formula, Movement, side_of, way_worn
from game.motion.repeats import Frozen, Twins, said
from game.motion.rest import REST_S, Rest, agreement
from game.motion.rotation import angle_between_rad, dot, norm
from game.motion.turning import Turning
from input_devices import SITES, Sample, Vector

_TICK_S = 1.0 / 60.0
_AWAY_DEG, _HOME_DEG = 18.0, 10.0
"""Resting so far from the starting pose is away, and so near is back: arms come back to within a few degrees."""
_SWAYED_DEG = 14.0
"""Where nothing moves but by chance, being so far away for a while is enough."""
_ONE_WAY = (Formula.LEAN_FORWARD, Formula.TILT)
"""Angles that begin the positive way where the sensor sits as is said, and the other way where it is back to front."""
_PLAIN_DEG = 15.0
"""So far a movement has plainly begun; half of what is safe, where that is less."""
_BACKWARD_S = 0.3
_DOWN = -0.7


class _Place:
    """One sensor that a number is measured with, since the neutral pose."""

    def __init__(self) -> None:
        self.rest = Rest()
        self.turning = Turning()
        self.in_place = False
        """It came to where it rests by turning in its place, which no limb does."""
        self.off_deg = 0.0
        """How far it rests from the neutral pose; kept while it does not rest."""
        self.home = True
        """It has been back there since the last movement."""
        self.idle_s = 0.0
        """How long it has rested now while it was not to be anywhere else."""
        self.heard = False
        """It has said something since it was last looked at whether it rests."""
        self.resting = False
        """As it was then."""


class WearingWatch:
    """Watches the worn sensors from the first sample on. Pure: the same samples at the same ticks find the same.

    Play waits only for what is plain: what no limb and no working sensor does, or what two signs say that have nothing
    to do with one another. What may be the person as well as the sensor is said in one sentence that is right either
    way. A sensor that turns about an upright axis cannot be seen to: against gravity nothing changes, and no angle
    does. Where nobody is `attended` nothing waits: it is said and kept.
    """

    def __init__(
        self,
        movement: Movement,
        worn: Sequence[str],
        mounts: Mapping[str, Vector],
        posture: str,
        *,
        attended: bool,
        companions: Sequence[Companion] = (),
        side: str | None = None,
    ) -> None:
        """`companions` are watched beside the movement for the played `side`, the first site's unless said."""
        self._movement, self._mounts, self._attended = movement, mounts, attended
        self._formula = way_worn(movement, worn).formula
        self._first = worn[0]
        trunk = next((site for site in worn if site in TRUNK_SITES), self._first)
        beside = _measured(companions, worn, side or side_of(worn[0]))
        self._beside = frozenset(beside) - {self._first}
        """These move when the person does: that they turn more than the first says nothing of where they are worn."""
        self._places = {site: _Place() for site in dict.fromkeys((self._first, trunk, *beside))}
        self._sites = tuple(site for site in worn if site in SITES)
        alike = [posed_alike(row, (site,), posture) for site, row in beside.items() if row.neutral == movement.neutral]
        self._alike = posed_alike(movement, worn, posture).union(*alike)
        self._keeps_still = self._formula is Formula.LEAN_AWAY
        """Nothing moves but by chance: whoever sways never rests either."""
        self._away_deg = _SWAYED_DEG if self._keeps_still else _AWAY_DEG
        self._twins, self._may_be_twins = Twins(), len(self._sites) > 1
        self._frozen = {site: Frozen() for site in self._sites}
        self.frozen: set[str] = set()
        """The sensors that say the same over and over."""
        self._neutral: Mapping[str, Reference] = {}
        self._ups: dict[str, Vector] = {}
        self._turned: dict[str, tuple[Vector, float]] = {}
        """How far a sensor has turned since the neutral pose, with where up was then."""
        self._crossed: dict[str, Crossed] = {}
        self._may_go_backward = self._formula in _ONE_WAY
        """It has not gone forward yet, where that says how the sensor sits."""
        self._plain_deg = min(_PLAIN_DEG, 0.5 * movement.safe_deg[1])
        self._backward_s = 0.0
        self._trusted: set[Doubt] = set()
        self._found: list[Doubt] = []

    # What the tracker tells

    def hear(self, sample: Sample) -> bool:
        """A sample as it came; True where it is not to be believed, because the sensor is frozen."""
        site, t_s = sample.site, sample.t_s
        frozen = self._frozen.get(site)
        if frozen is None:
            return False
        reading = said(sample)
        if frozen.feed(t_s, reading):
            if site not in self.frozen:
                self.frozen.add(site)
                self._found.append(Doubt(Fault.FROZEN, site))
            return True
        if self.frozen:
            self.frozen.discard(site)
        if self._may_be_twins:
            pair = self._twins.feed(site, t_s, reading)
            if pair is not None:
                self._raise(Fault.DUPLICATED, *pair)
        return False

    def feed(self, sample: Sample, up: Vector) -> bool:
        """A sample with where up is; True where its orientation has to begin anew from gravity."""
        site, t_s, rate, acceleration, _, _ = sample
        self._ups[site] = up
        place = self._places.get(site)
        if place is None:
            return False
        rest, turning, place.heard = place.rest, place.turning, True
        if rate is None or acceleration is None:
            rest.feed(t_s, up)
            return False
        rested_s = rest.feed(t_s, acceleration)
        if rested_s < REST_S:
            if rested_s == 0.0:
                place.in_place = False
            turning.add(t_s, rate, acceleration, up)
            return False
        place.in_place = place.in_place or turning.in_place
        turning.begin(t_s, norm(rest.up))
        if agreement(rest.up, up) >= 0.0 or self._frozen[site].stuck:
            return False
        if self._neutral and self._rests_off_deg(site) >= self._away_deg:
            self._raise(Fault.SLIPPED, site)
        return True

    def taken(self, references: Mapping[str, Reference], *, posed: bool) -> None:
        """A neutral was taken; `posed`: the neutral pose was held still for it, and not any posture set to zero."""
        self._neutral = references
        self._turned.clear()
        for place in self._places.values():
            place.home, place.idle_s, place.off_deg, place.heard = True, 0.0, 0.0, True
        if posed:
            self._judge({site: found.up for site, found in references.items()})

    def released(self) -> None:
        """The neutral pose is going to be taken anew."""
        self._neutral = {}

    def flipped(self, fault: Fault, distal: str, proximal: str) -> None:
        """Two sensors at one joint: the movement itself says that one is the wrong way round, or may be."""
        plain = fault is Fault.FLIPPED
        self._raise(fault, distal, proximal if plain else None, holds=plain)

    # What the Round asks

    def step(self, tick: int, *, expected: bool, idle_s: float, asked: bool) -> list[Doubt]:
        """One tick: what has been found.

        `expected`: a movement may be made now. `idle_s`: for how long the sensors may rest elsewhere than in the
        starting pose, inf while they are to be elsewhere. `asked`: a movement is asked for, so that whoever has been
        back in the starting pose may be on the way.
        """
        if self._neutral:
            if expected and (self._crossed or self._may_go_backward):
                self._watch_movement(tick)
            for site, place in self._places.items():
                if place.heard:
                    self._look(site, place)
                if place.resting and place.off_deg <= _HOME_DEG:
                    place.home, place.idle_s = True, 0.0
                    if self._trusted:
                        self._trusted.discard(Doubt(Fault.AWAY, site, holds=False))
                else:
                    self._watch_away(site, place, idle_s, asked)
                if expected and place.in_place and place.off_deg >= self._away_deg:
                    self._raise(Fault.AWAY, site, holds=False)
        if not self._found:
            return []
        found, self._found = self._found, []
        return found

    def trust(self, doubt: Doubt) -> None:
        """The person says that it is right, or has put it right: it is not raised again. What slips may slip twice."""
        if doubt.fault is not Fault.SLIPPED:
            self._trusted.add(doubt)

    def settled(self, doubt: Doubt) -> bool:
        """It holds no longer: two sensors say different things again."""
        other = doubt.other
        return doubt.fault is Fault.DUPLICATED and other is not None and not self._twins.same(doubt.site, other)

    # Watching

    def _judge(self, ups: Mapping[str, Vector]) -> None:
        """What the neutral pose says of how the sensors sit."""
        first, formula = self._first, self._formula
        signed = formula in (Formula.ROLL, Formula.LEAN_FORWARD)
        swapped = set()
        for other in self._sites:
            if other != first and told_apart(ups, self._mounts, first, other) < 0:
                swapped |= {first, other}
                self._raise(Fault.SWAPPED, first, other)
        for site in self._alike & self._mounts.keys() - swapped:
            if is_over(ups[site], self._mounts[site]):
                self._raise(Fault.UPSIDE_DOWN, site, holds=signed and site == first)
        unknown = first not in self._mounts
        if formula is Formula.LEAN_FORWARD and unknown and first in self._alike and dot(ups[first], ARROW) < _DOWN:
            self._raise(Fault.UPSIDE_DOWN, first, holds=False)
        if formula is Formula.ROLL and is_over(ups[first], _thumb_up(first)):
            self._raise(Fault.UPSIDE_DOWN, first, holds=False)
        self._pair_up(ups)

    def _pair_up(self, ups: Mapping[str, Vector]) -> None:
        """Who might have changed places with the sensor that measures, as far as the neutral pose leaves that open."""
        first, crossed = self._first, {}
        usual = as_said(self._sites)
        for other in self._sites:
            if other == first:
                continue
            by_kit = told_apart(ups, self._mounts, first, other)
            sits = by_kit or told_apart(ups, usual, first, other)
            if not self._movement.sided:
                if sits < 0 and by_kit == 0:
                    self._raise(Fault.SWAPPED, first, other, holds=False)
            elif other not in self._beside and (sits <= 0 or not {first, other} <= self._alike):
                crossed[other] = self._crossed.get(other) or Crossed(crosswise=sits < 0)
        self._crossed = crossed

    def _watch_movement(self, tick: int) -> None:
        first = self._first
        moving_deg = self._turned_deg(first) if self._crossed else 0.0
        for other, pair in self._crossed.items():
            if not pair.proven and pair.step(tick * _TICK_S, moving_deg, self._turned_deg(other)):
                self._raise(Fault.SWAPPED, first, other, holds=pair.crosswise)
        if not self._may_go_backward or first not in self._ups:
            return
        angle_deg = ANGLES_DEG[self._formula](self._ups[first], self._neutral[first])
        self._may_go_backward = not angle_deg >= self._plain_deg
        self._backward_s = self._backward_s + _TICK_S if angle_deg <= -self._plain_deg else 0.0
        if self._backward_s >= _BACKWARD_S:
            self._raise(Fault.UPSIDE_DOWN, first, holds=self._formula is Formula.LEAN_FORWARD)

    def _look(self, site: str, place: _Place) -> None:
        """Whether it rests now, and how far from the neutral pose."""
        place.heard = False
        place.resting = self._keeps_still or place.rest.rested_s >= REST_S
        if place.resting:
            place.off_deg = self._rests_off_deg(site)

    def _watch_away(self, site: str, place: _Place, idle_s: float, asked: bool) -> None:
        if idle_s == math.inf:
            place.home = False
        if not place.resting or idle_s == math.inf or (asked and place.home):
            place.idle_s = 0.0
            return
        place.idle_s += _TICK_S
        if place.off_deg < self._away_deg:
            place.idle_s = 0.0
        elif place.idle_s >= idle_s:
            self._raise(Fault.AWAY, site, holds=False)

    def _rests_off_deg(self, site: str) -> float:
        """How far a sensor rests from where it was in the neutral pose."""
        return math.degrees(angle_between_rad(self._places[site].rest.up, self._neutral[site].up))

    def _turned_deg(self, site: str) -> float:
        """How far a sensor has turned against gravity since the neutral pose."""
        up = self._ups.get(site)
        if up is None:
            return 0.0
        known = self._turned.get(site)
        if known is None or known[0] is not up:
            known = self._turned[site] = (up, math.degrees(angle_between_rad(up, self._neutral[site].up)))
        return known[1]

    def _raise(self, fault: Fault, site: str, other: str | None = None, *, holds: bool = True) -> None:
        """Remember it, unless the person has been told."""
        doubt = Doubt(fault, site, other, holds and self._attended)
        if doubt in self._found or doubt in self._trusted or replace(doubt, holds=True) in self._trusted:
            return
        self._found.append(doubt)
        if not doubt.holds:
            self.trust(doubt)


def _measured(companions: Sequence[Companion], worn: Sequence[str], side: str) -> dict[str, Movement]:
    """Where a companion is measured, with the first movement that is measured there."""
    found: dict[str, Movement] = {}
    for companion in companions:
        told = companion.way(worn, side)
        if told is not None:
            found.setdefault(told[0], companion.row)
    return found


def _thumb_up(site: str) -> Vector:
    """Where up is for a forearm's sensor that is worn as is said, the elbow bent and the thumb up."""
    return (-1.0 if site.startswith("right_") else 1.0, 0.0, 0.0)
