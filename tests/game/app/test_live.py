"""A level played by a sensor on a real serial port: heard, kept, and ended when the sensor is gone."""

from __future__ import annotations

import math
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from game.app.errors import RefusedError
from game.app.headless import run_headless
from game.app.request import PlayRequest
from game.app.wiring import host
from game.coaching.safety import DO_NOT_EXERCISE
from input_devices import Body, BodyParams
from input_devices.protocols.witmotion_packets import encode
from tests.benchmarks.feeding import Feeder
from tests.reviewed import READY

pytestmark = pytest.mark.usefixtures("reviewed")

LEVEL = "shoulder_abduction_reach_1"
RATE_HZ = 100.0
STILL_S, MOVEMENT_S, MOVEMENTS, HEIGHT_DEG = 3.0, 2.4, 3, 60.0


def frames() -> list[bytes]:
    """A body that waits and then raises its arm three times, as a WitMotion sensor tells it."""
    body = Body(BodyParams(rate_hz=RATE_HZ), "seated", ["right_forearm"])
    found: list[bytes] = []
    while len(found) < (STILL_S + MOVEMENTS * MOVEMENT_S) * RATE_HZ:
        into_s = len(found) / RATE_HZ - STILL_S
        raised = 0.5 - 0.5 * math.cos(2.0 * math.pi * max(0.0, into_s) / MOVEMENT_S)
        body.move({"right_shoulder_abduction": HEIGHT_DEG * raised})
        for sample in body.advance(1.0 / RATE_HZ):
            assert sample.rate_rad_s is not None and sample.acceleration_m_s2 is not None
            found.append(encode(rate_rad_s=sample.rate_rad_s, acceleration_m_s2=sample.acceleration_m_s2))
    return found


@pytest.fixture
def feeder() -> Iterator[Feeder]:
    """A sensor on a pseudo-terminal."""
    with closing(Feeder(frames(), RATE_HZ)) as found:
        yield found


def test_a_sensor_is_played_with_and_its_loss_ends_the_session(feeder: Feeder, home: Path) -> None:
    """Bytes to summary: the movements are counted, the truth is the sensor, and silence ends what nobody can mend."""
    wear = (f"right_forearm=serial:{feeder.path}?protocol=witmotion",)
    hosting = host(PlayRequest(LEVEL, wear=wear, repetitions=60, silence_end_s=1.0), str(home))
    starter = threading.Timer(0.3, feeder.start)
    starter.start()
    summary = run_headless(hosting, READY, as_fast_as_it_computes=False)
    starter.join()
    feeder.join()
    assert (summary["truth"], summary["ended"]) == ("sensor", "signal_lost")
    assert summary["repetitions"]["attempted"] == MOVEMENTS
    assert summary["measures"]["range_of_motion"]["value"] == pytest.approx(HEIGHT_DEG, abs=5.0)
    _inputs_are_told(summary, feeder)


def _inputs_are_told(summary: Mapping[str, Any], feeder: Feeder) -> None:
    (heard,) = summary["inputs"]
    assert (heard["protocol"], heard["bad_frames"]) == ("witmotion", 0)
    assert heard["rate_hz"] == pytest.approx(RATE_HZ, rel=0.02)
    assert heard["samples"] >= 0.9 * len(feeder.written_s)


def test_a_sensor_that_never_answers_leaves_nothing(home: Path) -> None:
    """One sentence, and no session file."""
    wear = ("right_forearm=serial:/dev/moveagain-nowhere?protocol=witmotion",)
    hosting = host(PlayRequest(LEVEL, wear=wear, silence_end_s=1.0), str(home))
    with pytest.raises(RefusedError, match="sensor"):
        run_headless(hosting, READY, as_fast_as_it_computes=True)
    assert not list(home.rglob("*.moveagain"))


@pytest.mark.parametrize(
    ("question", "value", "words"),
    [("anything_new", 1.0, DO_NOT_EXERCISE), ("pain_before", 6.0, "Your pain is higher")],
)
def test_answers_that_forbid_play_are_obeyed_without_a_window_too(
    question: str, value: float, words: str, feeder: Feeder, home: Path
) -> None:
    """The approved sentence, or that it hurts too much to begin; nothing is measured and nothing kept."""
    wear = (f"right_forearm=serial:{feeder.path}?protocol=witmotion",)
    hosting = host(PlayRequest(LEVEL, wear=wear, silence_end_s=1.0), str(home))
    with pytest.raises(RefusedError, match=words):
        run_headless(hosting, {**READY, question: value}, as_fast_as_it_computes=False)
    assert not list(home.rglob("*.moveagain"))


def test_two_places_with_one_port_are_named_while_it_is_played(feeder: Feeder, home: Path) -> None:
    """One port under two names: told to whoever looks on, at once and once."""
    other = home / "ttyOther"
    other.parent.mkdir(parents=True, exist_ok=True)
    other.symlink_to(feeder.path)
    wear = (f"right_forearm=serial:{feeder.path}?protocol=witmotion", f"sternum=serial:{other}?protocol=witmotion")
    hosting = host(PlayRequest(LEVEL, wear=wear, silence_end_s=1.0), str(home))
    told: list[str] = []

    def tell(sentence: str) -> None:
        told.append(sentence)
        signal.raise_signal(signal.SIGINT)

    with suppress(RefusedError):  # where the other sensor had not been heard yet
        run_headless(hosting, READY, as_fast_as_it_computes=False, tell=tell)
    assert len(told) == 1 and "two sensors name it" in told[0]
