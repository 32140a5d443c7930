"""Playing a recorded session again: the same Round over the same ticks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from game.exercises.events import as_row
from game.level import LevelProblems
from game.round import Round
from game.scoring.outcome import Outcome
from game.sessions.errors import DamagedError
from game.sessions.reader import Recorded


@dataclass(frozen=True, slots=True)
class Rerun:
    """What the Round did this time."""

    events: tuple[dict[str, Any], ...]
    outcome: Outcome
    digest: str


def rerun(recorded: Recorded, ended: str) -> Rerun:
    """Step a Round over everything recorded; `ended` says how, where the Round itself did not end.

    Raises DamagedError when the level or the ticks of the file cannot be played by this version.
    """
    try:
        round_ = Round(recorded.header.setup)
    except (LevelProblems, ValueError, LookupError, TypeError) as error:
        what = str(error).partition("\n")[0]
        raise DamagedError(
            f"{recorded.path.name} cannot be played again by this version of Moveagain ({what}); "
            "open it with the version that made it"
        ) from error
    events = []
    for samples, commands in recorded.ticks():
        events += [as_row(event) for event in round_.tick(samples, commands)]
    said = None if round_.over else ended
    return Rerun(tuple(events), round_.outcome(said), round_.digest(said))
