"""Muscles: whether electrodes may be worn in this play, and what a Round is told of them before the first sample."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from game.app.errors import RefusedError
from game.coaching.gentle import ELECTRODES_REFUSED
from game.level import Level
from game.motion.emg_calibration import EmgCalibration, MuscleSetup, muscles_as_row, muscles_from_row
from input_devices import MUSCLES, Source, emg_form_of, in_words


def refuse_electrodes(places: Iterable[str], *, prescribed: bool) -> None:
    """Raise RefusedError where electrodes are among what is worn and no valid prescription is played; to be called
    before anything is opened."""
    if not prescribed and any(place in MUSCLES for place in places):
        raise RefusedError(ELECTRODES_REFUSED)


def refuse_uncalibrated(level: Level, side: str, calibration: Mapping[str, Any] | None) -> None:
    """Raise RefusedError where a muscle that the level is played with has no calibration of today, or one to another
    reference than the level counts from: every share of it would mean something else."""
    setups = muscles_from_row(calibration)
    for place in level.muscles(side):
        own = setups.get(place, MuscleSetup()).calibration
        how = f"`moveagain inputs emg` calibrates it to {_EFFORTS[level.reference]}"
        if own is None:
            raise RefusedError(f"The {in_words(place)} was not calibrated today; {how}.")
        if own.reference != level.reference:
            raise RefusedError(
                f"The {in_words(place)} was calibrated to {_EFFORTS[own.reference]}, and {level.id} counts from "
                f"{_EFFORTS[level.reference]}; {how}."
            )


_EFFORTS = {"comfortable": "a comfortable strong effort", "maximum": "the person's own maximum"}


def muscles_of(
    worn: Mapping[str, Source], calibrations: Mapping[str, EmgCalibration], day: date
) -> dict[str, Any] | None:
    """The calibration that stands in a Round's setup; None where no electrodes are worn.

    Only what was calibrated on the same day counts: electrodes that are put on anew measure other millivolts. Raises
    AddressError or ProtocolError.
    """
    addresses = {
        report.site: report.address for source in worn.values() for report in source.reports() if report.site in MUSCLES
    }
    if not addresses:
        return None
    today = {muscle: own for muscle, own in calibrations.items() if own.made[:10] == day.isoformat()}
    return muscles_as_row(
        {muscle: MuscleSetup(emg_form_of(address), today.get(muscle)) for muscle, address in addresses.items()}
    )
