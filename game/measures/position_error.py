"""Joint position sense: how far a person is from a position they were asked to find again."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from game.measures.soundness import signal, unsound
from game.measures.value import Value

NAMES = ("AE", "CE", "VE", "VE_n1", "E", "ACE")


def joint_position_error(targets_deg: ArrayLike, responses_deg: ArrayLike) -> Mapping[str, Value]:
    """Errors of the responses, deg, one response a target. `AE`, their mean size, is the one to show.

    `CE` is the mean with its sign and `ACE` its size; `VE` the standard deviation about it (by n, and `VE_n1` by
    n − 1), which is the least reliable; `E` their root mean square, so that E² = CE² + VE². Five to eight trials.
    """
    targets, responses = signal(targets_deg), signal(responses_deg)
    if reason := unsound(targets, responses):
        return {name: Value.missing("deg", reason) for name in NAMES}
    errors = responses - targets
    constant = float(errors.mean())
    variable = float(np.sqrt(np.mean((errors - constant) ** 2)))
    n = errors.size
    sample = math.sqrt(n / (n - 1)) * variable if n > 1 else math.nan
    return {
        "AE": Value(float(np.abs(errors).mean()), "deg"),
        "CE": Value(constant, "deg"),
        "VE": Value(variable, "deg"),
        "VE_n1": Value(sample, "deg") if n > 1 else Value.missing("deg", "one trial does not vary"),
        "E": Value(float(np.sqrt(np.mean(errors**2))), "deg"),
        "ACE": Value(abs(constant), "deg"),
    }
