"""Hearing: how a person wants the game to sound, from their settings to the stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.app.speech import system_voice
from game.screens import words
from game.screens.language import heard, spoken
from game.screens.mixing import Volumes

if TYPE_CHECKING:
    from game.people.settings import PersonSettings
    from game.screens.stage import Stage


def hear_as(stage: Stage, settings: PersonSettings, home_dir: str | None) -> None:
    """From now on everything sounds as this person wants it, in the language that everything is said in now."""
    sounds = stage.sounds
    sounds.volumes = Volumes(settings.volume_music, settings.volume_effects, settings.volume_voice)
    sounds.angles = settings.angle_tone
    sounds.voice.use(system_voice(home_dir, spoken().code))
    sounds.voice.mute = not settings.voice
    sounds.voice.prepare((heard(words.approved_do_not_exercise()),))
    stage.caption(on=settings.captions)
