"""Openings: where the way begins: at its start, at the pre-check of whoever is set up, or where it was cut short."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from game.app.way import Step, Way, gate, keeps, resumed
from game.sessions.home import home

if TYPE_CHECKING:
    from game.app.precheck import Precheck
    from game.app.request import PlayRequest
    from game.coaching.prescription import Prescription
    from game.screens.screen import Screen

_READ_MARK = "about-read"
"""An empty file in the home: the first run's words have been read."""
_TRYOUT = "_without_sensor"
"""What the name of a kept step ends in, where no sensor was worn."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Where the way begins, and what is known there."""

    way: Way
    person: str | None = None
    sitting: str | None = None
    """The one that is gone on with; None for a new one."""
    level: str | None = None
    """The exercise at which it was cut short, …"""
    side: str = "right"
    """… and on which side."""

    def request(self, home_dir: str | None) -> PlayRequest | None:
        """That exercise with what is worn now; None where there is none."""
        if self.level is None:
            return None
        from game.app.offers import request_of

        return request_of(home_dir, self.level, self.side, self.person, live=self.way.live)


def opening(home_dir: str | None) -> Opening:
    """Nobody types, and whoever is set up is asked at once how it is: who plays is asked where there are several, and
    the start comes first where no kit is known yet."""
    from game.app.clock import today
    from game.app.readiness import is_known
    from game.people.roster import people_in
    from game.people.way import way_in

    people, _wrong = people_in(home(home_dir))
    fresh = Way(read=read(home_dir), who=len(people) <= 1)
    person = people[0].id if len(people) == 1 else None
    if people and fresh.read and _has_kit(home_dir):
        fresh = gate(replace(fresh, live=True, cleared=is_known(home_dir, person)))
    kept = way_in(home(home_dir), today())
    if kept is None or kept.step == fresh.step.value:
        return Opening(fresh, person)
    live = not kept.step.endswith(_TRYOUT)
    try:
        step = Step(kept.step.removesuffix(_TRYOUT))
    except ValueError:  # a step of another version
        return Opening(fresh, person)
    known = person if kept.person is None else kept.person
    way = resumed(replace(fresh, who=fresh.who or known is not None), step, live=live)
    level, _, side = (kept.playing or "").partition(":")
    return Opening(way, known, kept.sitting, level or None, side or "right")


def commanded(
    home_dir: str | None, play: PlayRequest, prescription: Prescription | None, check: Precheck
) -> tuple[Way, PlayRequest]:
    """One level now, by a command: a worn sensor is asked about first, and a try-out begins at once. Raises what
    refuses electrodes that are worn by a command, and what is not played whatever is answered."""
    from game.app.asking import asked_beside
    from game.app.readiness import refuse_early
    from game.app.worn import refuse_worn

    refuse_worn(play.wear, prescribed=prescription is not None and prescription.holds_electrodes)
    refuse_early(play, prescription)
    request = replace(play, silence_end_s=None)
    goal = Step.SHOWN if play.live else Step.PLAY
    if play.live and asked_beside(request, prescription):
        goal = Step.CONFIRM
    cleared = play.live and check.clears(play.person, prescription)
    return gate(Way(live=play.live, read=read(home_dir), cleared=cleared, only=True, goal=goal)), request


def keep(home_dir: str | None, way: Way, person: str | None, sitting: str, playing: str | None) -> None:
    """Keep where somebody is, for the next opening; nothing once all is put away."""
    from game.app.clock import today
    from game.people.errors import PeopleError
    from game.people.way import KeptWay, end_way, keep_way

    if way.step is Step.GO_ON:
        return
    if not keeps(way):
        end_way(home(home_dir))
        return
    step = way.step.value if way.live else f"{way.step.value}{_TRYOUT}"
    with suppress(PeopleError):  # the way goes on; only going on with it would be lost
        keep_way(home(home_dir), KeptWay(today(), step, person, sitting, playing=playing))


def read(home_dir: str | None) -> bool:
    """Whether the first run's words have been read."""
    return _mark(home_dir).exists()


def mark_read(home_dir: str | None) -> None:
    """They have been."""
    mark = _mark(home_dir)
    with suppress(OSError):  # they will be shown once more; nothing else is lost
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()


def _mark(home_dir: str | None) -> Path:
    return home(home_dir) / _READ_MARK


def _has_kit(home_dir: str | None) -> bool:
    from game.app.kitted import usual_kit

    return usual_kit(home_dir) is not None


def relight(screen: Screen | None, home_dir: str | None, person: str | None) -> None:
    """What somebody has lit was counted since the start was shown: where it still is, it shows that."""
    from game.people.lights import light_in
    from game.scoring.light import lanterns
    from game.screens.title import TitleScreen

    if person is not None and isinstance(screen, TitleScreen):
        screen.burn(lanterns(light_in(home(home_dir), person)))
