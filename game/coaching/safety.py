"""Safety: what may start, what pain means for play, and the sentences that are said in exactly these words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

DO_NOT_EXERCISE = (
    "Do not exercise now. Call your therapist or doctor. Face drooping, sudden weakness, strange speech or chest pain: "
    "call the emergency number now."
)
"""Said when anything new is reported, or a person feels unwell."""
NOBODY_WATCHES = "Nobody watches while you play. This is not an alarm."
"""Said at the first run."""
ABOUT = (
    "Moveagain is open-source exercise software. No authority has assessed it as a medical device; whoever puts it "
    "into use must check what local law requires. It does not diagnose, does not decide treatment, and is not an "
    "alarm: nobody watches while you play. Use it for movements a qualified therapist has chosen for you. Its angles "
    "and times are training measures with their error shown and do not replace an examination."
)
"""Said in the README, at the first run, on the about screen and at the foot of every report."""


@dataclass(frozen=True, slots=True)
class PainRules:
    """Numbers of the pain rule, 0–10. They are choices, not evidence. A prescription may have an exercise stop earlier
    (`pain: protective`, `pain_stop_from`); the others are fixed."""

    start_stop: int = 6
    """From here before play: no play."""
    start_risen_stop: int = 2
    """So much above the person's usual before play: no play. Usual may lie between two numbers."""
    go_on_max: int = 2
    """Up to here play goes on as it was."""
    stop_from: int = 6
    """From here this exercise stops; `protective` (after surgery or fracture, painful shoulder) sets 4."""
    risen_stop: int = 2
    """Risen by so much, and above `go_on_max`: stop."""


PROTECTIVE = PainRules(stop_from=4)
PAIN_MOST = 10
SKIN_SORE = (
    "Leave the strap off sore skin until it is well again. Show it to your therapist, and choose another day or place."
)
"""Said when the skin under a strap is not sound."""
FLAG_NEW = "something new was reported before play"
FLAG_SKIN = "the skin under a strap was sore"
"""What a therapist reads of it."""
MORNING_RISE = 2.0
"""So much above the usual on the morning after: one level lower. A choice."""


def pain_said(value: float) -> int | None:
    """A number that somebody gave for their pain, on the scale of 0–10; None where it is none. What lies beyond an end
    of the scale is that end."""
    return None if math.isnan(value) else round(min(float(PAIN_MOST), max(0.0, value)))


class PainDecision(StrEnum):
    """What a report of pain leads to."""

    GO_ON = "go on"
    EASIER = "one step easier"
    STOP = "stop this exercise"


def decide_pain(pain: int, before: float, sharp: bool, rules: PainRules) -> PainDecision:
    """What a pain of 0–10 during play leads to; `before` is the pain before play, nan when it was not asked."""
    if sharp or pain >= rules.stop_from:
        return PainDecision.STOP
    if pain <= rules.go_on_max:
        return PainDecision.GO_ON
    if math.isnan(before) or pain - before >= rules.risen_stop:
        return PainDecision.STOP
    return PainDecision.EASIER


def may_start(pain_before: float, usual_pain: float, anything_new: bool, rules: PainRules) -> str | None:
    """Why play does not start now, in words for the person; None when it may. Unasked pain (nan) does not hinder."""
    if anything_new:
        return DO_NOT_EXERCISE
    if pain_before >= rules.start_stop or pain_before - usual_pain >= rules.start_risen_stop:
        return "Your pain is higher than it should be for play. Rest today, and tell your therapist."
    return None


def flag_pain(pain_before: float, usual_pain: float) -> str:
    """What a therapist reads of pain that was too high to begin with."""
    usual = "" if math.isnan(usual_pain) else f", usually {usual_pain:g}"
    return f"pain {pain_before:g} before play{usual}: not played"
