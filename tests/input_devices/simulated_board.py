"""The sketch for an MPU6050 compiled as for a real board, and run in simavr with a simulated sensor on its I²C bus."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from input_devices import Sample
from input_devices.protocols.moveagain_board import BoardDecoder
from input_devices.protocols.reading import Reading
from input_devices.sample import Vector

STEP_S = 0.01
"""What a line of the script lasts, and a sample."""
PACKAGES = "gcc-avr avr-libc arduino-core-avr libsimavr-dev libelf-dev g++ make"
FIRMWARE = Path(__file__).parents[2] / "input_devices" / "firmware"
SKETCH = FIRMWARE / "moveagain_mpu6050"
HERE = Path(__file__).parent
_INCLUDE = Path("/usr/include")
_NEEDED = (
    Path("/usr/share/arduino/hardware/arduino/avr/cores/arduino/Arduino.h"),
    _INCLUDE / "simavr" / "sim_avr.h",
    _INCLUDE / "libelf.h",
)
_STRICT = ("-O2", "-Wall", "-Wextra", "-Werror")


def is_missing() -> str | None:
    """Why the sketch cannot be built and run here, and what to install; None where it can."""
    tools = [tool for tool in ("avr-g++", "gcc", "g++", "make") if shutil.which(tool) is None]
    missing = tools + [str(path) for path in _NEEDED if not path.exists()]
    return f"{', '.join(missing)} not found: on Debian, apt install {PACKAGES}" if missing else None


def build_sketch(folder: Path, board_number: int = 0) -> Path:
    """The sketch as it is flashed."""
    build = folder / f"sketch_{board_number}"
    _run(["make", "-s", "-j2", "-C", str(FIRMWARE), f"BUILD={build}", f"BOARD_NUMBER={board_number}"])
    return build / "moveagain_mpu6050.elf"


def build_board(folder: Path) -> Path:
    """The simulated board, which runs a compiled sketch."""
    made = folder / "simulated_board"
    source = str(HERE / "simulated_board.c")
    simavr = ["-isystem", str(_INCLUDE / "simavr"), "-lsimavr", "-lelf", "-lm"]
    _run(["gcc", *_STRICT, source, "-o", str(made), *simavr])
    return made


def build_frame_writer(folder: Path) -> Path:
    """The sketch's own frames, compiled for this computer."""
    made = folder / "write_frames"
    sources = [str(HERE / "write_frames.cpp"), str(SKETCH / "frame.cpp")]
    _run(["g++", "-std=c++11", *_STRICT, f"-I{SKETCH}", *sources, "-o", str(made)])
    return made


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def feels(acceleration_m_s2: Vector, rate_rad_s: Vector) -> str:
    """A line of the script: what the sensor feels."""
    return " ".join(f"{number:.9g}" for number in (*acceleration_m_s2, *rate_rad_s))


def felt(samples: Iterable[Sample]) -> list[str]:
    """Lines of the script: what a body's sensor felt."""
    return [
        feels(sample.acceleration_m_s2, sample.rate_rad_s)
        for sample in samples
        if sample.acceleration_m_s2 is not None and sample.rate_rad_s is not None
    ]


@dataclass(frozen=True, slots=True)
class Run:
    """What a board said, read byte by byte."""

    readings: list[Reading]
    troubles: list[tuple[int, str | None]]
    """Each time the board's own word of what is wrong changed: after how many readings, and to what."""
    decoder: BoardDecoder


class SimulatedBoard:
    """A board with a sketch on it."""

    def __init__(self, program: Path, sketch: Path, who: int = 0x68, address: int = 0x68) -> None:
        self._command = [str(program), str(sketch), "--who", f"{who:x}", "--address", f"{address:x}"]

    def run(self, script: Sequence[str]) -> Run:
        """Let it live through a script, as fast as it computes."""
        text = "\n".join(script) + "\n"
        done = subprocess.run(self._command, input=text.encode(), capture_output=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr.decode()
        decoder = BoardDecoder()
        readings: list[Reading] = []
        troubles: list[tuple[int, str | None]] = []
        for byte in done.stdout:
            before = decoder.trouble
            readings += decoder.feed(bytes((byte,)))
            if decoder.trouble != before:
                troubles.append((len(readings), decoder.trouble))
        return Run(readings, troubles, decoder)

    @contextmanager
    def plugged_in(self, script: Sequence[str]) -> Iterator[str]:
        """The port at which it lives through a script in real time, from when it is opened; then the port is gone."""
        with subprocess.Popen([*self._command, "--pty"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            assert process.stdin is not None and process.stdout is not None
            try:
                process.stdin.write(("\n".join(script) + "\n").encode())
                process.stdin.close()
                yield process.stdout.readline().decode().strip()
            finally:
                process.kill()
