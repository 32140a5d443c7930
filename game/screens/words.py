"""Words: every sentence a person reads while playing, in one place: short, plain, never a verdict on anybody."""

from __future__ import annotations

import math
import re
from collections.abc import Collection

from game.coaching.safety import ABOUT, DO_NOT_EXERCISE, NOBODY_WATCHES
from game.exercises.views import Ask, MatchView, SteadyView
from game.motion.doubt import SAID, Doubt
from game.motion.motion import EmgFault
from game.screens.language import gettext as _
from game.screens.language import ngettext, pgettext, translated
from game.screens.poses import posed
from input_devices import in_words

PRODUCT = "Moveagain"

ENDINGS: tuple[str, ...] = (
    "finished",
    "stopped_pain",
    "stopped_unwell",
    "stopped_fatigue",
    "stopped_dose",
    "stopped_fall",
    "stopped_by_person",
    "signal_lost",
    "interrupted",
)
"""Every way a session may end, as its summary names it."""


def approved_disclaimer() -> str:
    """What this product is and is not; approved wording, never paraphrased."""
    return translated(ABOUT)


def approved_not_an_alarm() -> str:
    """Said at the first run and on the title screen; approved wording."""
    return translated(NOBODY_WATCHES)


def approved_do_not_exercise() -> str:
    """Said whenever something new or feeling unwell ends or forbids play; approved wording."""
    return translated(DO_NOT_EXERCISE)


def side(name: str) -> str:
    """Left or right."""
    return {"left": _("left"), "right": _("right")}[name]


def in_a_sentence(name: str) -> str:
    """The same as it stands in `{side}` before a part of the body; a language that needs one puts an ending behind."""
    return {
        "left": pgettext("before a part of the body", "left"),
        "right": pgettext("before a part of the body", "right"),
    }[name]


def begun(words: str) -> str:
    """Words as they stand at the beginning of a line; what is large further on stays so."""
    return words[:1].upper() + words[1:]


def site(name: str) -> str:
    """Where a sensor is worn, as a person says it: `right_forearm` is the right forearm."""
    return translated(in_words(name))


def wear(name: str) -> str:
    """How the sensor is put on at this site."""
    whole = {
        "head": _("On your forehead, under a band"),
        "sternum": _("On your breastbone, the strap round your chest"),
        "pelvis": _("On your belt, in the middle of your back"),
    }
    if name in whole:
        return whole[name]
    which, part = name.split("_", 1)
    parts = {
        "upper_arm": _("On the outside of your {side} upper arm"),
        "forearm": _("On the back of your {side} forearm, near the wrist"),
        "hand": _("On the back of your {side} hand"),
        "thigh": _("On the outside of your {side} thigh"),
        "shank": _("On the outside of your {side} lower leg"),
        "foot": _("On top of your {side} foot"),
    }
    if part not in parts:
        return _("Electrodes along your {muscle}, the third one over bone").format(muscle=site(name))
    return parts[part].format(side=in_a_sentence(which))


def instruction(movement: str, which: str) -> str:
    """What the person is asked to do all along, in the words of the movement table."""
    from game.motion.movement import Formula  # here, so that the title screen does not wait for the motion room
    from game.motion.movements import MOVEMENTS

    words = _brief(MOVEMENTS[movement].words, which)
    still = MOVEMENTS[movement].simplest.formula is Formula.LEAN_AWAY
    return words if still else _("{movement}, slowly").format(movement=words)


def _brief(words: str, which: str) -> str:
    """A movement's words up to the first comma or full stop: what follows is told before play, and nobody reads it in
    play."""
    return re.split("[,.]", translated(words).format(side=in_a_sentence(which)))[0]


def neutral_pose(movement: str, which: str, stance: str) -> str:
    """The pose to hold still in, for somebody who is seated, standing or lying."""
    from game.motion.movements import MOVEMENTS

    return translated(posed(MOVEMENTS[movement].neutral, stance)).format(side=in_a_sentence(which))


