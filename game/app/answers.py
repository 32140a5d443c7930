"""Answers: what a window would ask, answered from a file where there is no window."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from game.app.errors import RequestError, unknown
from game.coaching.readiness import SAFETY_CHECK
from game.round import Command, Do, Phase, RoundView

DEFAULTS: dict[str, float] = {
    "pain_before": 0.0,
    "anything_new": 0.0,
    "skin_sore": 0.0,
    "alone": 1.0,
    "pain_after": 0.0,
}
"""No pain, nothing new, sound skin, alone."""
AFTER = ("pain_after", "arms_used")
"""Asked when play is over …"""
IN_PLAY = ("effort", "pain_in_rest", "fell", "end_when_tired")
"""… and in play, if at all; the others before it."""
IMPLANTED = "implanted_electronics"
"""Asked before electrodes are used; nobody is taken to have answered it, nor the safety check, nor that the place is
safe, nor that the arms did not help, nor anything that is asked in play."""
QUESTIONS = (*DEFAULTS, "pain_morning", SAFETY_CHECK, IMPLANTED, "safe_place", "arms_used", *IN_PLAY)


def read_answers(path: Path | None) -> dict[str, float]:
    """The defaults, with what a YAML or JSON file of `question: number or yes/no` says. Raises RequestError."""
    if path is None:
        return dict(DEFAULTS)
    import yaml

    found = None
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RequestError(f"the answers in {path} cannot be read: {error.strerror}; check its name") from error
    except (UnicodeDecodeError, yaml.YAMLError):
        pass  # said below, as of any file that holds no answers
    if not isinstance(found, Mapping):
        raise RequestError(f"{path} should hold answers, one a line, such as: pain_before: 2")
    return {**DEFAULTS, **{_question(name, path): _answer(name, value, path) for name, value in found.items()}}


def _question(name: object, path: Path) -> str:
    if isinstance(name, str) and name in QUESTIONS:
        return name
    raise unknown(f"{path}: nobody asks {name!r}", str(name), QUESTIONS, f"Questions are {', '.join(QUESTIONS)}.")


def _answer(name: object, value: object, path: Path) -> float:
    pain = str(name).startswith("pain") or name == "effort"
    if isinstance(value, bool) and not pain:
        return float(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= (10 if pain else 1):
        return float(value)
    raise RequestError(f"{path}: {name} takes {'a number from 0 to 10' if pain else 'yes (true) or no (false)'}")


def before(answers: Mapping[str, float]) -> list[Command]:
    """The commands that answer what is asked before play."""
    return [Command(Do.ANSWER, value, name) for name, value in answers.items() if name not in (*AFTER, *IN_PLAY)]


def within(answers: Mapping[str, float], view: RoundView) -> list[Command]:
    """The commands that answer what is asked now, in play; none where it is not answered."""
    if view.asks == "effort" and "effort" in answers:
        return [Command(Do.ANSWER, answers["effort"], "effort")]
    if view.asks == "pain" and "pain_in_rest" in answers:
        return [Command(Do.PAIN, answers["pain_in_rest"])]
    if view.phase is Phase.FALL and "fell" in answers:
        return [Command(Do.FELL if answers["fell"] else Do.NOT_FELL)]
    if view.phase is Phase.OFFER and "end_when_tired" in answers:
        return [Command(Do.FINISH if answers["end_when_tired"] else Do.RESUME)]
    return []


def after(answers: Mapping[str, float]) -> list[Command]:
    """The commands that answer what is asked when play is over."""
    return [Command(Do.ANSWER, answers[name], name) for name in AFTER if name in answers]


def implanted(answers: Mapping[str, float]) -> bool | None:
    """Whether the person has implanted electronics; None where that was not answered."""
    said = answers.get(IMPLANTED)
    return None if said is None else said != 0.0
