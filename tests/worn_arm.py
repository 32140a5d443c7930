"""An arm with one sensor on the forearm, on a real pseudo-terminal, moved in real time by a process of its own.

Run with the path of its port: it reads where to go as lines, and says where it is.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from pathlib import Path

from input_devices import Body, BodyParams
from input_devices.protocols.witmotion_packets import encode
from tests.input_devices.pseudo_sensor import PseudoSensor

RATE_HZ = 100.0
PACE_DEG_S = 22.0
"""The arm moves calmly."""
_JOINT = "right_shoulder_abduction"
_UNPLUG, _PLUG_IN = "unplug", "plug in"


class WornArm:
    """Goes to `goal_deg` at its own pace; `unplug` takes the sensor's port away, `plug_in` brings it back."""

    def __init__(self, port: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.worn_arm", str(port)],
            cwd=Path(__file__).parents[1],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdout.readline()
        os.set_blocking(self._process.stdout.fileno(), False)
        self._said, self._angle_deg, self._goal_deg = b"", 0.0, 0.0

    @property
    def angle_deg(self) -> float:
        """Where the arm is."""
        assert self._process.stdout is not None
        try:
            self._said += os.read(self._process.stdout.fileno(), 1 << 16)
        except BlockingIOError:
            return self._angle_deg
        *whole, self._said = self._said.split(b"\n")
        if whole:
            self._angle_deg = float(whole[-1])
        return self._angle_deg

    @property
    def goal_deg(self) -> float:
        """Where it is to go."""
        return self._goal_deg

    @goal_deg.setter
    def goal_deg(self, goal_deg: float) -> None:
        if goal_deg != self._goal_deg:
            self._goal_deg = goal_deg
            self._tell(str(goal_deg))

    def unplug(self) -> None:
        """The sensor and its port vanish."""
        self._tell(_UNPLUG)

    def plug_in(self) -> None:
        """It is there again, under the same name."""
        self._tell(_PLUG_IN)

    def close(self) -> None:
        """The sensor is put away."""
        with self._process as process:
            process.kill()

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())
        self._process.stdin.flush()


class _Arm:
    """In the other process."""

    def __init__(self, port: Path) -> None:
        self._body = Body(BodyParams(rate_hz=RATE_HZ), "seated", ["right_forearm"])
        self._at_deg, self._goal_deg = 0.0, 0.0
        self._part = ""
        self._sensor = PseudoSensor(port, self._sample, RATE_HZ)

    def live(self) -> None:
        """Until nobody is there any more who says where to go."""
        print("ready", flush=True)
        last_s = time.monotonic()
        while True:
            if select.select([sys.stdin], [], [], 1.0 / RATE_HZ)[0]:
                # Read as it is: of two lines that came at once, a buffer would hold the second back until a third came.
                said = os.read(sys.stdin.fileno(), 1 << 16)
                if not said:
                    return
                *whole, self._part = (self._part + said.decode()).split("\n")
                for line in whole:
                    self._hear(line)
            now_s = time.monotonic()
            self._sensor.run(now_s - last_s)
            last_s = now_s
            print(f"{self._at_deg:.2f}", flush=True)

    def _hear(self, line: str) -> None:
        if line == _UNPLUG:
            self._sensor.unplug()
        elif line == _PLUG_IN:
            self._sensor.plug_in()
        else:
            self._goal_deg = float(line)

    def _sample(self, _number: int) -> bytes:
        """One sample later: an arm that moves evenly towards its goal, as the sensor says it."""
        most = PACE_DEG_S / RATE_HZ
        self._at_deg += max(-most, min(most, self._goal_deg - self._at_deg))
        self._body.move({_JOINT: self._at_deg})
        said = b""
        for sample in self._body.advance(1.0 / RATE_HZ):
            assert sample.rate_rad_s is not None and sample.acceleration_m_s2 is not None
            said += encode(rate_rad_s=sample.rate_rad_s, acceleration_m_s2=sample.acceleration_m_s2)
        return said


if __name__ == "__main__":
    _Arm(Path(sys.argv[1])).live()
