"""EmgCalibration: one muscle's rest and effort of one person, by which its activity is scaled; value and text."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast, get_args

from input_devices import MUSCLES, EmgForm, EmgKind, emg_form_from_row

FORMAT = 1
EmgReference = Literal["comfortable", "maximum"]
"""What 1 stands for: the person's comfortable strong effort, or their own maximum."""
REFERENCES: tuple[str, ...] = get_args(EmgReference)


def refuse_reference(reference: EmgReference, *, maximum_allowed: bool) -> str | None:
    """Why a calibration to this reference does not begin, in words; None where it may."""
    if reference == "maximum" and not maximum_allowed:
        return "Your own maximum is asked for only where your therapist allows it. Use a comfortable strong effort."
    return None


@dataclass(frozen=True, slots=True)
class EmgCalibration:
    """Envelopes of one muscle, in the millivolts of its sensor, whatever that amplifies by."""

    rest_mv: float
    rest_spread_mv: float
    """How far the envelope wandered at rest, from the 5th to the 95th percentile."""
    effort_mv: float
    kind: EmgKind
    """As what the signal was taken; another form makes other millivolts of the same muscle."""
    notch_hz: float | None
    made: str
    """Date, ISO 8601."""
    reference: EmgReference = "comfortable"

    def __post_init__(self) -> None:
        if not (-math.inf < self.rest_mv < self.effort_mv < math.inf and self.rest_spread_mv >= 0.0):
            raise ValueError(f"an effort of {self.effort_mv} mV is not above a rest of {self.rest_mv} mV")

    def activity(self, envelope_mv: float) -> float:
        """0 at rest, 1 at the effort, more beyond it and a little less than 0 below the rest's mean."""
        return (envelope_mv - self.rest_mv) / (self.effort_mv - self.rest_mv)

    def fits(self, kind: EmgKind, notch_hz: float | None) -> bool:
        """Whether a signal of this form can be scaled by it."""
        return (self.kind, self.notch_hz) == (kind, notch_hz)

    def as_row(self) -> dict[str, Any]:
        """Plain values for a file."""
        return {name: getattr(self, name) for name in self.__slots__}


def calibration_from_row(row: Mapping[str, Any]) -> EmgCalibration:
    """The calibration that `as_row` wrote. Raises KeyError, TypeError or ValueError where it is none."""
    if row["kind"] not in get_args(EmgKind) or row["reference"] not in REFERENCES:
        raise ValueError(f"{row['kind']!r}, {row['reference']!r}")
    return EmgCalibration(
        float(row["rest_mv"]),
        float(row["rest_spread_mv"]),
        float(row["effort_mv"]),
        cast("EmgKind", row["kind"]),
        None if row["notch_hz"] is None else float(row["notch_hz"]),
        str(row["made"]),
        cast("EmgReference", row["reference"]),
    )


def write_calibrations(calibrations: Mapping[str, EmgCalibration]) -> str:
    """The text of a file of calibrations, by muscle."""
    rows = {muscle: calibration.as_row() for muscle, calibration in sorted(calibrations.items())}
    return json.dumps({"format": FORMAT, "muscles": rows}, indent=1, allow_nan=False) + "\n"


def read_calibrations(text: str) -> dict[str, EmgCalibration]:
    """What `write_calibrations` wrote. Raises ValueError with a sentence where it cannot be read."""
    try:
        kept = json.loads(text)
        if kept["format"] > FORMAT:
            raise ValueError(f"it is of format {kept['format']}, of a newer Moveagain; update to read it")
        found = {str(muscle): calibration_from_row(row) for muscle, row in kept["muscles"].items()}
    except (KeyError, TypeError, AttributeError, RecursionError, json.JSONDecodeError) as error:
        raise ValueError("it is damaged; calibrate again") from error
    if not set(found) <= set(MUSCLES):
        raise ValueError(f"there is no muscle {', '.join(sorted(set(found) - set(MUSCLES)))}; calibrate again")
    return found


@dataclass(frozen=True, slots=True)
class MuscleSetup:
    """What a Round knows of one muscle before the first sample."""

    form: EmgForm = field(default_factory=EmgForm)
    calibration: EmgCalibration | None = None

    def as_row(self) -> dict[str, Any]:
        """Plain values for a session file."""
        calibration = None if self.calibration is None else self.calibration.as_row()
        return {"form": self.form.as_row(), "calibration": calibration}


def muscles_as_row(setups: Mapping[str, MuscleSetup]) -> dict[str, Any]:
    """Plain values for the calibration that stands in a Round's setup."""
    return {"format": FORMAT, "emg": {muscle: setup.as_row() for muscle, setup in setups.items()}}


def muscles_from_row(row: Mapping[str, Any] | None) -> dict[str, MuscleSetup]:
    """What `muscles_as_row` wrote. Raises KeyError, TypeError or ValueError where it is none."""
    found = {}
    for muscle, kept in (row or {}).get("emg", {}).items():
        calibration = None if kept["calibration"] is None else calibration_from_row(kept["calibration"])
        found[muscle] = MuscleSetup(emg_form_from_row(kept["form"]), calibration)
    return found
