"""Rocking: whether a body that is asked to keep still goes there and back again and again, leaning or turning."""

from __future__ import annotations

import math
from array import array

import numpy as np
from numpy.typing import NDArray

from game.measures.swings import SwingParams

_TICKS = 12
"""What is looked at is the mean of so many ticks, a fifth of a second: of a tremor, 4 Hz or more, less than a quarter
gets through."""
_TIMES = 3
"""Less often than so many times is not again and again (a row, as swings of the body count in)."""
_LEAST_DEG = SwingParams().least_deg
"""From one end of a regular swing to the other; a smaller one is no movement anywhere here."""
_ALIKE = 0.5
"""It comes back to itself when at least half of what the body does is what it did one round before. A choice, between
two that lie apart: sway that is pulled back to the middle and kicked about hardly ever gets past 0.4, however large it
is, and one movement made over and over, its size and times 15 % off either way, hardly ever stays below."""


class Rocking:
    """Fed every tick of a bout with where the trunk leans and how far it has turned, deg."""

    def __init__(self) -> None:
        self._means = array("d")
        """Forward, right and turned, one after the other."""
        self._sums = [0.0, 0.0, 0.0]
        self._ticks = 0

    def feed(self, forward_deg: float, right_deg: float, turned_deg: float) -> None:
        """One tick; where one of them is not known it makes no rhythm."""
        for place, deg in enumerate((forward_deg, right_deg, turned_deg)):
            self._sums[place] += deg
        self._ticks += 1
        if self._ticks == _TICKS:
            self._means.extend(each / _TICKS for each in self._sums)
            self._sums, self._ticks = [0.0, 0.0, 0.0], 0

    @property
    def rhythm(self) -> float:
        """How much of what the body does it did one round before, at most 1: the highest autocorrelation (biased, so
        that few rounds say less than many) after the first time that it is negative; 0 where there was no movement."""
        path = self._path()
        count, size = len(path), float((path * path).sum())
        if math.sqrt(8.0 * size / max(1, count)) < _LEAST_DEG:
            return 0.0
        most, behind = 0.0, False
        for late in range(1, count // _TIMES + 1):
            alike = float((path[late:] * path[:-late]).sum()) / size
            behind = behind or alike < 0.0
            if behind:
                most = max(most, alike)
        return most

    def _path(self) -> NDArray[np.float64]:
        path = np.asarray(self._means, dtype=np.float64).reshape(-1, 3)
        known = np.isfinite(path)
        middle = np.where(known, path, 0.0).sum(axis=0) / np.maximum(1, known.sum(axis=0))
        return np.where(known, path - middle, 0.0)

    @property
    def on(self) -> bool:
        """It was rocking."""
        return self.rhythm >= _ALIKE