def bend(movement: str, which: str) -> str:
    """The bending that is asked for before play."""
    from game.motion.movements import MOVEMENTS

    return _("{movement}, slowly, and back again.").format(movement=_brief(MOVEMENTS[movement].words, which))


def count(done: int, asked: int) -> str:
    """How many of how many."""
    return _("{done} of {asked}").format(done=done, asked=asked)


def seconds(left_s: float) -> str:
    """Seconds that are left, as a whole number of them."""
    whole = max(0, math.ceil(left_s))
    return ngettext("{n} second more", "{n} seconds more", whole).format(n=whole)


def minutes(length_min: float) -> str:
    """About how long something takes."""
    whole = max(1, round(length_min))
    return ngettext("{n} minute", "{n} minutes", whole).format(n=whole)


def degrees(angle_deg: float) -> str:
    """An angle, whole degrees; a dash where it cannot be had."""
    return _("{n}°").format(n=round(angle_deg)) if math.isfinite(angle_deg) else _("–")


def ended(ending: str) -> str:
    """How the session ended."""
    return {
        "finished": _("You did what you set out to do."),
        "stopped_pain": _("You stopped because it hurt. That was right. Rest now."),
        "stopped_unwell": approved_do_not_exercise(),
        "stopped_fatigue": _("You have worked hard. Enough for today."),
        "stopped_dose": _("That is all that is planned for today."),
        "stopped_fall": _("Play stopped after a sudden movement."),
        "stopped_by_person": _("You finished when you wanted to."),
        "signal_lost": _("The sensor went quiet, so play ended here."),
        "interrupted": _("Play was interrupted. What you did is kept."),
    }[ending]


def lit_headline(lit: int, kind: str) -> str:
    """What the light of this session has become, in the words of its world."""
    number = spelt(lit)
    if kind == "steady":
        if lit == 0:
            return _("The ferry is back in the harbour")
        return ngettext("{n} more light came safely over", "{n} more lights came safely over", lit).format(n=number)
    if kind == "match" and lit > 0:
        return ngettext("{n} more light hangs by the bells", "{n} more lights hang by the bells", lit).format(n=number)
    if lit == 0:
        return _("The valley is a little lighter")
    return ngettext("{n} more lantern burns on the hill", "{n} more lanterns burn on the hill", lit).format(n=number)


def spelt(number: int) -> str:
    """A whole number as a word up to twelve, beginning a sentence; above that in figures."""
    as_words = (
        *(_("No"), _("One"), _("Two"), _("Three"), _("Four"), _("Five"), _("Six")),
        *(_("Seven"), _("Eight"), _("Nine"), _("Ten"), _("Eleven"), _("Twelve")),
    )
    return as_words[number] if 0 <= number < len(as_words) else str(number)


def _deed(movement: str) -> str:
    """What somebody did who did a movement, for the side `{side}`."""
    return {
        "shoulder_flexion": _("You raised your {side} arm"),
        "shoulder_extension": _("You moved your {side} arm backward"),
        "shoulder_abduction": _("You raised your {side} arm"),
        "shoulder_scaption": _("You raised your {side} arm"),
        "shoulder_internal_rotation": _("You turned your {side} hand in"),
        "shoulder_external_rotation": _("You turned your {side} hand outward"),
        "elbow_flexion": _("You bent your {side} elbow"),
        "forearm_rotation": _("You turned your {side} palm"),
        "forearm_lift": _("You lifted your {side} hand"),
        "wrist_flexion": _("You bent your {side} wrist"),
        "wrist_extension": _("You lifted your {side} hand"),
        "wrist_radial_deviation": _("You lifted your {side} hand"),
        "wrist_ulnar_deviation": _("You lowered your {side} hand"),
        "neck_flexion": _("You bent your head forward"),
        "neck_lateral": _("You bent your head to the side"),
        "neck_rotation": _("You turned your head"),
        "trunk_flexion": _("You leaned forward"),
        "trunk_lateral": _("You leaned to the side"),
        "trunk_rotation": _("You turned your chest"),
        "hip_flexion": _("You lifted your {side} knee"),
        "hip_extension": _("You moved your {side} leg backward"),
        "hip_abduction": _("You moved your {side} leg out"),
        "knee_flexion": _("You bent your {side} knee"),
        "knee_extension": _("You straightened your {side} knee"),
        "ankle_dorsiflexion": _("You lifted your {side} foot"),
        "ankle_plantarflexion": _("You lifted your {side} heel"),
        "sit_to_stand": _("You stood up"),
        "squat": _("You bent your knees"),
        "weight_shift": _("You shifted your weight"),
    }.get(movement, _("You moved"))


