"""YAML text → Level, or every problem with its line and column. Pure: text in, never paths."""

from game.level.kinds import KINDS
from game.level.problem import LevelProblems, Problem
from game.level.reading import read_level
from game.level.schema import FORMAT, Level, json_schema
from game.level.telling import tell

__all__ = ["FORMAT", "KINDS", "Level", "LevelProblems", "Problem", "json_schema", "read_level", "tell"]
