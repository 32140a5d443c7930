"""Drives the real window once, on a screen in memory: from the title into play, and looks at what is on it.

The first argument is the folder for its pictures; a command that starts the game may follow, else it is that of the
environment whose Python runs this.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pygame

SIZE = (1280, 720)
COLOURS_MIN = 500
"""A picture with fewer colours than this is blank or broken."""
WAIT_S = 30.0
Picture = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Step:
    """Keys that a person presses, and how much of the picture then changes."""

    name: str
    keys: tuple[str, ...]
    """Words for xdotool."""
    changed_min: float
    settle_s: float = 1.0
    """How long until the picture is kept: what fades has faded."""


STEPS = (
    Step("read", ("key", "Down", "Return"), 0.05),
    Step("see", ("key", "Return"), 0.005),
    Step("press", ("key", "Return"), 0.005),
    Step("choose", ("key", "Return"), 0.05),
    Step("side", ("key", "Return"), 0.05),
    Step("shown", ("key", "Return"), 0.05),
    Step("still", ("key", "Return"), 0.05, settle_s=0.4),
    Step("play", (), 0.3),
    Step("moving", ("keydown", "Up"), 0.003),
)
"""A try-out with the keyboard: three questions of how it is read, seen and pressed, then choose,
choose the side, see it done, be still, play, raise the arm."""


def look(screen: Path) -> Picture:
    """What is on the screen: height by width by red, green, blue. The server writes an XWD file (XWDFile.h)."""
    raw = screen.read_bytes()
    head = struct.unpack(">25I", raw[:100])
    header_bytes, width, height, row_bytes, palette = head[0], head[4], head[5], head[12], head[19]
    start = header_bytes + 12 * palette
    pixels = np.frombuffer(raw, np.uint8, height * row_bytes, start).reshape(height, row_bytes)
    return pixels[:, : width * 4].reshape(height, width, 4)[:, :, 2::-1]


def colours(picture: Picture) -> int:
    """How many different colours a picture has."""
    return len(np.unique(picture.astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], np.uint32)))


def changed(before: Picture, after: Picture) -> float:
    """The share of pixels that differ plainly."""
    difference = np.abs(before.astype(np.int16) - after.astype(np.int16)).max(axis=2)
    return float((difference > 24).mean())


def differs(before: Picture, screen: Path, changed_min: float) -> bool:
    """Whether the screen shows something else than before."""
    return changed(before, look(screen)) >= changed_min


def wait_for(what: str, holds: Callable[[], bool], game: subprocess.Popen[bytes]) -> None:
    """Look again until it holds. Ends with a sentence when it never does, or the game is gone."""
    deadline_s = time.monotonic() + WAIT_S
    while not holds():
        if game.poll() is not None:
            sys.exit(f"the game ended with {game.returncode} before {what}")
        if time.monotonic() > deadline_s:
            sys.exit(f"waited {WAIT_S:.0f} s for {what}")
        time.sleep(0.2)


def keep(picture: Picture, path: Path) -> None:
    """Write a picture as PNG."""
    pygame.image.save(pygame.surfarray.make_surface(picture.swapaxes(0, 1)), path)
    print(f"{path}: {colours(picture)} colours")


def drive(game: subprocess.Popen[bytes], screen: Path, pictures: Path, environment: dict[str, str]) -> None:
    """From the title into play with the keys that a person would press, and a picture of each screen."""

    def press(*words: str) -> None:
        subprocess.run(["xdotool", *words], env=environment, check=True, timeout=20)

    began_s = time.monotonic()
    wait_for("the window", lambda: colours(look(screen)) >= COLOURS_MIN, game)
    print(f"the title stood {time.monotonic() - began_s:.1f} s after the start")
    press("mousemove", str(SIZE[0] // 2), str(SIZE[1] // 2))
    time.sleep(1.0)
    shown = look(screen)
    keep(shown, pictures / "window-title.png")
    for step in STEPS:
        if step.keys:
            press(*step.keys)
        wait_for(step.name, partial(differs, shown, screen, step.changed_min), game)
        time.sleep(step.settle_s)
        shown = look(screen)
        keep(shown, pictures / f"window-{step.name}.png")
        if colours(shown) < COLOURS_MIN:
            sys.exit(f"the screen {step.name} is blank")


def open_screen(memory: str) -> tuple[subprocess.Popen[bytes], str]:
    """A screen that shows nobody anything and keeps its picture in a file of this folder; and its name."""
    answer, told = os.pipe()
    size = f"{SIZE[0]}x{SIZE[1]}x24"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(told), "-screen", "0", size, "-fbdir", memory, "-nolisten", "tcp"],
        pass_fds=[told],
        stderr=subprocess.DEVNULL,
    )
    os.close(told)
    with os.fdopen(answer) as lines:
        return server, f":{lines.readline().strip()}"


def main() -> None:
    """Screen, game, keys, pictures; whatever happens, nothing that was started here goes on."""
    pictures = Path(sys.argv[1])
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as memory:
        server, display = open_screen(memory)
        environment = {
            **os.environ,
            "DISPLAY": display,
            "SDL_VIDEODRIVER": "x11",
            "SDL_AUDIODRIVER": "dummy",
            "MOVEAGAIN_HOME": memory,
        }
        command = sys.argv[2:] or [str(Path(sys.executable).with_name("moveagain"))]
        game = subprocess.Popen(command, env=environment)
        try:
            drive(game, Path(memory) / "Xvfb_screen0", pictures, environment)
            game.terminate()
            if game.wait(WAIT_S) != 0:
                sys.exit(f"asked to close, the game ended with {game.returncode}")
            if len(list(Path(memory, "sessions").glob("*.moveagain"))) != 1:
                sys.exit("what was played was not kept")
        finally:
            for started in (game, server):
                started.kill()
                started.wait()


if __name__ == "__main__":
    main()
