"""The checkup: a computer is looked at, and what was seen is judged in plain words, with what to do."""

from __future__ import annotations

from game.app.doctor import computer, kept, program
from game.app.doctor.check import Check, State, can_play
from game.app.doctor.seen import Seen

__all__ = ["CHECKS", "Check", "Seen", "State", "can_play", "judge"]

CHECKS = (
    *(program.python, program.packages, program.pygame, program.fonts, program.fusion),
    *(computer.screen, computer.frames, computer.sound, computer.voice),
    *(kept.home, computer.clock, kept.sessions),
    *(computer.ports, computer.bluetooth, kept.kit),
)
"""In the order in which it is worth mending."""


def judge(seen: Seen) -> tuple[Check, ...]:
    """Everything that was looked at."""
    return tuple(check(seen) for check in CHECKS)
