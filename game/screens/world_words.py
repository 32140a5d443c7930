"""What the forge and the cottage ask all along, in a line under the cue; and what their pictures are."""

from __future__ import annotations

from game.exercises.views import ActivateView, Forge, TaskView
from game.screens import words
from game.screens.language import gettext as _
from game.screens.language import ngettext


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


def of_task(exercise: TaskView) -> str:
    """What the whole task is."""
    return {
        "drink": _("A sip from the empty cup"),
        "pour": _("Pour from the empty jug"),
        "shelf": _("To the shelf, at most shoulder high"),
        "sit_to_stand": _("Up from the chair by the wall"),
        "step": _("One step, a hand on the rail"),
        "turn": _("A turn on the spot"),
    }[exercise.task]


def headline(lit: int, kind: str) -> str:
    """What the light of a session in the forge or the cottage has become."""
    number = words.spelt(lit)
    if kind == "activate":
        if lit == 0:
            return _("The forge is warm again")
        return ngettext("{n} more light stands over the forge", "{n} more lights stand over the forge", lit).format(
            n=number
        )
    if lit == 0:
        return _("The cottage is a little lighter")
    return ngettext("{n} more light hangs in the window", "{n} more lights hang in the window", lit).format(n=number)


def did(kind: str, attempted: int, clean: int) -> str:
    """What somebody did there, in one sentence."""
    if kind == "activate":
        times = ngettext("{n} time you tensed and let go", "{n} times you tensed and let go", attempted)
    else:
        times = ngettext("{n} task you tried", "{n} tasks you tried", attempted)
    return _("{times}, {clean} of them just as asked.").format(
        times=times.format(n=words.spelt(attempted)), clean=clean
    )


def dots(kind: str) -> str:
    """What the dots of such a session are."""
    if kind == "activate":
        return _("How much of each time was as asked; a full dot was clean.")
    return _("How much of each task was done; a full dot was clean.")


def number(kind: str) -> str:
    """What the count of lights means."""
    return _("times that count") if kind == "activate" else _("tasks that count")
