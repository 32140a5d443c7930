"""What the forge and the cottage ask all along, in a line under the cue; and what their pictures are."""

from __future__ import annotations

from game.exercises.views import ActivateView, Forge
from game.screens import words
from game.screens.language import gettext as _


def of_muscle(exercise: ActivateView, side: str) -> str:
    """What is done with the muscle now; why nothing is, where it is not heard."""
    if exercise.reason is not None:
        return words.said(exercise.reason)
    muscle = words.site(f"{side}_{exercise.muscle}")
    if exercise.only_quiet:
        return _("Let your {muscle} be quiet").format(muscle=muscle)
    if exercise.ask is Forge.LET_GO:
        return _("Your {muscle} rests").format(muscle=muscle)
    return _("Your {muscle}, up to the frame").format(muscle=muscle)
