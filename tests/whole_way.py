"""The whole way in a real window: somebody who sees what a screen reader is told, presses keys or moves a limb."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pygame

from tests.aiming import Aimer
from tests.worn_arm import WornArm

ROOT = Path(__file__).parents[1]
_HIGHEST_DEG = 58.0
"""The arm is raised no farther than this."""
_BREATH_S = 1.5
"""So long it hangs before it is raised again."""
_STEP_S = 0.02
_FADED_S = 0.7
"""A picture is taken when what is shown has faded in; nothing waits for less."""
_NUMBER = re.compile(r"\d+")
_SIGN = re.compile(r"(it hurts|stop|back|close)\b", re.IGNORECASE)
"""What a door says that is a sign at the foot: the ways out, which nobody takes who wants to go on."""
_LAST = "Close the game"
ASKED = "Raise your right arm to the side"
_DOWN = ("And slowly back", "Wait for the next")
"""What is asked for in play, and words at which the arm goes down, or stays there."""


def _by_path() -> Any:
    spec = importlib.util.spec_from_file_location("ci_window", ROOT / ".ci" / "window.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


window = _by_path()
WAY_S = 480.0
"""How long the whole way may take of real time, on a machine that has more to do."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is shown now, as it is read out."""

    texts: tuple[str, ...] = ()
    doors: tuple[str, ...] = ()
    focus: int | None = None

    @property
    def page(self) -> tuple[str, ...]:
        """What tells one page from another: not a number that counts down, nor what has the focus."""
        return tuple(_NUMBER.sub("#", words) for words in (*self.texts[:3], *self.texts[-1:], *self.doors))

    def says(self, words: str) -> bool:
        return any(words in each for each in (*self.texts, *self.doors))


class Window:
    """The program in its window on a screen in memory; what it shows, and the keys that are pressed."""

    def __init__(self, game: subprocess.Popen[bytes], screen: Path, lines: Path, pictures: Path,
                 environment: Mapping[str, str]) -> None:  # fmt: skip
        self.game, self._screen, self._pictures, self._environment = game, screen, pictures, environment
        self._lines = lines.open(encoding="utf-8")
        self._part = ""
        self._began_s = time.monotonic()
        self.seen = Seen()
        self.kept: list[str] = []

    def look(self) -> Seen:
        """What is shown now; what was shown last, where the program has closed."""
        self._part += self._lines.read()
        *whole, self._part = self._part.split("\n")
        if whole:
            row = json.loads(whole[-1])
            self.seen = Seen(tuple(row["texts"]), tuple(row["doors"]), row["focus"])
        return self.seen

    @property
    def over(self) -> bool:
        """Whether the program has closed."""
        return self.game.poll() is not None

    def press(self, key: str) -> None:
        subprocess.run(["xdotool", "key", key], env=dict(self._environment), check=True, timeout=20)

    def keep(self, name: str) -> None:
        """A picture of what is on the screen, in the order in which they were taken."""
        shown = window.look(self._screen)
        safe = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")[:60]
        path = self._pictures / f"{len(self.kept):02}-{safe}.png"
        pygame.image.save(pygame.surfarray.make_surface(shown.swapaxes(0, 1)), path)
        print(f"{time.monotonic() - self._began_s:6.1f} s {path.name}")
        assert len(set(shown[::9, ::9].reshape(-1, 3).sum(axis=1).tolist())) > 20, f"{path} is blank"
        self.kept.append(safe)

    def close(self) -> None:
        self._lines.close()


@contextmanager
def opened(home: Path, pictures: Path) -> Iterator[Window]:
    """The program's own command in a window; whatever happens, nothing that was started goes on."""
    pictures.mkdir(parents=True, exist_ok=True)
    lines = home / "screen-reader"
    lines.touch()
    server, display = window.open_screen(str(home))
    environment = {
        **os.environ,
        "DISPLAY": display,
        "SDL_VIDEODRIVER": "x11",
        "SDL_AUDIODRIVER": "dummy",
        "MOVEAGAIN_HOME": str(home),
        "PYTHONPATH": str(ROOT / "tests" / "screen_reader"),
        "SCREEN_READER_LINES": str(lines),
    }
    game = subprocess.Popen([str(Path(sys.executable).with_name("moveagain"))], env=environment)
    found = Window(game, home / "Xvfb_screen0", lines, pictures, environment)
    try:
        yield found
    finally:
        found.close()
        for started in (game, server):
            started.kill()
            started.wait()


