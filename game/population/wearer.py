"""Wearer: one simulated person who plays a level in several sessions, without a window, a clock or a file."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from game.coaching.allowed import FREE, Allowed
from game.coaching.coach import counts_as
from game.coaching.progress import Progress
from game.exercises.events import (
    DifficultyChanged,
    Event,
    RepCompleted,
    RoundEnded,
    TrialEnded,
    TrialStarted,
    Verdict,
)
from game.exercises.exercise import Wall
from game.level import Level, read_level
from game.motion.companion import with_companions
from game.motion.mounts import TRUNK_SITES
from game.population.able import TICK_S
from game.population.bodies import PLAYERS, player_of
from game.population.electrodes import mover_of, worn_by
from game.population.inside import TRIALS_AT_AN_END, End, suits
from game.population.profile import Profile
from game.population.settling import settled_after, success_last
from game.population.voice import Voice
from game.round import Command, Do, Phase, Round, RoundSetup, RoundView
from input_devices import BodyParams, stored

SENSORS = BodyParams(rate_hz=20.0, stored=True)
"""The simulated sensors are read twenty times a second. Cheap ones send 10 to 100 samples; so many are the fewest that
every measure of a movement can be had from (smoothness asks for most), and whoever's difficulty is found with them is
found with more. They take half as long to play as 50 (a choice). What they say need not be rounded once more."""
_END_MINUTES_MAX = 20.0
"""Nobody is held at an end for longer."""
_ENDS: tuple[End, End] = ("easiest", "hardest")
TRIALS = 60
"""The last session goes on until so many trials have counted …"""
MINUTES_MAX = 90.0
"""… or has lasted so long, rests included: whoever never gets a trial done is not waited for."""
MOVE_TICKS, LOOK_TICKS = 3, 6
"""They move as often as their sensors are read, and look ten times a second: nobody acts on a sixtieth of one (a
choice). Whose muscles are listened to moves at every tick."""
_TICKS_A_MINUTE = 3600


@dataclass(frozen=True, slots=True)
class Sitting:
    """What every wearer of a population plays."""

    level: str
    """The level's YAML text."""
    side: str
    worn: tuple[str, ...]
    prescription: Mapping[str, Any] | None = None
    """As it writes itself; None is a try-out."""
    allowed: Allowed = FREE
    """What the prescription allows; where no wall is said, the movement's own safe limits are one."""
    sessions: int = 3
    trials: int = TRIALS
    end_trials: int = TRIALS_AT_AN_END
    """So many at the easiest and at the hardest say whether their ability lies inside; 0 leaves that open."""
    minutes: float | None = None
    """Every session lasts exactly so long, whatever the dose; None leaves it to the dose and the trials."""


@dataclass(slots=True)
class _Played:
    """What came of one session."""

    successes: list[bool] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)
    """The difficulty at each of these trials."""
    targets_deg: list[float] = field(default_factory=list)
    """Of every trial that was offered; where they might choose, all of it."""
    spoilt: int = 0
    step: int = 0
    offered: dict[int, int] = field(default_factory=dict)
    ended: str = "interrupted"
    ticks: int = 0
    compensation: bool = False
    """Whether a movement with the trunk's help may pass."""
    asked_for: int | None = None
    """The difficulty at which they last asked for another one."""
    verdict: Verdict = "other"
    """Of the last movement: it is told just before the trial that it ends."""

    def hear(self, events: Sequence[Event]) -> None:
        """Take in what happened at one tick."""
        for event in events:
            if isinstance(event, RepCompleted):
                self.verdict = event.verdict
            elif isinstance(event, TrialStarted):
                self.offered[event.index] = self.step
                self.targets_deg += event.choices.values() or (event.target_deg,)
            elif isinstance(event, DifficultyChanged):
                self.step = event.step
            elif isinstance(event, RoundEnded):
                self.ended = event.ended
            elif isinstance(event, TrialEnded):
                self._count(event)

    def _count(self, ended: TrialEnded) -> None:
        """As the coach counts it."""
        counts = counts_as(ended, self.verdict, compensation=self.compensation)
        if counts is None:
            self.spoilt += 1
            return
        self.successes.append(counts == "success")
        self.steps.append(self.offered.get(ended.index, self.step))

    def at_end(self, end: End) -> list[bool]:
        """The outcomes of the trials at the easiest, or at the hardest, that there were."""
        farthest = (min if end == "easiest" else max)(self.steps, default=0)
        return [success for success, step in zip(self.successes, self.steps, strict=True) if step == farthest]

    def as_row(self) -> dict[str, Any]:
        count = len(self.successes)
        return {
            "ended": self.ended,
            "minutes": round(self.ticks / _TICKS_A_MINUTE, 2),
            "trials": count,
            "spoilt": self.spoilt,
            "success": _rounded(sum(self.successes) / count if count else math.nan),
        }


_Asks = Callable[[_Played, RoundView], Sequence[Command] | None]
"""What somebody asks for by keys; None where it is enough."""


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
    coach: Mapping[str, object] = Progress().as_row()
    sessions: list[_Played] = []
    able, inside = profile, None
    for session in range(sitting.sessions):
        last = session == sitting.sessions - 1
        if last and sitting.end_trials > 0 and sitting.minutes is None:
            inside = all(_suits(sitting, level, able, _seed(seed, session), coach, end) for end in _ENDS)
        played, coach, repetitions = _play(sitting, level, able, _seed(seed, session), coach, last=last)
        sessions.append(played)
        # What was learned is kept from one day to the next, and tiredness is not.
        learned = (1.0 - profile.learning_per_rep) ** repetitions
        able = replace(able, noise_deg=able.noise_deg * learned)
    return _row(sitting, level, profile, sessions, inside)


