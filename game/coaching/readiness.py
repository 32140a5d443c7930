"""Readiness: what is asked once before the first session with a sensor, where no prescription stands; what forbids it.

A safety check in pictures, of eight questions that are answered by yes or no. What it asks is chosen from:

- the PAR-Q and its successor, the PAR-Q+: exercise only as a doctor recommends it, chest pain, dizziness and lost
  consciousness. Read: the questions of the PAR-Q as many practices print them, and that the PAR-Q+ begins with seven
  of the kind (Warburton et al. 2011, executive summary, Health & Fitness Journal of Canada 4(2)); its own form was not
  read. Its questions of long illness, medicines and joints are left out: whoever retrains a limb would say yes to them,
  and they change nothing here.
- the major signs and symptoms of the American College of Sports Medicine's Guidelines, table 2.1: pain in the chest,
  shortness of breath at rest or with mild exertion, dizziness or syncope, palpitations, a swollen ankle (on one side
  often a thrombosis). Read: the table. That signs count more than risk factors is its update (Riebe et al. 2015,
  Medicine & Science in Sports & Exercise 47:2473-2479; its abstract was read). A heart murmur, pain in the calves and
  breathlessness in bed are left out: a choice, for people who move one limb, lying or seated.
- what textbooks of physiotherapy name before a limb is moved: a fracture that is not firm, what an operation forbids,
  fever, thrombosis, an infection, an open wound. They agree on these; which of them to ask is a choice.
- what is asked of every day before play: a fall, new weakness or numbness, a bad headache, fever, a swollen or red
  limb, an opened wound, sore skin. All of it is among the eight, so that in that sitting none of it is asked twice.
- the expert consensus on seizures from flashing pictures (Harding et al. 2005, Epilepsia 46(9):1423-1425; its abstract
  was read): it says which pictures are a hazard, three flashes a second and more, and names no question. Ours is a
  choice: no effect here flashes so often, and who has seizures asks first all the same.

Nothing is asked that would only restrict play, because without a prescription everybody is restricted already: lying
or seated, eyes open, no load, inside the range just shown. Electronics in the body is asked where electrodes are worn.
The choice of questions, and for how long an answer holds, are ours; no authority has assessed them. Eight times no is
no medical clearance: it only forbids nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from game.coaching.safeguards import SKIN_SORE
from game.coaching.safety import DO_NOT_EXERCISE, FLAG_SKIN
from game.coaching.safety import SKIN_SORE as LEAVE_THE_STRAP_OFF

if TYPE_CHECKING:
    from game.coaching.prescription import Prescription

VERSION = 2
"""Of these questions: whoever answered other ones is asked again."""
HOLDS_DAYS = 28
"""Then it is asked again: a choice, as long as a prescription holds where it says nothing else."""
SAFETY_CHECK = "safety_check"
"""The whole of it as one answer: 0 where every question was answered with no."""
ASK_FIRST = "Ask your therapist or doctor before you use a sensor."
"""Said where somebody has to be asked before anything is played with a sensor."""
UNANSWERED = (
    "Before the first session with a sensor, without a prescription, a safety check is asked: answer it in the window, "
    "or, where the answer to each of its questions is no, say safety_check: no in a file for --answers."
)
"""Said where there is no window to ask in."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the safety check."""

    name: str
    words: str
    """The question, at most eight words."""
    forbids: str
    """What is said where the answer is yes."""


ASKED: tuple[Asked, ...] = (
    Asked("told_not_to", "Did a doctor say: no exercise?", ASK_FIRST),
    Asked("chest", "Chest pain, breathless, or heart racing?", DO_NOT_EXERCISE),
    Asked("dizzy", "Dizzy, fainting, bad headache?", DO_NOT_EXERCISE),
    Asked("fall", "A fall, new weakness or numbness?", DO_NOT_EXERCISE),
    Asked("fever", "Fever, opened wound, swollen or red limb?", DO_NOT_EXERCISE),
    Asked("operation", "Operation or fracture, not yet cleared?", ASK_FIRST),
    Asked("seizures", "Seizures, or trouble with flashing light?", ASK_FIRST),
    Asked("skin", "Sore skin under the strap?", LEAVE_THE_STRAP_OFF),
)
ANSWERS_TOO: Mapping[str, float] = {SAFETY_CHECK: 0.0, "anything_new": 0.0, SKIN_SORE: 0.0}
"""What is answered by saying no to all of it."""


def is_asked(prescription: Prescription | None, day: date) -> bool:
    """Whether the safety check is asked at all: not where a prescription stands on that day."""
    return prescription is None or prescription.does_not_hold(day) is not None


def holds(answered_on: date, version: int, day: date) -> bool:
    """Whether a check that was answered with no throughout still counts. One that lies ahead counts for nothing: nobody
    knows which of two days is wrong."""
    return version == VERSION and 0 <= (day - answered_on).days < HOLDS_DAYS


def passed(answers: Mapping[str, float]) -> bool:
    """Whether every question was answered, each with no."""
    return all(answers.get(each.name) == 0.0 for each in ASKED)


def forbidden(answers: Mapping[str, float]) -> tuple[str, str] | None:
    """Why nothing is played with a sensor now: in words for the person, and for their therapist; None where nothing
    that was answered so far forbids it."""
    for each in ASKED:
        if answers.get(each.name):
            said = f"yes in the safety check before the first session with a sensor: {each.words}"
            return each.forbids, FLAG_SKIN if each.name == "skin" else said
    return (ASK_FIRST, "yes in the safety check") if answers.get(SAFETY_CHECK) else None