def did(movement: str, which: str, attempted: int, clean: int) -> str:
    """What the person did, in one sentence."""
    done = _deed(movement).format(side=in_a_sentence(which))
    times = ngettext("{n} time", "{n} times", attempted).format(n=attempted)
    if attempted == 0:
        return _("No movement was counted this time.")
    return _("{did} {times}, {clean} of them clean.").format(did=done, times=times, clean=clean)


def held_inside(rings: int, asked: int) -> str:
    """What a session of keeping still came to."""
    return _("You kept the light inside for {rings} of {asked} rings.").format(rings=rings, asked=asked)


def followed(lit: int, asked: int) -> str:
    """What was done in a session of paths."""
    return ngettext("You followed {n} of {all} path", "You followed {n} of {all} paths", asked).format(n=lit, all=asked)


def together(opposed: bool) -> str:
    """What two limbs are asked to do."""
    return _("One side, then the other, in turn") if opposed else _("Both sides at the same time")


def furthest(sem_deg: float, *, helped: bool = False) -> str:
    """What the number above it is, with its error. Movements that the trunk `helped` with may have gone further."""
    what = _("furthest, trunk still") if helped else _("furthest today")
    if not math.isfinite(sem_deg):
        return what
    return _("{what}, ± {sem}°").format(what=what, sem=round(sem_deg))


def how_steady(steady: SteadyView, posture: str) -> str:
    """What is done while one keeps one's balance, and for how long still; with closed eyes, what one waits for."""
    if steady.ask is Ask.CLOSE_EYES:
        return _("The sound says when to open them.")
    if steady.ask in (Ask.LEAN, Ask.AND_BACK):
        return _("Both feet stay where they are.") if posture == "standing" else _("Both hips stay on the seat.")
    tall = _("Stand tall. Breathe. {left}") if posture == "standing" else _("Sit tall. Breathe. {left}")
    return tall.format(left=seconds(steady.left_s))


def how_match(match: MatchView) -> str:
    """How a place is learned, kept or found, where the movement's own words do not say it."""
    return {
        Ask.FEEL: _("Hold it there."),
        Ask.REMEMBER: _("In a moment you find it again."),
        Ask.CLOSE_EYES: _("In a moment you find it again."),
        Ask.FIND_AGAIN: _("Unseen. Keep still when there."),
        Ask.AND_BACK: _("Back to the start, and keep still."),
        Ask.DONE: _("Back to the start, and keep still."),
    }.get(match.ask, "")


def off_by() -> str:
    """What the number is that says how near unseen answers were."""
    return _("off on average, unseen")


def error_band(sem_deg: float) -> str:
    """What the band in the picture is."""
    return _("Band: the sensor's error, ± {sem}°.").format(sem=round(sem_deg))


def dots_reach(error: str) -> str:
    """What the dots of a session of reaching are."""
    return _("How far each time; a full dot was clean. {error}").format(error=error).strip()


def dots_inside(kind: str) -> str:
    """What the dots of a session are in which one is inside for a share of the time."""
    return _("How much of each ring was inside.") if kind == "steady" else _("How much of each path you were on.")


