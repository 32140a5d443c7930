"""Sides: where both are affected they take turns, a session each, at a programme: its dose is one for the day.

A programme states its movements and minutes for one affected side, with their source. Both sides in one session would
be twice of that; half of it each would be sets nobody has stated, and a sensor that changes places half-way. So a
session belongs to one side whole, and the next one to the other: a choice. Where a prescription names levels and no
programme, the minutes of a session are shared by both, what was played longest ago first.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from game.coaching.history import History
from game.coaching.programme import Programme


def whose_turn(
    programme: Programme, before: History, sides: Sequence[str], playable: Callable[[str], bool]
) -> tuple[str, ...]:
    """The side whose turn it is: of those that can be played, the one that was practised longest ago; the first of
    them where neither was. A day without play, or a session that was broken off, changes no more than that."""
    ladders = {item.ladder for _, _, item in programme.items() if item.sides != "both"}

    def last(side: str) -> float:
        ours = (each for each in before.known if each.side == side and each.level.rpartition("_")[0] in ladders)
        return max((each.started.timestamp() for each in ours), default=-math.inf)

    return (min([side for side in sides if playable(side)] or sides, key=last),)
