"""The movement table: one row a movement, with everything the house knows of it."""

from __future__ import annotations

from game.motion.arm_movements import ARM_MOVEMENTS
from game.motion.body_movements import BODY_MOVEMENTS
from game.motion.leg_movements import LEG_MOVEMENTS
from game.motion.movement import Movement
from game.motion.trunk_movements import TRUNK_MOVEMENTS

MOVEMENTS: dict[str, Movement] = {
    row.name: row for row in (*ARM_MOVEMENTS, *TRUNK_MOVEMENTS, *LEG_MOVEMENTS, *BODY_MOVEMENTS)
}
