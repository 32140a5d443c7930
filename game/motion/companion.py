"""Companion: another movement that is watched beside a level's own, and where its one sensor is worn."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from game.motion.angles import ANGLES_DEG
from game.motion.movement import Formula, Movement, Way
from game.motion.movements import MOVEMENTS

_ALONE = (*ANGLES_DEG, Formula.TURN)
"""What one sensor tells by itself; a turn only for a short time."""


@dataclass(frozen=True, slots=True)
class Companion:
    """Another movement that a kind watches beside the level's own, measured by one sensor against gravity."""

    key: str
    """How Motion and the kind name it."""
    movement: str
    """A row of the movement table."""
    other_side: bool = False
    """Of the limb of the other side."""

    @property
    def row(self) -> Movement:
        """The movement's row in the table."""
        return MOVEMENTS[self.movement]

    def side(self, played: str) -> str:
        """The side it is watched on where `played` is the level's."""
        if not self.other_side:
            return played
        return "left" if played == "right" else "right"

    def sites(self, played: str) -> tuple[str, ...]:
        """Every site at which one sensor tells it, the best first; none where only two sensors do."""
        return tuple(self.row.sites(way, self.side(played))[0] for way in self._ways())

    def way(self, worn: Collection[str], played: str) -> tuple[str, Way] | None:
        """The worn site that tells it, and how; None where none does."""
        for way in self._ways():
            site = self.row.sites(way, self.side(played))[0]
            if site in worn:
                return site, way
        return None

    def _ways(self) -> tuple[Way, ...]:
        return tuple(way for way in self.row.ways if len(way.worn) == 1 and way.formula in _ALONE)


def with_companions(sites: Sequence[str], companions: Sequence[Companion], played: str) -> tuple[str, ...]:
    """The sites with those that the companions need beside them, as few as there can be."""
    found = list(sites)
    for companion in companions:
        if companion.way(found, played) is None:
            found += companion.sites(played)[:1]
    return tuple(found)


def unseen(companions: Sequence[Companion], worn: Collection[str], played: str) -> Companion | None:
    """The first companion that no worn sensor tells; None where each is told."""
    return next((companion for companion in companions if companion.way(worn, played) is None), None)


def starts_deg(movement: Movement, companions: Sequence[Companion], played: str) -> dict[str, float]:
    """Where the simulated body's joints are in the neutral pose of all of them; the movement's own pose comes first."""
    found: dict[str, float] = {}
    for companion in companions:
        found = {**companion.row.start(companion.side(played)), **found}
    return {**found, **movement.start(played)}


def joints_deg(
    movement: Movement, angle_deg: float, companions: Sequence[tuple[Companion, float]], played: str
) -> dict[str, float]:
    """The simulated body's joints where the movement and its companions have come to these angles. Joints that several
    of them move add up."""
    found = starts_deg(movement, [companion for companion, _ in companions], played)
    found |= moved_deg(movement, played, angle_deg, found)
    for companion, deg in companions:
        found |= moved_deg(companion.row, companion.side(played), deg, found)
    return found


def moved_deg(row: Movement, side: str, angle_deg: float, still: Mapping[str, float]) -> dict[str, float]:
    """Where the joints of one movement are that has come to that angle, from where they are in `still`."""
    own = row.start(side)
    moved = row.joints_deg(angle_deg, side)
    return {joint: still.get(joint, 0.0) + deg - own.get(joint, 0.0) for joint, deg in moved.items()}
