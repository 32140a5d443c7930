"""Real recordings through a sensor's wire format, a real serial port and the command that a person would give."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.motion.orientation import Orientation
from game.sessions.reader import read_session
from input_devices import Sample
from input_devices.protocols.witmotion_packets import encode
from tests.benchmarks.feeding import Feeder
from tests.benchmarks.figure import Figure
from tests.conftest import RECORDINGS
from tests.reviewed import reviewed_level

STILL_S = 4.0
"""Stillness in the first posture, because the recordings begin in the movement."""
END_S_MAX = 15.0
GRAVITY_M_S2 = 9.81
Rows = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Played:
    """One recording played through `moveagain play`."""

    summary: dict[str, Any]
    after_s: float
    """From the last byte to the end of the program."""


def frames_of(rate_rad_s: Rows, acceleration_m_s2: Rows, rate_hz: float) -> list[bytes]:
    """WitMotion packets 0x51 0x52 of every row, after the stillness."""
    still = round(STILL_S * rate_hz)
    acceleration = np.vstack([np.repeat(acceleration_m_s2[:1], still, axis=0), acceleration_m_s2])
    rate = np.vstack([np.zeros((still, 3)), rate_rad_s])
    return [
        encode(acceleration_m_s2=(ax, ay, az), rate_rad_s=(gx, gy, gz))
        for (ax, ay, az), (gx, gy, gz) in zip(acceleration.tolist(), rate.tolist(), strict=True)
    ]


def ready(home: str) -> Path:
    """A file of answers: the safety check is passed."""
    answers = Path(home) / "answers.yaml"
    answers.write_text("safety_check: no\n", encoding="utf-8")
    return answers


def play(frames: list[bytes], rate_hz: float, level: str, side: str, home: str) -> Played:
    """Feed one recording in real time to the command, and take its summary."""
    feeder = Feeder(frames, rate_hz)
    command = [sys.executable, "-m", "game", "--home", home, "play", reviewed_level(level, home), "--headless"]
    command += [
        "--side",
        side,
        "--wear",
        f"{side}_forearm=serial:{feeder.path}?protocol=witmotion",
        "--repetitions",
        "60",
        "--json",
        *("--answers", str(ready(home))),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as game:
        feeder.start()
        feeder.join()
        last_s = time.perf_counter()
        printed, _ = game.communicate(timeout=60)
        after_s = time.perf_counter() - last_s
    feeder.close()
    return Played(json.loads(printed), after_s)


def repetitions() -> Iterator[Figure]:
    """Real repetitions of abduction and forward elevation, both sides: twenty each."""
    arrays = np.load(RECORDINGS / "shoulder_reps20_50hz_subject1.npz")
    levels = {"ABD": "shoulder_abduction_reach_1", "FEL": "shoulder_flexion_reach_1"}
    for name, level in levels.items():
        for side in ("left", "right"):
            rows = arrays[f"S1_{name}_{side[0].upper()}"].astype(float)
            with tempfile.TemporaryDirectory() as home:
                frames = frames_of(rows[:, 3:], rows[:, :3] * GRAVITY_M_S2, 50.0)
                played = play(frames, 50.0, level, side, home)
            found, measures = played.summary, played.summary["measures"]
            attempted = found["repetitions"]["attempted"]
            what = f"{level} {side} ({found['ended']}, {found['truth']})"
            yield Figure(f"{what}: attempted", attempted, "repetitions")
            yield Figure(f"{what}: off from 20", abs(attempted - 20), "repetitions", 1)
            yield Figure(f"{what}: range of motion", measures["range_of_motion"]["value"] or np.nan, "deg")
            yield Figure(f"{what}: SPARC", measures["sparc"]["value"] or np.nan, "")
            yield Figure(f"{what}: ended after the last byte", played.after_s, "s", END_S_MAX)


def inclination() -> Iterator[Figure]:
    """Inclination from the session file against optical truth, RMSE over the movement."""
    errors = []
    for path in sorted(RECORDINGS.glob("*95hz.npz")):
        arrays = dict(np.load(path))
        rate_hz = float(arrays["rate"])
        with tempfile.TemporaryDirectory() as home:
            frames = frames_of(arrays["gyr"].astype(float), arrays["acc"].astype(float), rate_hz)
            played = play(frames, rate_hz, "shoulder_abduction_reach_1", "right", home)
            ups = _ups(Path(played.summary["file"]))
        error = _rmse_deg(ups, arrays)
        errors.append(error)
        yield Figure(f"inclination, {path.stem}", error, "deg")
    yield Figure("inclination, mean of the recordings", float(np.mean(errors)), "deg", 1.0)
    yield Figure("inclination, worst recording", float(np.max(errors)), "deg", 2.5)


def _ups(file: Path) -> Rows:
    """Up in the sensor's axes at every sample that the session kept, by the code that plays."""
    orientation = Orientation()
    samples: Iterator[Sample] = (sample for tick in read_session(file).ticks() for sample in tick.samples)
    return np.array([up for sample in samples for _, up in orientation.feed(sample)])


def _rmse_deg(ups: Rows, arrays: dict[str, Any]) -> float:
    """Opening a port drops what waited in it, so the session may lack the beginning: both are aligned at their ends."""
    w, x, y, z = arrays["opt_quat"].astype(float).T
    true = np.stack([2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)], axis=1)
    ours = ups[-len(true) :]
    crossed = np.linalg.norm(np.cross(ours, true), axis=1)
    error_deg = np.degrees(np.arctan2(crossed, (ours * true).sum(axis=1)))
    counted = np.isfinite(error_deg) & arrays.get("movement", np.ones(len(true), dtype=bool))
    return float(np.sqrt(np.mean(error_deg[counted] ** 2)))


def figures() -> Iterator[Figure]:
    """Every figure of real recordings; takes about ten minutes, as it plays them in real time."""
    yield from repetitions()
    yield from inclination()
