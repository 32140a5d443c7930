"""The window: one loop at sixty frames a second that polls late and draws first what needs no sample."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from game.app.clock import now_s, wait
from game.app.errors import RefusedError
from game.app.flow import Flow, Options
from game.app.speech import system_voice
from game.loop import FixedStep
from game.screens.display import NoDisplayError, StageError
from game.screens.language import wanted
from game.screens.stage import Stage

if TYPE_CHECKING:
    from game.app.request import PlayRequest
    from game.coaching.prescription import Prescription

__all__ = ["Options", "run_game", "run_level"]

_EARLY_S = 0.006
"""What has come is decoded so long before the next frame begins, so that the frame has only the newest to read."""
_FRAME_S_MAX = 0.1
"""What glides does not jump further than this after a stall."""
_WITHOUT = (
    "A level can be played without one: "
    "moveagain play shoulder_abduction_reach_1 --headless --input simulated --speed max"
)


def run_game(options: Options) -> int:
    """The game from its title; the exit code."""
    _run(options, None)
    return 0


def run_level(
    options: Options, request: PlayRequest, prescription: Prescription | None = None, sitting: str | None = None
) -> Mapping[str, Any] | None:
    """One level in a window; its summary, None when nothing was played."""
    return _run(options, request, prescription, sitting)


def _run(
    options: Options,
    request: PlayRequest | None,
    prescription: Prescription | None = None,
    sitting: str | None = None,
) -> Mapping[str, Any] | None:
    language = wanted(options.language, os.environ)
    try:
        stage = Stage(
            window=True,
            fullscreen=options.fullscreen,
            theme_name=options.theme,
            text_scale=options.text_scale,
            calm=options.calm,
            language=language,
            mute=options.mute,
            speech=system_voice(options.home, language),
        )
    except NoDisplayError as error:
        raise RefusedError(f"{error} {_WITHOUT}") from error
    except StageError as error:
        raise RefusedError(str(error)) from error
    try:
        flow = Flow(stage, options, request, prescription, sitting)
        loop(stage, flow)
        return flow.summary
    finally:
        stage.close()


def loop(stage: Stage, flow: Flow) -> None:
    """Until the person leaves. A frame begins with the samples, so that they are seen as soon as they are heard; keys
    are taken, and what needs no sample is drawn, in the time until the next."""
    fixed = FixedStep(now_s())
    last_s = now_s()
    shown = flow.screen
    stage.draw_still()
    while flow.running:
        frame_s = now_s()
        for _ in range(fixed.due(frame_s)):
            flow.tick(now_s())
        if flow.screen is not shown:
            shown = flow.screen
            stage.draw_still()
        stage.draw_live(min(frame_s - last_s, _FRAME_S_MAX))
        stage.present()
        last_s = frame_s
        for intent in stage.intents():
            flow.take(intent)
        if not flow.running:
            break
        shown = flow.screen
        stage.draw_still()
        wait(fixed.next_s() - now_s() - _EARLY_S)
        flow.listen(now_s())
        wait(fixed.next_s() - now_s())
