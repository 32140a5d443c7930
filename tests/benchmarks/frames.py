"""What a frame costs: both worlds played by a simulated person, with the software renderer."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

from game.app.request import PlayRequest
from tests.benchmarks.figure import Figure, quantile
from tests.benchmarks.staging import TimedFlow, TimedStage, play_timed

SECONDS = 12.0
SETTLE_FRAMES = 240
SIZES = {(1280, 720): 4.0, (1920, 1080): None}
LEVELS = ("shoulder_abduction_reach_1", "trunk_sway_steady_1")


def figures() -> Iterator[Figure]:
    """Work of a frame: samples, rules, drawing, and putting it before the eyes; without the wait."""
    for (width, height), limit_ms in SIZES.items():
        for level in LEVELS:
            with tempfile.TemporaryDirectory() as home:
                stage = TimedStage((width, height), SECONDS)
                play_timed(stage, TimedFlow(stage, home, PlayRequest(level, "simulated")))
            work_ms = [1000 * work_s for work_s in stage.work_s[SETTLE_FRAMES:]]
            what = f"work of a frame, {level}, {width}×{height}"
            yield Figure(f"{what}, median", quantile(work_ms, 0.5), "ms", limit_ms)
            yield Figure(f"{what}, 99th percentile", quantile(work_ms, 0.99), "ms")
