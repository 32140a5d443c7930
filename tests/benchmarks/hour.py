"""What an hour of play leaves in memory: every world as it is played, its file on the disk, all in one process."""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Iterator

from tests.benchmarks.figure import Figure
from tests.benchmarks.worlds import GROWS_MB, resident_mb

LEVELS = (
    *("shoulder_abduction_reach_1", "elbow_flexion_tempo_1", "elbow_flexion_trace_1", "elbow_flexion_tandem_1"),
    *("trunk_sway_steady_1", "elbow_flexion_match_1", "elbow_flexion_activate_1", "forearm_lift_task_1"),
)
TICKS = 216_000
ROUND_TICKS = 2_250
"""Each world for 37.5 s in turn: all eight have been there once when the first five minutes are over."""
FROM_TICKS = 18_000
DRAWN_EVERY = 30
"""Two frames a second are drawn; the rules, the samples and the file are stepped sixty times a second."""
SIZE = (640, 360)


def figures() -> Iterator[Figure]:
    """From the fifth minute to the sixtieth; then what the last half of that brought."""
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    marks = dict(_play())
    yield Figure("the hour's minute 5", marks[FROM_TICKS], "MB")
    yield Figure("the hour's minute 30", marks[TICKS // 2], "MB")
    yield Figure(
        "an hour of play, from its minute 5, grows memory by", marks[TICKS] - marks[FROM_TICKS], "MB", GROWS_MB
    )


def _play() -> Iterator[tuple[int, float]]:
    """How much memory there is in use at some ticks, MB."""
    from game.app.flow import Flow, Options
    from game.app.request import PlayRequest
    from game.round import Command, Do
    from game.screens.screen import Say
    from game.screens.stage import Stage

    with tempfile.TemporaryDirectory() as home:
        stage = Stage(SIZE, window=False, mute=True)
        now_s = 0.0
        for tick in range(TICKS):
            if tick % ROUND_TICKS == 0:
                level = LEVELS[tick // ROUND_TICKS % len(LEVELS)]
                flow = Flow(stage, Options(home=home, mute=True), PlayRequest(level, "simulated"))
            if tick % ROUND_TICKS == ROUND_TICKS - 60:  # the last second is the page that tells what was done
                flow.take(Say(Command(Do.FINISH)))
            now_s += 1.0 / 60.0
            flow.tick(now_s)
            if tick % DRAWN_EVERY == 0:
                stage.draw_still()
                stage.draw_live(DRAWN_EVERY / 60.0)
                stage.present()
            if tick + 1 in (FROM_TICKS, TICKS // 2, TICKS):
                gc.collect()
                yield tick + 1, resident_mb()
        stage.close()
