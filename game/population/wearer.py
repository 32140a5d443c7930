"""Wearer: one simulated person who plays a level in several sessions, without a window, a clock or a file."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from game.exercises.events import DifficultyChanged, Event, RoundEnded, TrialEnded, TrialStarted
from game.exercises.watch import HELPED
from game.level import Level, read_level
from game.population.bodies import PLAYERS, player_of, simulated_source
from game.population.profile import Profile
from game.population.settling import settled_after, success_last
from game.population.voice import Voice
from game.round import Command, Do, Round, RoundSetup
from input_devices import stored

RATE_HZ = 50.0
"""The simulated sensors are read as often as cheap ones are."""
TRIALS = 60
"""The last session goes on until so many trials have counted …"""
MINUTES_MAX = 90.0
"""… or has lasted so long, rests included: whoever never gets a trial done is not waited for."""
_TICKS_A_MINUTE = 3600


@dataclass(frozen=True, slots=True)
class Sitting:
    """What every wearer of a population plays."""

    level: str
    """The level's YAML text."""
    side: str
    worn: tuple[str, ...]
    prescription: Mapping[str, Any] | None
    """As it writes itself; None leaves the movement's own safe limits as the wall."""
    sessions: int = 3
    trials: int = TRIALS


@dataclass(slots=True)
class _Played:
    """What came of one session."""

    successes: list[bool] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)
    """The difficulty at each of these trials."""
    targets_deg: list[float] = field(default_factory=list)
    """Of every trial that was offered."""
    spoilt: int = 0
    step: int = 0
    offered: dict[int, int] = field(default_factory=dict)
    ended: str = "interrupted"
    ticks: int = 0

    def hear(self, event: Event, *, allowed: bool) -> None:
        """Take in one event; `allowed` says whether a movement with the trunk's help may pass."""
        if isinstance(event, TrialStarted):
            self.offered[event.index] = self.step
            self.targets_deg.append(event.target_deg)
        elif isinstance(event, DifficultyChanged):
            self.step = event.step
        elif isinstance(event, RoundEnded):
            self.ended = event.ended
        elif isinstance(event, TrialEnded) and event.spoilt:
            self.spoilt += 1
        elif isinstance(event, TrialEnded):
            helped = event.success and event.reason == HELPED
            self.successes.append(event.clean or (allowed and helped))
            self.steps.append(self.offered.get(event.index, self.step))

    def as_row(self) -> dict[str, Any]:
        count = len(self.successes)
        return {
            "ended": self.ended,
            "minutes": round(self.ticks / _TICKS_A_MINUTE, 2),
            "trials": count,
            "spoilt": self.spoilt,
            "success": _rounded(sum(self.successes) / count if count else math.nan),
        }


def refusal(level: Level) -> str | None:
    """Why nobody simulated can play this level with a coach, in one sentence; None where they can."""
    from game.level.kinds import TESTS

    if level.kind in TESTS:
        return (
            f"{level.id} is a test: nothing in it gets easier or harder, so there is nothing to simulate. "
            "Name a level of another kind; `moveagain levels list` has them"
        )
    if level.kind not in PLAYERS:
        return f"nobody simulated can play {level.kind} yet, so {level.id} cannot be simulated. Name another level"
    return None


def play_sessions(sitting: Sitting, profile: Profile, seed: int) -> dict[str, Any]:
    """One row of the population: what the last of the sessions was like. Equal arguments give equal rows."""
    level = read_level(sitting.level, "")
    coach: Mapping[str, Any] = {}
    sessions: list[_Played] = []
    able = profile
    for session in range(sitting.sessions):
        last = session == sitting.sessions - 1
        played, coach, repetitions = _play(sitting, level, able, _seed(seed, session), coach, last=last)
        sessions.append(played)
        # What was learned is kept from one day to the next, and tiredness is not.
        learned = (1.0 - profile.learning_per_rep) ** repetitions
        able = replace(able, noise_deg=able.noise_deg * learned)
    return _row(level, profile, sessions)


def _seed(seed: int, session: int) -> int:
    return seed * 16 + session


def _play(
    sitting: Sitting, level: Level, profile: Profile, seed: int, coach: Mapping[str, Any], *, last: bool
) -> tuple[_Played, Mapping[str, Any], int]:
    """One whole Round, and what the coach carries on from it."""
    trials = max(level.dose.repetitions, sitting.trials) if last else level.dose.repetitions
    setup = RoundSetup(
        level=sitting.level,
        side=sitting.side,
        worn=sitting.worn,
        mode="tryout" if sitting.prescription is None else "prescribed",
        seed=seed,
        repetitions=1000 if last else None,
        minutes=MINUTES_MAX if last else None,
        prescription=sitting.prescription,
        coach=coach,
    )
    round_ = Round(setup)
    source = simulated_source(
        level.row, sitting.side, sitting.worn, level.starts, profile, seed, level.companions, RATE_HZ
    )
    player, voice, body = player_of(level, profile, seed), Voice(profile), source.body
    played = _Played()
    allowed = level.guards.compensation == "allow"
    commands: Sequence[Command] = _before(voice)
    for _ in range(round(MINUTES_MAX * _TICKS_A_MINUTE)):
        view = round_.view()
        body.move(player.joints_deg(view, sitting.side))
        said = voice.says(view)
        done = last and len(played.successes) >= trials
        finish = (Command(Do.FINISH),) if done else ()
        samples = [stored(sample) for sample in source.poll(0.0)]
        for event in round_.tick(samples, (*commands, *said, *finish)):
            played.hear(event, allowed=allowed)
        commands = ()
        if round_.over:
            break
    played.ticks = round_.ticks
    return played, {}, len(played.successes) + played.spoilt


def _before(voice: Voice) -> Sequence[Command]:
    """What is asked before play, answered: nothing new, and somebody near and a safe place for who is on their feet."""
    answers = {"pain_before": float(voice.pain_before), "anything_new": 0.0, "alone": 0.0, "safe_place": 1.0}
    return [Command(Do.ANSWER, value, name) for name, value in answers.items()]


def _row(level: Level, profile: Profile, sessions: Sequence[_Played]) -> dict[str, Any]:
    last = sessions[-1]
    floor_deg, ceiling_deg = level.row.safe_deg
    targets_deg = [target for played in sessions for target in played.targets_deg if not math.isnan(target)]
    beyond = sum(not floor_deg <= target <= ceiling_deg for target in targets_deg)
    return {
        "profile": asdict(profile),
        "success_last_30": _rounded(success_last(last.successes)),
        "settled_after": settled_after(last.successes),
        "targets_beyond_wall": beyond,
        "trials": len(last.successes),
        "spoilt": last.spoilt,
        "ended": last.ended,
        "sessions": [played.as_row() for played in sessions],
        "successes": [int(success) for success in last.successes],
        "difficulty": last.steps,
    }


def _rounded(value: float) -> float | None:
    """None where it cannot be had."""
    return None if math.isnan(value) else round(value, 6)
