"""Prescribed: a prescription read from its file, and what has to be confirmed before somebody is on their feet."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from game.app.answers import implanted
from game.app.clock import today
from game.app.errors import RefusedError, RequestError
from game.app.hosting import Hosting
from game.coaching.history import History
from game.coaching.prescription import Prescription
from game.coaching.prescription_text import read_prescription
from game.coaching.readiness import ASK_FIRST, SAFETY_CHECK, UNANSWERED, forbidden
from game.coaching.safeguards import SKIN_SORE, unmet
from game.coaching.safety import FLAG_NEW, FLAG_SKIN, PainRules, flag_pain, may_start
from game.coaching.safety import SKIN_SORE as SORE
from game.content import printable
from game.people.errors import PeopleError
from game.people.flags import keep_flag
from game.people.records import record_of
from game.round import clearance
from game.sessions.home import home, sessions_folder
from game.sessions.index import history_of

_READ_MAX = 1 << 20
"""Bytes: far more than any prescription."""


def prescription_of(path: Path | None) -> Prescription | None:
    """The prescription in a file; None without one. Raises RequestError, or LevelProblems for what is in it."""
    return None if path is None else read_prescription(read_bytes(path), printable(str(path)))


def read_bytes(path: Path) -> bytes:
    """What stands in the file of a prescription. Raises RequestError."""
    try:
        with path.open("rb") as file:
            return file.read(_READ_MAX)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        name = printable(str(path))
        raise RequestError(f"the prescription {name} cannot be read ({reason}); check its name") from error


def safe(hosting: Hosting, answers: Mapping[str, float]) -> None:
    """Before the first tick: where somebody without a prescription has not passed the safety check, or what keeps
    somebody on their feet safe is not confirmed, let go of everything and raise RefusedError. A try-out is free."""
    prepared = hosting.prepared
    standing = clearance(prepared.header.setup)
    why = None if standing is None else unmet(prepared.level, standing, answers)
    if prepared.header.setup.mode == "gentle" and answers.get(SAFETY_CHECK) != 0.0:
        why = ASK_FIRST if answers.get(SAFETY_CHECK) else UNANSWERED
    if why is not None:
        hosting.close()
        raise RefusedError(why)


def known_of(person: str | None, home_dir: str | None, sitting: str) -> History:
    """What a person, or nobody in this sitting, has played before."""
    return history_of(sessions_folder(home(home_dir)), person, today(), sitting)


def flagging(home_dir: str | None, person: str | None) -> Callable[[str], None]:
    """Keeps what a therapist should know of a person although nothing was played; of nobody nothing is kept."""

    def flag(words: str) -> None:
        if person is not None:
            with suppress(PeopleError):  # what is said to the person does not wait for it
                keep_flag(home(home_dir), person, today(), words)

    return flag


def has_implant(answers: Mapping[str, float], home_dir: str | None, person: str | None) -> bool | None:
    """Whether the person has implanted electronics: their record says so, or they do; None where that is not known.

    Raises PeopleError, or LevelProblems for what is in the record."""
    record = None if person is None else record_of(home(home_dir), person)
    return True if record is not None and record.implanted_electronics else implanted(answers)


def forbids(answers: Mapping[str, float], history: History | None) -> tuple[str, str] | None:
    """Why play does not begin, by what was answered so far: in words for the person, and for their therapist; None
    where it may."""
    if (told := forbidden(answers)) is not None:
        return told
    usual_pain = math.nan if history is None else history.usual_pain
    pain, new = answers.get("pain_before", math.nan), bool(answers.get("anything_new"))
    why = may_start(pain, usual_pain, new, PainRules())
    if why is not None:
        return why, FLAG_NEW if new else flag_pain(pain, usual_pain)
    return (SORE, FLAG_SKIN) if answers.get(SKIN_SORE) else None