def _suits(sitting: Sitting, level: Level, profile: Profile, seed: int, coach: Mapping[str, object], end: End) -> bool:
    """Whether somebody who begins a session as it would now begin, and asks for that end at once and again after every
    change, is up to the easiest or not to the hardest. Too few trials in so long say that they are not."""
    press = Command(Do.EASIER if end == "easiest" else Do.HARDER)
    held = _Played()

    def asks(played: _Played, view: RoundView) -> Sequence[Command] | None:
        nonlocal held
        held = played
        if suits(played.at_end(end), end, sitting.end_trials) is not None:
            return None
        if view.phase is not Phase.PLAY or played.step == played.asked_for:
            return ()
        played.asked_for = played.step
        return (press,)

    _play(sitting, level, profile, seed, coach, last=True, asks=asks, minutes_max=_END_MINUTES_MAX)
    return suits(held.at_end(end), end, sitting.end_trials) is True


def _seed(seed: int, session: int) -> int:
    return seed * 16 + session


def _play(
    sitting: Sitting,
    level: Level,
    profile: Profile,
    seed: int,
    coach: Mapping[str, object],
    *,
    last: bool,
    asks: _Asks | None = None,
    minutes_max: float = MINUTES_MAX,
) -> tuple[_Played, Mapping[str, object], int]:
    """One whole Round, and what the coach carries on from it. `asks` says what they ask for beside moving."""
    trials = max(level.dose.repetitions, sitting.trials) if last else level.dose.repetitions
    worn = _wears(sitting, level, profile)
    source, calibration = worn_by(level, sitting.side, worn, profile, seed, SENSORS)
    setup = _setup(sitting, worn, seed, minutes_max if last or sitting.minutes else None, calibration, coach)
    round_ = Round(setup)
    move_ticks = MOVE_TICKS if calibration is None else 1
    voice = Voice(profile, move_ticks * TICK_S)
    moves = mover_of(player_of(level, profile, seed, move_ticks * TICK_S), (source,), sitting.side, voice)
    step = round_.coached["step"]
    played = _Played(
        step=step if isinstance(step, int) else 0,
        compensation=(sitting.allowed.compensation or level.guards.compensation) == "allow",
    )
    counted = asks is None and last and sitting.minutes is None
    commands: Sequence[Command] = _before(voice)
    view = round_.view()
    for tick in range(round((sitting.minutes or minutes_max) * _TICKS_A_MINUTE)):
        if (tick + 1) % LOOK_TICKS == 0:
            view = round_.view()
        if (tick + 1) % move_ticks == 0 and (said := moves(view)):
            commands = (*commands, *said)
        asked = asks(played, view) if asks is not None else ()
        if asked is None or (counted and len(played.successes) >= trials):
            commands = (*commands, Command(Do.FINISH))
        elif asked:
            commands = (*commands, *asked)
        samples = source.poll(0.0)
        if calibration is not None:  # electrodes
            samples = [stored(sample) for sample in samples]
        events = round_.tick(samples, commands)
        commands = ()
        if events:
            played.hear(events)
            if round_.over:
                break
    played.ticks = round_.ticks
    return played, round_.coached, len(played.successes) + played.spoilt


def _setup(
    sitting: Sitting,
    worn: tuple[str, ...],
    seed: int,
    minutes: float | None,
    calibration: Mapping[str, Any] | None,
    coach: Mapping[str, object],
) -> RoundSetup:
    """One Round; `minutes` where it is not the level's dose that ends it."""
    return RoundSetup(
        level=sitting.level,
        side=sitting.side,
        worn=worn,
        mode="tryout" if sitting.prescription is None else "prescribed",
        seed=seed,
        repetitions=None if minutes is None else 1000,
        minutes=minutes,
        prescription=sitting.prescription,
        allowed=sitting.allowed.as_row(),
        calibration=calibration,
        coach=coach,
    )


def _wears(sitting: Sitting, level: Level, profile: Profile) -> tuple[str, ...]:
    """Where they wear sensors: a trunk that never helps needs none to say so, and what comes of it is the same."""
    if profile.compensation > 0.0:
        return sitting.worn
    needed = with_companions(level.row.sites(level.row.simplest, sitting.side), level.companions, sitting.side)
    return tuple(site for site in sitting.worn if site in needed or site not in TRUNK_SITES)


def _before(voice: Voice) -> Sequence[Command]:
    """What is asked before play, answered: nothing new, and somebody near and a safe place for who is on their feet."""
    answers = {"pain_before": float(voice.pain_before), "anything_new": 0.0, "alone": 0.0, "safe_place": 1.0}
    return [Command(Do.ANSWER, value, name) for name, value in answers.items()]


def _row(
    sitting: Sitting, level: Level, profile: Profile, sessions: Sequence[_Played], inside: bool | None
) -> dict[str, Any]:
    last = sessions[-1]
    beyond = sum(_beyond(sitting, level, played.targets_deg) for played in sessions)
    return {
        "profile": asdict(profile),
        "inside_wall": inside,
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


def _beyond(sitting: Sitting, level: Level, targets_deg: Sequence[float]) -> int:
    """How many of these targets lie beyond the wall."""
    low_deg, high_deg = level.row.safe_deg
    wall = sitting.allowed.wall
    if sitting.allowed.beyond_safe_limits is None:
        wall = Wall(max(low_deg, wall.floor_deg), min(high_deg, wall.ceiling_deg))
    return sum(not wall.floor_deg <= target <= wall.ceiling_deg for target in targets_deg if not math.isnan(target))


def _rounded(value: float) -> float | None:
    """None where it cannot be had."""
    return None if math.isnan(value) else round(value, 6)
