"""EmgForm: in which form a muscle's voltage comes: raw or as an envelope, from which converter, with a notch or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

EmgKind = Literal["raw", "envelope"]
"""`raw` swings both ways about a steady voltage, hundreds of times a second; `envelope` is its strength, made by the
sensor, and changes a few times a second."""
EMG_KINDS: tuple[str, ...] = get_args(EmgKind)


@dataclass(frozen=True, slots=True)
class EmgForm:
    """What is known of an electrode's signal before it comes."""

    kind: EmgKind | None = None
    """None where nobody said it: then a signal of 200 samples a second or more is taken as raw."""
    notch_hz: float | None = None
    """Take out the mains' own frequency, where the person asked for it: 50 or 60 Hz."""
    range_mv: tuple[float, float] | None = None
    """The ends of the converter's range, where they are known."""

    def as_row(self) -> dict[str, Any]:
        """Plain values for a file."""
        return {
            "kind": self.kind,
            "notch_hz": self.notch_hz,
            "range_mv": None if self.range_mv is None else list(self.range_mv),
        }


def emg_form_from_row(row: Mapping[str, Any]) -> EmgForm:
    """The form that `as_row` wrote. Raises KeyError, TypeError or ValueError where it is none."""
    kind, range_mv = row["kind"], row["range_mv"]
    if kind is not None and kind not in EMG_KINDS:
        raise ValueError(f"an EMG signal is {' or '.join(EMG_KINDS)}, not {kind!r}")
    notch_hz = None if row["notch_hz"] is None else float(row["notch_hz"])
    ends = None
    if range_mv is not None:
        low, high = range_mv
        ends = (float(low), float(high))
    return EmgForm(cast("EmgKind | None", kind), notch_hz, ends)