class Walker:
    """Somebody who goes the whole way: at every page the first door that is no way out, little pain, and the movement
    while it is asked for. Knows no page by its name."""

    def __init__(self, shown: Window, arm: WornArm, *, by: str) -> None:
        self.shown, self._arm, self._by = shown, arm, by
        self.played = False
        self.repetitions = 0
        self._aimer = Aimer(arm)
        self._page: tuple[str, ...] = ()
        self._since_s = 0.0
        self._kept = False
        self._acted = False
        self._rising = False
        self._hung_s = 0.0
        self._deadline_s = time.monotonic() + WAY_S

    def until(self, done: Callable[[Seen], bool], *, acting: bool = True) -> None:
        """Go on until that is shown; fails where it is not in time."""
        while not done(seen := self.shown.look()):
            assert time.monotonic() < self._deadline_s and not self.shown.over, f"the way ended at {seen}"
            if seen != Seen():
                self._see(seen)
                if acting and self._kept:
                    self._act(seen)
            time.sleep(_STEP_S)

    def lose_and_find_again(self) -> None:
        """The sensor is unplugged; once what is said of that has a picture, it is plugged in again."""
        self._arm.unplug()
        self.until(lambda seen: seen.says("plug") and seen.page == self._page and self._kept, acting=False)
        self._arm.plug_in()

    def to_the_end(self) -> int:
        """Until the program has closed itself, as its last page was asked to; how it ended."""
        self.until(lambda seen: seen.says(_LAST))
        self.until(lambda _seen: self.shown.over)
        return self.shown.game.wait()

    def _see(self, seen: Seen) -> None:
        """Another page gets a picture, once it has faded in."""
        now_s = time.monotonic()
        if seen.page != self._page:
            self._page, self._since_s, self._kept, self._acted = seen.page, now_s, False, False
        if not self._kept and now_s - self._since_s >= _FADED_S:
            self.shown.keep(
                next((each for each in seen.texts if len(each) > 6), seen.doors[0] if seen.doors else "page")
            )
            self._kept = True

    def _act(self, seen: Seen) -> None:
        goal = door_for(seen)
        if goal is None:
            self._move(seen)
        elif self._by == "keys":
            self._press(seen, goal)
        else:
            self._aimer.step(_STEP_S, seen.page, goal, seen.focus or 0)

    def _press(self, seen: Seen, goal: int) -> None:
        """One key at a time, and then another look; what was pressed once on a page is not pressed again."""
        if seen.focus != goal:
            self.shown.press("Tab")
        elif not self._acted:
            self._acted = True
            self.shown.press("Return")

    def _move(self, seen: Seen) -> None:
        """Up while that is asked for, down at a word, and never farther than is comfortable."""
        arm = self._arm
        self.played = self.played or seen.says(ASKED)
        if seen.says("Hold it there"):
            arm.goal_deg = arm.angle_deg
            return
        self._hung_s = self._hung_s + _STEP_S if arm.angle_deg == 0.0 else 0.0
        if not seen.says(ASKED) or any(seen.says(word) for word in _DOWN) or arm.angle_deg >= _HIGHEST_DEG:
            self._rising = False
        elif self._hung_s >= _BREATH_S:
            self._rising = True
        arm.goal_deg = _HIGHEST_DEG if self._rising else 0.0


def door_for(seen: Seen) -> int | None:
    """The door that somebody takes who wants to go on and has little pain; None where only signs can be chosen."""
    if len(seen.doors) >= 11 and seen.doors[:2] == ("0", "1"):
        return 1
    ways = [at for at, words in enumerate(seen.doors) if not _SIGN.match(words) or words.startswith(_LAST)]
    return ways[0] if ways else None
