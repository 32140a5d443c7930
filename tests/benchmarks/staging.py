"""Staging: the real loop of the game with a stop-watch on it, in a window where there is a screen, else in memory."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from game.app.flow import Flow, Options
from game.app.request import PlayRequest
from game.app.window import loop
from game.round import Command, Do
from game.screens.screen import Go, Intent, Place, Quit, Say
from game.screens.stage import Stage


class TimedStage(Stage):
    """A stage that notes what each frame cost, and calls `on_present` when a frame is before the person's eyes."""

    def __init__(self, size: tuple[int, int], seconds: float) -> None:
        super().__init__(size, window=bool(os.environ.get("DISPLAY")), mute=True)
        self.on_present: Callable[[float], None] = lambda _now_s: None
        self.work_s: list[float] = []
        self._seconds = seconds
        self._began_s = time.perf_counter()
        self._awake_s = 0.0

    def wake(self) -> None:
        """The frame begins."""
        self._awake_s = time.perf_counter()

    def present(self) -> None:
        super().present()
        self.on_present(time.perf_counter())

    def intents(self) -> list[Intent]:
        wanted = super().intents()
        return [*wanted, Quit()] if time.perf_counter() - self._began_s > self._seconds else wanted

    def draw_still(self) -> None:
        super().draw_still()
        if self._awake_s:
            self.work_s.append(time.perf_counter() - self._awake_s)


class TimedFlow(Flow):
    """A flow that starts the stop-watch of its stage with every frame, and answers what it is asked."""

    def __init__(self, stage: TimedStage, home: str, request: PlayRequest) -> None:
        self._timed = stage
        super().__init__(stage, Options(home=home, mute=True), request)
        if request.wear:
            self.take(Go(Place.NEXT))
            for question in ("pain_before", "anything_new"):
                self.take(Say(Command(Do.ANSWER, 0.0, question)))
            for _page in ("the questions", "the demonstration"):
                self.take(Go(Place.NEXT))

    def tick(self, now_s: float) -> None:
        self._timed.wake()
        super().tick(now_s)


def play_timed(stage: TimedStage, flow: TimedFlow) -> None:
    """Run the real loop until the stage's time is over."""
    try:
        loop(stage, flow)
    finally:
        stage.close()
