"""Electrodes without a game: one muscle looked at, or calibrated to its rest and effort for one person."""

from __future__ import annotations

import math
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from game.app.clock import now_s, today, wait
from game.app.errors import RefusedError, unknown
from game.motion.emg_calibrating import CalibratingParams, EmgCalibrating, Step
from game.motion.emg_calibration import EmgCalibration, MuscleSetup, refuse_reference
from game.motion.motion import MuscleSignal
from game.motion.muscle import Muscle
from game.people.calibrations import keep_calibration
from game.sessions.home import home
from input_devices import MUSCLES, InputReport, Sample, Source, emg_form_of, full_address, open_worn, stored

PATIENCE_S = 60.0
"""Where the signal has not been clean for so long, calibrating is given up."""
_POLL_S = 1 / 60


@dataclass(frozen=True, slots=True)
class MuscleWish:
    """Which electrodes are meant, and what is known of the person who wears them."""

    address: str
    """A port or an address."""
    muscle: str
    isolation: str | None = None
    """battery, radio or isolator, where the address does not say it."""
    implanted_electronics: bool | None = None


@dataclass(frozen=True, slots=True)
class MuscleLook:
    """One muscle at this moment."""

    signal: MuscleSignal
    report: InputReport
    words: str | None = None
    """What the person is asked for; None while the muscle is only looked at."""
    step: Step | None = None
    left_s: float = 0.0
    reason: str | None = None
    """Why the last attempt did not count."""
    share: float = 0.0
    """How strong the muscle is beside the calibrated effort so far; nan where there is none yet."""


def open_muscle(wish: MuscleWish) -> tuple[Source, str]:
    """Its source, opening from now on, and its whole address. Raises RequestError or InputError before that."""
    if wish.muscle not in MUSCLES:
        there = f"Muscles are {', '.join(MUSCLES)}."
        raise unknown(f"there is no muscle called {wish.muscle}", wish.muscle, MUSCLES, there)
    address = full_address(wish.address, wish.isolation)
    worn = open_worn({wish.muscle: address}, implanted_electronics=wish.implanted_electronics)
    return worn[wish.muscle], address


def look(wish: MuscleWish, seconds: float) -> Iterator[MuscleLook]:
    """The muscle sixty times a second, for so long. Raises what `open_muscle` raises."""
    source, address = open_muscle(wish)
    muscle = Muscle(wish.muscle, MuscleSetup(emg_form_of(address)))
    with closing(_heard(source, seconds)) as heard:
        for samples, _ in heard:
            for sample in samples:
                muscle.feed(sample)
            yield MuscleLook(muscle.signal(), source.reports()[0])


def calibrate(wish: MuscleWish, *, maximum: bool = False) -> Iterator[MuscleLook | EmgCalibration]:
    """The muscle sixty times a second while the person is led through, and the calibration at the end.

    Raises what `open_muscle` raises, and RefusedError where it does not begin or did not succeed.
    """
    refusal = refuse_reference("maximum" if maximum else "comfortable", maximum_allowed=False)
    if refusal is not None:
        raise RefusedError(refusal)
    source, address = open_muscle(wish)
    asked = EmgCalibrating(wish.muscle, emg_form_of(address), today().date().isoformat(), CalibratingParams())
    waited_s = 0.0
    with closing(_heard(source)) as heard:
        for samples, dt_s in heard:
            asked.tick(samples, dt_s)
            report = source.reports()[0]
            why = report.notice or asked.reason
            yield MuscleLook(asked.signal, report, asked.words, asked.step, asked.left_s, why, asked.share)
            waited_s = waited_s + dt_s if asked.step is Step.SIGNAL else 0.0
            if asked.step is Step.DONE:
                break
            if asked.step is Step.REFUSED or waited_s > PATIENCE_S:
                raise RefusedError(f"There is no calibration: {why or 'the signal was never clean'}.")
    assert asked.calibration is not None
    yield asked.calibration


def keep(home_dir: str | None, person: str, muscle: str, calibration: EmgCalibration) -> Path:
    """Keep a calibration for this person; where it is. Raises PeopleError."""
    return keep_calibration(home(home_dir), person, muscle, calibration)


def _heard(source: Source, seconds: float = math.inf) -> Generator[tuple[list[Sample], float], None, None]:
    """What has come, and how long that took, again and again; the source is closed in the end."""
    with closing(source):
        begun_s = last_s = now_s()
        while last_s - begun_s < seconds:
            wait(_POLL_S)
            then_s, last_s = last_s, now_s()
            yield [stored(sample) for sample in source.poll(last_s)], last_s - then_s
