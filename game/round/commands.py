"""Commands: what a person does besides moving, recorded like samples and handed to the Round at a tick."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Do(StrEnum):
    """Everything a person can say to a Round."""

    PAUSE = "pause"
    RESUME = "resume"
    REZERO = "rezero"
    """Take the present posture as the neutral pose again."""
    STOP = "stop"
    """Open the stop screen. From every phase; one action."""
    HURTS = "hurts"
    """The first door: it hurts. Asks how much."""
    PAIN = "pain"
    """The answer, 0–10, to how much it hurts."""
    SHARP = "sharp"
    """The pain is sharp or new, at any number."""
    UNWELL = "unwell"
    """The second door: I feel unwell. Ends the sitting."""
    FELL = "fell"
    """That was a fall. Ends the sitting."""
    NOT_FELL = "not_fell"
    FINISH = "finish"
    """Enough for today."""
    EASIER = "easier"
    HARDER = "harder"
    MORE_FEEDBACK = "more_feedback"
    """Show or sound more of how it goes, for some trials."""
    SKIP_WARM_UP = "skip_warm_up"
    """On to the exercise itself."""
    HERE = "here"
    """This is the place that was to be found again."""
    ANSWER = "answer"
    """An answer to a question asked before or after play: `question` and `value`."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing said; `value` is a number where the command takes one, `question` names what is answered."""

    do: Do
    value: float = 0.0
    question: str = ""
