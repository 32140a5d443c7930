"""Hearing: the system's voice for the stage, in the language that everything is said in now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.app.speech import system_voice
from game.screens import words
from game.screens.language import spoken

if TYPE_CHECKING:
    from game.screens.stage import Stage


def speak_on(stage: Stage, home_dir: str | None) -> None:
    """From now on the stage says everything in that language. What must be said at once is made ready."""
    stage.speak_with(system_voice(home_dir, spoken().code), (words.approved_do_not_exercise(),))
