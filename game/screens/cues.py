"""Cues: the one thing that a person is told to change now, by its key, in the words of the world it is said in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.screens.language import gettext as _


def cue(key: str, kind: str) -> str:
    """The cue in words. Unknown keys are a programmer's error."""
    own = OWN[kind]() if kind in OWN else {}
    return own[key] if key in own else _everywhere()[key]


def cues(kind: str) -> tuple[str, ...]:
    """Every cue that this kind may give."""
    return tuple({**_everywhere(), **(OWN[kind]() if kind in OWN else {})})


def _everywhere() -> dict[str, str]:
    """In whatever world they are said."""
    return {
        "warm_up": _("Warm-up: a few easy ones"),
        "higher": _("A little higher"),
        "hold": _("Hold it there"),
        "longer": _("Hold a little longer next time"),
        "come_back": _("And slowly back"),
        "slower": _("A little slower"),
        "sooner": _("A little sooner"),
        "less_far": _("Stop at the light"),
        "sit_tall": _("Sit tall"),
        "wait": _("Wait for the next light"),
        "well_done": _("It is lit"),
        "centre": _("Back to the middle"),
        "back_inside": _("Back into the circle"),
        "forward_again": _("A little forward"),
        "left_a_little": _("A little to the left"),
        "right_a_little": _("A little to the right"),
        "rest": _("Time for a rest"),
        "show_range": _("Show how far, without pain"),
        "show_both": _("Show how far both go, without pain"),
        "once_more": _("Once more"),
        "a_little_less": _("A little less"),
        "a_little_more": _("A little more"),
        "a_little_further": _("A little further next time"),
        "face_forward": _("Face forward"),
        "from_the_ankles": _("Lean from the ankles, hips straight"),
        "close_eyes": _("Close your eyes"),
        "open_eyes": _("Open your eyes"),
        "stand_still": _("Keep still, just breathe"),
        "stay": _("Stay there"),
        "and_back": _("And slowly back"),
        "lean_forward": _("Lean forward"),
        "lean_forward_right": _("Lean forward and to the right"),
        "lean_right": _("Lean to the right"),
        "lean_back_right": _("Lean back and to the right"),
        "lean_back": _("Lean back a little"),
        "lean_back_left": _("Lean back and to the left"),
        "lean_left": _("Lean to the left"),
        "lean_forward_left": _("Lean forward and to the left"),
    }


def _lanterns() -> dict[str, str]:
    return {"choose": _("Choose a lantern"), "sit_tall": _("Sit tall, only the arm moves")}


def _well() -> dict[str, str]:
    return {
        "up": _("Slowly up"),
        "down": _("Slowly down again"),
        "hold": _("Hold it there"),
        "up_slower": _("Lift a little slower"),
        "up_sooner": _("Lift a little quicker"),
        "down_slower": _("Let it down slower"),
        "down_sooner": _("Let it down a little quicker"),
        "shorter": _("Turn a little sooner"),
        "all_the_way": _("All the way back"),
        "well_done": _("The trough is fuller"),
        "come_back": _("Slowly down again"),
        "wait": _("Wait for the next bucket"),
        "less_far": _("Stop at the mark"),
    }


def _ferry() -> dict[str, str]:
    return {
        "centre": _("Keep the light in the circle"),
        "hold": _("Stay there, just breathe"),
        "wait": _("Breathe until the next ring"),
        "well_done": _("The light is stowed"),
        "come_back": _("Back to the middle"),
        "longer": _("Stay a little longer next time"),
        "slower": _("Gently, keep the deck level"),
    }


def _forge() -> dict[str, str]:
    return {
        "work": _("Tighten the muscle, slowly"),
        "more": _("A little more"),
        "less": _("A little less"),
        "keep": _("Just so, keep it glowing"),
        "let_go": _("Let go"),
        "breathe_out": _("Breathe out, let it sink"),
        "quiet": _("Quiet, let it cool"),
        "only_one": _("Only this muscle, the other rests"),
        "keep_still": _("Keep the joint where it is"),
        "well_done": _("Well forged"),
    }


def _kite() -> dict[str, str]:
    return {
        "to_the_kite": _("Bring your kite to the ribbon"),
        "lower": _("A little lower"),
        "sooner": _("A little sooner"),
        "later": _("Wait for the ribbon"),
        "wider": _("Wider, as far as the ribbon"),
        "smaller": _("A little smaller"),
        "stay_on_it": _("Stay on the ribbon"),
        "follow_it": _("Follow the ribbon"),
        "sit_tall": _("Sit tall, let the kite do it"),
        "well_done": _("The kite flew well"),
        "rest": _("Breathe until the next wind"),
    }


def _boat() -> dict[str, str]:
    return {
        "higher": _("A longer stroke"),
        "other_higher": _("A longer stroke on the other side"),
        "other_sooner": _("The other side a little sooner"),
        "other_later": _("The other side a little later"),
        "both": _("Both sides together"),
        "sooner": _("A little sooner"),
        "later": _("A little later"),
        "slower": _("Longer and slower"),
        "sit_tall": _("Sit tall, the oars do it"),
        "well_done": _("The boat glides"),
    }


def _cottage() -> dict[str, str]:
    return {
        "lift": _("Lift it"),
        "tip": _("Now tip it"),
        "pour": _("Pour, the forearm level"),
        "upright": _("Set it upright"),
        "lower": _("And slowly down"),
        "raise": _("Reach up to the shelf"),
        "place": _("Stay at the shelf"),
        "lean": _("Lean forward"),
        "rise": _("And rise"),
        "stand": _("Stand tall and still"),
        "sit": _("Sit down slowly"),
        "shift": _("Weight onto the other foot"),
        "land": _("Set the foot down in front"),
        "load": _("Weight onto that foot"),
        "turn": _("Turn by small steps"),
        "pause": _("Stand still"),
        "back": _("Turn back by small steps"),
        "hold": _("Keep it there"),
        "once_more": _("Once more, from the start"),
        "well_done": _("Done, a light for the window"),
    }


def _bells() -> dict[str, str]:
    return {
        "learn": _("Move to the bell"),
        "learn_helper_placed": _("Let your helper bring it to the bell"),
        "learn_other_limb": _("The other side goes to the bell"),
        "feel": _("Feel where it is"),
        "remember": _("Keep the place in mind"),
        "from_memory": _("This bell again, from memory"),
        "find_again": _("Find that place again"),
        "find_from_above": _("Go past it, then come down to it"),
        "find_from_below": _("Come up to it, without going past"),
        "find_other": _("Bring this side to the same place"),
        "done": _("Thank you. And slowly back"),
        "well_done": _("The bell rings"),
        "sit_tall": _("Sit tall, only the limb moves"),
        "slower": _("A little slower next time"),
    }


OWN: Mapping[str, Callable[[], dict[str, str]]] = {
    "reach": _lanterns,
    "tempo": _well,
    "steady": _ferry,
    "trace": _kite,
    "tandem": _boat,
    "activate": _forge,
    "task": _cottage,
    "match": _bells,
}
"""What the worlds of some kinds say in their own words, and the cues that only they give."""
