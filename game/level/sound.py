"""Sound: what of a level file can be relied on while it may still be wrong elsewhere, and what a rule finds in it."""

from __future__ import annotations

from dataclasses import dataclass

from game.level.expected import node_at
from game.level.kinds import KINDS
from game.level.tree import Path, Value
from game.motion.movement import Movement
from game.motion.movements import MOVEMENTS

TARGETS = ("exercise", "targets_deg")


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that does not hold: the value it is seen at, in words, and what was probably meant."""

    path: Path
    what: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Sound:
    """What of a level can be relied on: its values but for the broken ones, and defaults where a key is left out."""

    values: dict[str, Value]
    broken: frozenset[Path]
    stem: str
    """The file's name without its ending; empty when the level is not in a file."""

    def is_broken(self, *path: str) -> bool:
        """It is written, and wrong: that is said already."""
        return any(bad[: len(path)] == path[: len(bad)] for bad in self.broken)

    def at(self, *path: str) -> Value:
        """The value, or None when it is missing or broken."""
        if self.is_broken(*path):
            return None
        value: Value = self.values
        for key in path:
            if not isinstance(value, dict):
                return None
            if key not in value:
                default: Value = node_at(path, self.kind).get("default") if path[-1] == key else None
                return default
            value = value[key]
        return value

    @property
    def kind(self) -> str:
        exercise = self.values.get("exercise")
        kind = exercise.get("kind") if isinstance(exercise, dict) else None
        return kind if isinstance(kind, str) and kind in KINDS else ""

    def number(self, *path: str) -> float | None:
        value = self.at(*path)
        return value if isinstance(value, int | float) else None

    @property
    def movement(self) -> Movement | None:
        name = self.at("movement")
        return MOVEMENTS.get(name) if isinstance(name, str) else None

    @property
    def targets_deg(self) -> tuple[float, ...]:
        """The targets as written; none unless all of them are sound."""
        targets = self.at(*TARGETS) if self.kind in ("reach", "tempo", "position_test") else None
        return tuple(t for t in targets if isinstance(t, int | float)) if isinstance(targets, tuple) else ()

    @property
    def step(self) -> int:
        """The step the id ends in; 0 when it ends in none."""
        last = str(self.at("id")).rpartition("_")[2]
        return int(last) if last.isascii() and last.isdigit() and len(last) < 3 else 0