def not_kept(truth: str) -> str | None:
    """Why a session enters no trend; None where a live sensor fed it."""
    if truth == "sensor":
        return None
    if truth == "replay":
        return _("A recording played again: not kept in your progress.")
    return _("A try-out: not kept in your progress.")


def broadcast(network: str) -> str:
    """What stands on every screen while what the game sees is sent to a network."""
    if network.startswith("127."):
        return _("Every program on this computer can read what your sensors see.")
    return _("Everybody in the network {network} can read what your sensors see.").format(network=network)


def input_state(state: str, rate_hz: float) -> str:
    """How a sensor is doing."""
    heard = _("heard, {hz} times a second").format(hz=round(rate_hz)) if math.isfinite(rate_hz) else _("heard")
    return {
        "opening": _("listening for it"),
        "live": heard,
        "quiet": _("quiet"),
        "lost": _("not found"),
        "ended": _("finished"),
    }[state]


def silent(name: str) -> tuple[str, str]:
    """Which sensor is quiet, and what to do."""
    return (
        _("The sensor is quiet: {site}").format(site=site(name)),
        _("Is it switched on and plugged in? Play goes on by itself."),
    )


def muscle_fault(reason: str) -> str:
    """What is wrong with a muscle's signal, as a sentence of its own; the reason is in words already."""
    return _("{reason}.").format(reason=begun(translated(reason)))


def said(reason: str) -> str:
    """A reason of the rules as a sentence of its own."""
    return f"{begun(translated(reason))}."


def muscle_trouble(name: str, fault: EmgFault) -> str:
    """The same in a few words, for the middle of play: which muscle, and what to do."""
    what = {
        EmgFault.FLAT: _("nothing changes, check its cable"),
        EmgFault.RAIL: _("press its electrodes on"),
        EmgFault.OFF: _("press its electrodes on"),
        EmgFault.MAINS: _("mains hum, move from power cables"),
        EmgFault.LOOKS_LIKE_ENVELOPE: _("its address should say envelope"),
        EmgFault.LOOKS_RAW: _("its address should say raw"),
        EmgFault.SLOW: _("too few samples a second"),
    }[fault]
    return _("{Muscle}: {what}").format(Muscle=begun(site(name)), what=what)


def doubt(found: Doubt) -> tuple[str, str]:
    """What seems wrong with how a sensor is worn, and what to do."""
    happened, to_do = SAID[found.fault]
    other = site(found.other) if found.other is not None else ""
    return translated(happened).format(site=site(found.site), other=other), translated(to_do)


def cannot_tell(movement: str, sites: Collection[str], which: str) -> str:
    """What sensors worn there take for the movement, and what could tell it; nothing where they can tell all.

    Of several one stands for all: whoever prepares a level reads the whole sentence.
    """
    from game.motion.apart import told_apart_by
    from game.motion.movements import MOVEMENTS

    row = MOVEMENTS[movement]
    way = row.way(sites, which)
    apart = None if way is None else told_apart_by(row, way)
    if apart is None or not apart.alike:
        return ""
    other = translated(MOVEMENTS[(apart.told or apart.alike)[0]].doing)
    said = _("{Other} looks the same here.").format(Other=begun(other))
    if apart.further is None:
        return said
    (further,) = row.sites_at((apart.further,), which)
    return _("{said} A sensor on the {further} tells them apart.").format(said=said, further=site(further))


def arrows(count: int) -> str:
    """What the drawn arrows beside the sensors are."""
    return ngettext("Its arrow has to point as drawn.", "Their arrows have to point as drawn.", count)


def rezero(*, due: bool) -> str:
    """What the key that sets zero is for; `due` where the angle has drifted for so long that it should be pressed."""
    return _("zero again: the angle drifts") if due else _("this is my starting pose")


def refused(reason: str) -> str:
    """Why the neutral pose was not taken; the reason is in words already."""
    return _("Not yet: {reason}").format(reason=translated(reason))
