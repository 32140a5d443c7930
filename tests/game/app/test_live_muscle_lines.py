"""Electrodes in prescribed play that come along other lines than a port: a stream in the network, a research board."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.app.hosting import Hosting
from game.app.request import PlayRequest
from game.app.wiring import host
from game.motion.emg_calibration import EmgCalibration, muscles_from_row
from game.people.calibrations import keep_calibration
from game.people.kits import keep_kit
from game.round import Phase
from input_devices import EmgForm, Kit, KitSensor
from input_devices.simulated_emg import MuscleParams, SimulatedMuscle
from tests.game.app.test_live_muscle import BICEPS, LEVEL, OWN, PRESCRIPTION, Bench
from tests.input_devices.library_far_ends import cyton_packet
from tests.input_devices.lsl_sender import LOOPBACK, LslSender, until
from tests.input_devices.pseudo_board import PseudoCyton
from tests.input_devices.pseudo_sensor import POLL_S

COUNT_MV = 187.5 / (2**23 - 1)
"""Of a Cyton at its usual gain of 24."""
SMALLER = 40.0
"""These amplifiers give out so much less than a MyoWare."""


def muscle_of(rate_hz: float) -> SimulatedMuscle:
    params = MuscleParams("raw", rate_hz, 6.0 / SMALLER, 300.0 / SMALLER, range_mv=(-187.5, 187.5))
    return SimulatedMuscle(BICEPS, params)


def voltage_mv(muscle: SimulatedMuscle) -> float:
    found = muscle.sample().emg_mv
    assert found is not None
    return found


class Streamed:
    """Electrodes whose voltage is sent into the network, on the sender's own clock."""

    def __init__(self, muscle: SimulatedMuscle) -> None:
        self._muscle, self._sent = muscle, 0
        self._sender = LslSender("arm", labels=("emg",), units=("mV",), kind="EMG", rate_hz=500.0)
        self._now_s = 0.0

    def run(self, dt_s: float) -> None:
        self._now_s += dt_s
        while self._sent < self._now_s * 500.0:
            self._sent += 1
            self._sender.send((voltage_mv(self._muscle),), 1000.0 + self._sent / 500.0)

    def unplug(self) -> None:
        self._sender.close()


class LineBench(Bench):
    """Somebody whose electrodes are on such a line, and who wears them with a kit."""

    def __init__(self, folder: Path, muscle: SimulatedMuscle, electrodes: Streamed | PseudoCyton) -> None:
        super().__init__(folder)
        self.electrodes.unplug()
        self.muscle, self.electrodes = muscle, electrodes  # type: ignore[assignment]
        self.errands_s = 0.002

    def tense(self, home: Path, address: str, notch_hz: float | None) -> tuple[Hosting, float]:
        """Play with the muscle half tensed; how active it looks then."""
        kit = Kit(
            "kit",
            (
                KitSensor("right_forearm", f"serial:{self.motion.path}?protocol=witmotion&baud=115200"),
                KitSensor(BICEPS, address, isolation="radio"),
            ),
            implanted_electronics=False,
        )
        keep_kit(home, kit)
        own = EmgCalibration(7.5 / SMALLER, 1.0 / SMALLER, 300.0 / SMALLER, "raw", notch_hz, OWN.made)
        keep_calibration(home, "P01", BICEPS, own)
        hosting = host(PlayRequest(LEVEL, "kit", person="P01"), str(home), prescription=PRESCRIPTION)
        assert until(lambda: hosting.round.view().phase is Phase.PLAY, lambda: self.play(hosting, POLL_S)), (
            hosting.notice
        )
        self.play(hosting, 3.0)
        self.muscle.activation = 0.5
        self.play(hosting, 3.0)
        seen = hosting.round.view().muscles[BICEPS]
        assert seen.valid, seen.reason
        return hosting, seen.activity


@pytest.fixture
def worn(tmp_path: Path) -> Iterator[Callable[..., LineBench]]:
    """A bench with such electrodes, let go of at the end."""
    opened: list[LineBench] = []

    def make(muscle: SimulatedMuscle, electrodes: Streamed | PseudoCyton) -> LineBench:
        opened.append(LineBench(tmp_path, muscle, electrodes))
        return opened[0]

    yield make
    for bench in opened:
        bench.close()


def test_a_muscle_in_the_network_is_played_with(worn: Callable[..., LineBench], home: Path) -> None:
    """A stream of one channel of EMG, taken as raw by what the kit says, with the mains' frequency taken out."""
    muscle = muscle_of(500.0)
    bench = worn(muscle, Streamed(muscle))
    hosting, activity = bench.tense(home, f"lsl:arm?interface={LOOPBACK}&emg=raw&notch=50", 50.0)
    assert activity == pytest.approx(0.5, abs=0.15)
    heard = {row["site"]: row for row in hosting.finish("stopped_by_person")["inputs"]}[BICEPS]
    assert (heard["protocol"], heard["isolation"], heard["lost"]) == ("lsl", "radio", 0)


def test_a_muscle_on_a_board_is_played_with(worn: Callable[..., LineBench], home: Path, tmp_path: Path) -> None:
    """An OpenBCI Cyton through BrainFlow itself; that its signal is raw, and where its range ends, is known."""
    pytest.importorskip("brainflow", reason="brainflow is not installed: pip install 'moveagain[emg]'")
    muscle = muscle_of(250.0)
    board = PseudoCyton(tmp_path / "ttyCYTON", lambda k: cyton_packet(k, raw=round(voltage_mv(muscle) / COUNT_MV)))
    bench = worn(muscle, board)
    hosting, activity = bench.tense(home, f"brainflow:cyton?port={board.path}&sensor=ch1", None)
    assert activity == pytest.approx(0.5, abs=0.15)
    own = muscles_from_row(hosting.prepared.header.setup.calibration)[BICEPS]
    assert own.form == EmgForm("raw", None, (-187.5, 187.5))
    heard = {row["site"]: row for row in hosting.finish("stopped_by_person")["inputs"]}[BICEPS]
    assert (heard["protocol"], heard["isolation"], heard["lost"]) == ("cyton", "radio", 0)
    assert heard["rate_hz"] == pytest.approx(250.0, rel=0.02)
