"""Recordings in a folder, each recognised by the arrays that it holds, never by its name."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from game.motion.batch import Readings
from tests.accuracy.kinds import Chain, Exercise, OneSensor, Recording, Rising, Rows, Sensor, Standing, Unread

G_M_S2 = 9.81
DURATION_S_MIN, READINGS_MIN = 3.0, 60
"""A shorter recording is none."""
NOMINAL_HZ, NOMINAL_COUNT = 50.0, 20
"""Of (n, 6) arrays that say no rate and no count: those of seglearn's shoulder exercises."""
_SENSOR = re.compile(r"^(?:(?P<before>\w+?)_)?(?P<what>gyr|acc|opt_quat)_?(?P<after>\w*)$")


def recordings(folder: Path) -> Iterator[Recording]:
    """Everything in the folder, in the order of the names."""
    held: dict[str, Mapping[str, Rows]] = {}
    for path in sorted(folder.glob("*.npz")):
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                held[path.stem] = {key: arrays[key] for key in arrays.files}
        except (OSError, ValueError, EOFError, KeyError, AttributeError, zipfile.BadZipFile):
            yield Unread(path.stem, "cannot be read: it is cut short, or no .npz file of plain arrays")
    references = {name: arrays for name, arrays in held.items() if _times_of_rising(arrays) is not None}
    for name, arrays in held.items():
        if name not in references or "accel" in arrays:
            yield from _recognised(name, arrays, [*references.values()])


def _recognised(name: str, arrays: Mapping[str, Rows], references: list[Mapping[str, Rows]]) -> Iterator[Recording]:
    try:
        found = list(_all_in(name, arrays, references))
    except (ValueError, TypeError, IndexError, OverflowError) as error:
        found = [Unread(name, f"is not measured: {error}")]
    yield from found or [Unread(name, f"holds no arrays that are measured here, but {', '.join(arrays) or 'none'}")]


def _all_in(name: str, arrays: Mapping[str, Rows], references: list[Mapping[str, Rows]]) -> Iterator[Recording]:
    if "cop_cm" in arrays:
        yield Standing(name, _wandering(_rows(arrays["cop_cm"], 2)), _rate_hz(arrays))
    elif {"accel", "time"} <= arrays.keys():
        yield _rising(name, arrays, references)
    elif sensors := _sensors(arrays):
        yield from _worn(name, arrays, sensors)
    else:
        rate_hz = _rate_hz(arrays) if {"rate", "t"} & arrays.keys() else NOMINAL_HZ
        for key, rows in arrays.items():
            if rows.ndim == 2 and rows.shape[1] == 6:
                six = _rows(rows, 6)
                readings = _long(Readings(np.arange(len(six)) / rate_hz, six[:, 3:], six[:, :3] * G_M_S2))
                count = int(arrays["count"]) if "count" in arrays else NOMINAL_COUNT
                yield Exercise(f"{name} {key}", readings, count, "count" not in arrays)


def _worn(name: str, arrays: Mapping[str, Rows], sensors: tuple[Sensor, ...]) -> Iterator[Recording]:
    first = sensors[0]
    if len(sensors) > 1:
        angle = arrays["angle_deg"].astype(np.float64).ravel() if "angle_deg" in arrays else None
        times = [sensor.readings.t_s for sensor in sensors]
        if min(t_s[-1] for t_s in times) - max(t_s[0] for t_s in times) < DURATION_S_MIN:
            raise ValueError("the sensors were not worn at the same time")
        if angle is not None and (angle.size != times[1].size or not np.isfinite(angle).any()):
            raise ValueError(f"{angle.size} angles, or none that is a number, for {times[1].size} readings")
        if angle is None and any(sensor.optical is None for sensor in sensors):
            raise ValueError("several sensors, and neither opt_quat of each nor angle_deg")
        yield Chain(name, sensors, angle)
    elif "reps" in arrays:
        yield Exercise(name, first.readings, len(arrays["reps"]), nominal=False)
    elif first.optical is not None:
        moving = arrays.get("movement", np.ones(first.readings.t_s.size)).astype(np.bool_).ravel()
        if moving.size != first.readings.t_s.size:
            raise ValueError(f"{moving.size} times movement or not, and {first.readings.t_s.size} readings")
        yield OneSensor(name, first, moving)


