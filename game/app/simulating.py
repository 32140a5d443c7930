"""Simulating: what a population of simulated wearers is to play, made ready from what somebody asked for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from game.app.clock import today
from game.app.errors import RefusedError, RequestError
from game.app.prescribed import prescription_of
from game.app.programmes import levels_prescribed
from game.app.request import load_level, simulated_sites
from game.coaching.allowed import allowed_of
from game.coaching.prescription import Prescription
from game.coaching.refusal import refusal_of
from game.level import Level
from game.population.drawn import draw_profiles
from game.population.profile import Profile, read_profiles
from game.population.wearer import Sitting, refusal

WEARERS = 20
"""Where nobody says how many."""


def sitting_of(level_name: str, side: str, prescription_file: Path | None) -> tuple[Level, Sitting]:
    """The level, and what every wearer plays of it. Without a prescription the movement's own safe limits are the wall.

    Raises RequestError, ContentError or LevelProblems for what cannot be read or simulated, and RefusedError where the
    prescription does not allow it.
    """
    level = load_level(level_name)
    if (why := refusal(level)) is not None:
        raise RequestError(why)
    prescription = prescription_of(prescription_file)
    if prescription is None:
        prescription = _open(level)
        day = date.fromisoformat(prescription.valid_from)
    else:
        day = today().date()
        refused = refusal_of(
            level, prescription, day, side=side, of_the_programme=levels_prescribed(prescription, day)
        )  # nobody wears electrodes here, so none are refused
        if refused is not None:
            raise RefusedError(refused)
    allowed = allowed_of(level, prescription, day, None)
    return level, Sitting(level.text, side, simulated_sites(level, side), prescription.as_row(), allowed)


def _open(level: Level) -> Prescription:
    """One that allows this level as far as the movement's safe limits go, to people nobody has to look after."""
    return Prescription(
        format=1,
        id="simulated",
        version=1,
        levels=(level.id,),
        standing="alone",
        valid_from="2000-01-01",
        valid_until="2099-12-31",
    )


def people_of(wearers: int | None, seed: int, profiles_file: Path | None) -> tuple[Profile, ...]:
    """Who plays: those of a file, or so many drawn by lot. Raises RequestError or ProfileError."""
    if profiles_file is None:
        return draw_profiles(WEARERS if wearers is None else wearers, seed)
    if wearers is not None:
        raise RequestError("--profiles says who plays, so --wearers is left out")
    return read_profiles(profiles_file)