def _sensors(arrays: Mapping[str, Rows]) -> tuple[Sensor, ...]:
    """Every sensor that `gyr` and `acc` are of: alone, or told apart by what stands before or after those words; in the
    order of that."""
    parts: dict[tuple[str, str], dict[str, Rows]] = {}
    for key, rows in arrays.items():
        found = _SENSOR.match(key)
        if found:
            parts.setdefault((found["before"] or "", found["after"]), {})[found["what"]] = rows
    sensors = []
    for label in sorted(parts):
        part = parts[label]
        if {"gyr", "acc"} <= part.keys():
            rate, felt = _rows(part["gyr"], 3), _rows(part["acc"], 3)
            t_s = _times_s(arrays, label, len(rate))
            if not len(rate) == len(felt) == t_s.size:
                raise ValueError(f"{len(rate)} rates, {len(felt)} accelerations and {t_s.size} times")
            here = np.isfinite(t_s)
            optical = _rows(part["opt_quat"], 4) if "opt_quat" in part else None
            sensors.append(Sensor(_long(Readings(t_s[here], rate[here], felt[here])), _seen(optical, here)))
    return tuple(sensors)


def _seen(optical: Rows | None, here: NDArray[np.bool_]) -> Rows | None:
    if optical is None:
        return None
    if len(optical) != here.size or np.isfinite(optical).all(axis=1).sum() < READINGS_MIN:
        raise ValueError(f"{len(optical)} of opt_quat, or hardly one that is a number, for {here.size} readings")
    return optical[here]


def _rows(rows: Rows, width: int) -> Rows:
    if rows.ndim != 2 or rows.shape[1] != width or not len(rows):
        raise ValueError(f"an array of {'×'.join(map(str, rows.shape)) or 'one number'} where rows of {width} belong")
    if rows.dtype.kind not in "fiu":
        raise ValueError("an array of what are no plain numbers")
    return rows.astype(np.float64)


def numbers(readings: Readings) -> NDArray[np.bool_]:
    """Which of the readings are numbers throughout."""
    return np.asarray(np.isfinite(np.hstack([readings.rate_rad_s, readings.acceleration_m_s2])).all(axis=1))


def whole(readings: Readings) -> Readings:
    """Those alone."""
    return readings.at(np.flatnonzero(numbers(readings)))


def _long(readings: Readings) -> Readings:
    """The readings, where they are long enough to say something."""
    there = numbers(readings)
    if not (np.diff(readings.t_s) > 0.0).all():
        raise ValueError("its times do not rise")
    if there.sum() < READINGS_MIN or np.ptp(readings.t_s[there]) < DURATION_S_MIN:
        raise ValueError(f"too short, with {there.sum()} readings that are numbers")
    return readings


def _wandering(cop_cm: Rows) -> Rows:
    """The positions, where they are known throughout and not one and the same."""
    if len(cop_cm) < READINGS_MIN or not np.isfinite(cop_cm).all() or not np.ptp(cop_cm, axis=0).all():
        raise ValueError("too short, not known throughout, or nobody sways")
    return cop_cm


def _times_s(arrays: Mapping[str, Rows], label: tuple[str, str], count: int) -> Rows:
    before, after = label
    own = f"{before}_t" if before else f"t{after}"
    t_s = arrays.get(own, arrays.get("t"))
    return np.arange(count) / _rate_hz(arrays) if t_s is None else t_s.astype(np.float64).ravel()


def _rate_hz(arrays: Mapping[str, Rows]) -> float:
    """As it is said, or the pace of the times."""
    if "rate" in arrays:
        rate_hz = float(arrays["rate"])
    elif "t" in arrays and arrays["t"].size > 1:
        rate_hz = 1.0 / float(np.median(np.diff(arrays["t"].astype(np.float64))))
    else:
        raise ValueError("neither rate nor t says how far apart its samples are")
    if not 0.0 < rate_hz < 1e5:
        raise ValueError(f"a rate of {rate_hz:g} Hz")
    return rate_hz


def _times_of_rising(arrays: Mapping[str, Rows]) -> tuple[Rows, Rows] | None:
    """When each rise starts and ends: two arrays of times, whose names end in start and end."""
    starts = [rows for key, rows in arrays.items() if key.lower().rstrip("_s").endswith("start")]
    ends = [rows for key, rows in arrays.items() if key.lower().rstrip("_s").endswith("end")]
    if not starts or not ends or starts[0].size != ends[0].size:
        return None
    return starts[0].astype(np.float64), ends[0].astype(np.float64)


def _rising(name: str, arrays: Mapping[str, Rows], references: list[Mapping[str, Rows]]) -> Recording:
    """With the reference that lies within its time: in its own file, or in another of the folder."""
    t_s, felt = arrays["time"].astype(np.float64), _rows(arrays["accel"], 3)
    for reference in references:
        times = _times_of_rising(reference)
        if times is not None and times[0].size and t_s[0] <= times[0].min() and times[1].max() <= t_s[-1]:
            unit = G_M_S2 if np.median(np.linalg.norm(felt, axis=1)) < 3.0 else 1.0
            return Rising(name, t_s, felt * unit, *times)
    return Unread(name, "no file of the folder says when its wearer stood up")
