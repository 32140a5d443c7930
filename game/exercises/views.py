"""What a screen, or a simulated player, may see of each kind of exercise: plain values, light to import."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple, TypeAlias

from game.exercises.envelope import Envelope
from game.exercises.events import Verdict


@dataclass(frozen=True, slots=True)
class Lit:
    """One lantern, crate or other light that was earned: where (deg, or its place in the row) and how clean."""

    place: float
    verdict: Verdict


class ReachView(NamedTuple):
    """What a screen needs of `reach`. Angles in degrees from the neutral pose."""

    targets_deg: tuple[float, ...]
    """Every target of this round, lowest first; none lies beyond what is allowed."""
    target_deg: float
    """The one asked for now; nan while none is."""
    tolerance_deg: float
    hold: float
    """How much of the hold is done, 0–1 (1 at once where no hold is asked for)."""
    reached: bool
    """The target is reached and what is asked now is to come back."""
    ceiling_deg: float
    """The top of the scale that is drawn: a little more than the highest target."""
    lit: tuple[Lit, ...]
    hold_s: float = 0.0
    """How long the target asked for now is held."""
    blank: bool = False
    """An unaided trial: nothing that is shown or heard may depend on the body until it is over."""
    time_left: float = math.nan
    """How much of the time allowed to get there is left, 0–1; nan where none is set."""
    choices_deg: tuple[float, ...] = ()
    """Those of which the person may take one, lowest first: `target_deg` is the one where the limb is, else the lowest.
    Empty where one alone is asked for."""


TempoPhase: TypeAlias = Literal["ready", "up", "hold", "down"]
"""What is asked for now: to begin, or one of the three phases. Up is against the load, whichever comes first."""


class TempoView(NamedTuple):
    """What a screen needs of `tempo`. Angles in degrees from the neutral pose."""

    targets_deg: tuple[float, ...]
    target_deg: float
    """The one asked for now; nan while none is."""
    tolerance_deg: float
    phase: TempoPhase
    ghost_deg: float
    """Where the pace is; nan where none is shown: between repetitions, and where oneself or a tone paces."""
    left_s: float
    """Seconds left of this phase at that pace; nan where none is on."""
    up_s: float
    hold_s: float
    down_s: float
    """What is asked for in this repetition."""
    pace_tolerance: float
    """By what share of it each of them may be off…"""
    slow_tolerance: float
    """…and by what share a way may take longer."""
    lowers_there: bool
    """The way there is the way down, as in a squat."""
    set_now: int
    """The set that is on, 1 for the first, or that comes next."""
    sets: int
    set_done: int
    """Repetitions of it that are done…"""
    set_repetitions: int
    """…of so many."""
    ceiling_deg: float
    lit: tuple[Lit, ...]
    blank: bool = False
    """As in `ReachView`."""


class TraceView(NamedTuple):
    """What a screen needs of `trace`. Angles in degrees from the neutral pose."""

    ahead_deg: tuple[float, ...]
    """Where the path is now, and where it will be, a step apart; none while no path is on."""
    ahead_second_deg: tuple[float, ...]
    """The same for the second way to move; none where there is only one."""
    step_s: float
    corridor_deg: float
    """How far to either side of the path is inside."""
    second_corridor_deg: float
    scale_deg: tuple[float, float]
    """The sector that is drawn, from its near end to its far one."""
    second_scale_deg: tuple[float, float] | None
    own_deg: float
    """Where the person is, as the last sample said; nan while `blank`."""
    own_second_deg: float
    inside: bool
    lead_s: float
    """Seconds until the path begins to move; its start is shown meanwhile."""
    waits: bool
    """The path goes on only while one is inside."""
    bout_s: float
    left_s: float
    """Seconds of the path still to come."""
    gain: float
    """How much of the picture's height the sector fills."""
    lit: tuple[Lit, ...]
    blank: bool = False
    """As in `ReachView`: the path is shown, and nothing of the body."""


class TandemView(NamedTuple):
    """What a screen needs of `tandem`. Angles in degrees from the neutral pose, the leading limb's first."""

    target_deg: float
    other_target_deg: float
    """How far each of the two goes."""
    lead_deg: float
    other_deg: float
    """Where they are, as the last sample said; nan while `blank`."""
    opposed: bool
    """One goes up as the other goes down."""
    main_leads: bool
    """The leading limb is the played side's."""
    phase_tolerance_deg: float
    beat_share: float
    """How much of the way to the next beat has passed, 0–1: the far end of a stroke comes with the beat; nan where
    there is none."""
    beat_per_min: float
    heard: bool
    """The beat is a sound."""
    last: Verdict | None
    """What the last stroke was; None before the first."""
    lit: tuple[Lit, ...]
    blank: bool = False
    """As in `ReachView`."""


class Ask(StrEnum):
    """What is asked for now, one thing at a time, in an instrumented test, in `steady` and in `match`; also the key of
    its cue. None of them says how it went, and none depends on where the limb is while an answer is awaited."""

    GET_READY = "get_ready"
    """Take the starting pose (seated, arms crossed on the chest; or standing) and keep still: the cue comes."""
    PRACTISE = "practise"
    """One stand for practice; it is not measured."""
    GO = "go"
    """Start now, and go on until `count` is `asked` (stands), or you sit again (up and go), or time is up."""
    STOP = "stop"
    """Time is up: stay where you are, then sit."""
    GO_FAR = "go_far"
    """As far as you can without pain."""
    AND_BACK = "and_back"
    """And slowly back to the start."""
    LEARN = "learn"
    """Move to the mark."""
    FEEL = "feel"
    """Hold it there and feel where it is."""
    FIND_AGAIN = "find_again"
    """Find that place again without looking, and keep still there."""
    CLOSE_EYES = "close_eyes"
    """Close your eyes; the sound says when to open them."""
    STAND_STILL = "stand_still"
    """Keep still, arms by your side."""
    OPEN_EYES = "open_eyes"
    """It is over; open your eyes."""
    LEAN = "lean"
    """Lean towards `direction_deg` as far as you can without a step or bending at the hips."""
    STAY = "stay"
    """Stay there a moment."""
    REMEMBER = "remember"
    """Keep the place in mind; in a moment it is to be found again."""
    DONE = "done"
    """The test is over, or the answer has been given."""


class SteadyView(NamedTuple):
    """What a screen needs of `steady`. Lean in degrees from the neutral pose, forward and to the right positive."""

    ring: Envelope
    """The ring to stay in, or on whose edge the places lie; never beyond the wall."""
    inside: bool
    """Inside the ring, or where the place is; while `blank` always, whatever the body does."""
    bout_s: float
    """How long the bout is, or how long the place is held."""
    left_s: float
    """Seconds of it still to come; while `blank` by the clock alone."""
    resting: bool
    lit: tuple[Lit, ...]
    blank: bool = False
    """As in `ReachView`: the eyes are closed, or the trial is unaided."""
    ask: Ask = Ask.STAND_STILL
    """The one thing asked for now."""
    direction_deg: float = math.nan
    """Where to lean, clockwise from forward; nan where nobody is to lean."""
    distance_deg: float = math.nan
    """How far out the place lies…"""
    near_deg: float = math.nan
    """…and how near to it counts."""
    sound: str = "begin_and_end"
    """none, begin_and_end or guided, as the level says."""
    heard: float = math.nan
    """For the ears, where the level guides by sound: how far out the body is, 0 in the middle, 1 at the ring's edge.
    It is the only thing that may tell of the body while `blank`. nan where nothing is to be heard."""


class MatchView(NamedTuple):
    """What a screen needs of `match`. Angles in degrees from the neutral pose."""

    ask: Ask
    """The one thing asked for now."""
    bell: int
    """Which of the level's places it is about, lowest first…"""
    bells: int
    """…of so many."""
    progress: float
    """How much of learning the place is done, 0–1; 0 at all other times."""
    target_deg: float
    """Where the place is, while it is learned; nan as soon as it is to be found again."""
    window_deg: float
    """How near counts as found."""
    hold_s: float
    """How long the place is felt."""
    ceiling_deg: float
    """The top of the scale that is drawn: well above the highest place, so that it does not give one away."""
    lit: tuple[Lit, ...]
    blank: bool
    """From “find it again” to the answer: nothing on the screen, in sound or vibration may depend on the body. The
    Round's view gives no angle then."""
    closed: bool = True
    """The eyes are closed while it is found again; else the limb is covered."""
    set_by: str = "active"
    """Who brings the limb to the place: active (oneself), helper_placed, or other_limb (the other one lies there)."""
    placed_deg: float = math.nan
    """Where the other limb is while it is being placed; nan at all other times and for the other ways."""
    approach: str = "either"
    """from_below, from_above or either."""
    from_memory: bool = False
    """A catch trial: the place is not learned anew, it was earlier."""
    told: bool = True
    """Whether the result is told, once the answer is given."""
    off_deg: float = math.nan
    """After the answer, where the level tells it: how far above the place it was; nan at all other times."""


@dataclass(frozen=True, slots=True)
class InstrumentedView:
    """What a screen needs of an instrumented test, whichever it is. What a test does not use is nan or 0."""

    ask: Ask
    """The one thing asked for now."""
    progress: float
    """How much of that is done, 0–1: keeping still, holding, the time of a bout. 0 where it must not be seen."""
    count: int
    """How many are done: movements, answers, full stands, directions, bouts…"""
    asked: int
    """…of so many; 0 where as many as possible are asked for."""
    left_s: float = math.nan
    """Seconds left, where time is counted down."""
    passed_s: float = math.nan
    """Seconds since the start cue, where time is what is measured."""
    direction_deg: float = math.nan
    """Where to lean: 0 forward, 90 to the person's right, 180 back, 270 to the left."""
    target_deg: float = math.nan
    """The position to be learned; nan as soon as it is to be found again."""
    ceiling_deg: float = math.nan
    """The top of the scale that is drawn, where an angle is shown."""
    practice: bool = False
    """What is done now is not measured."""
    blank: bool = False
    """Nothing on the screen, in sound or vibration may depend on what the body does: the eyes are closed, or an answer
    is awaited. The Round's view gives no angle then."""


class Forge(StrEnum):
    """What `activate` asks for now."""

    WAIT = "wait"
    WORK = "work"
    """Bring the muscle into the band."""
    HOLD = "hold"
    """Keep it there."""
    LET_GO = "let_go"
    """Let go, and stay quiet."""


class ActivateView(NamedTuple):
    """What a screen needs of `activate`. Activities are shares: 0 at rest, 1 at the calibrated effort."""

    ask: Forge
    low: float
    """From where…"""
    high: float
    """…to where the band goes; nan where none is asked for."""
    quiet: float
    """Below this the muscle is relaxed."""
    activity: float
    """nan where it cannot be had, or must not be seen."""
    antagonist: float
    """nan where none is watched as well."""
    inside: bool
    held: float
    """How much of keeping the band is done, 0–1."""
    cooled: float
    """How much of staying quiet is done, 0–1."""
    lit: tuple[Lit, ...]
    hold_s: float
    relax_s: float
    muscle: str
    """Without its side."""
    other: str
    """The antagonist, without its side; empty where none is watched."""
    only_quiet: bool = False
    """No contraction is asked for: quiet is the goal."""
    reason: str | None = None
    """Why nothing is known of the muscle, in a sentence with what to do."""
    blank: bool = False
    """Nothing that depends on the muscle may be shown or heard."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """What one phase of a task asks of one signal, in the trial of now: between these ends (deg, deg/s or a count)."""

    signal: str
    low: float
    high: float


class TaskView(NamedTuple):
    """What a screen needs of `task`, and a simulated player: the phases, and how far they are."""

    task: str
    phases: tuple[str, ...]
    """What is asked for in this trial, in order; less than the whole task where a part is practised."""
    criteria: tuple[tuple[Criterion, ...], ...]
    """What each phase asks for."""
    holds_s: tuple[float, ...]
    done: int
    """How many phases are done."""
    progress: float
    """How near the one of now is, 0–1."""
    held: float
    """How much of its hold is done, 0–1."""
    asked: bool
    """A trial is on; otherwise the task is over and the next comes."""
    number: int
    """Of the trial, 0 the first."""
    lit: tuple[Lit, ...]
    blank: bool = False
    """Nothing that depends on the body may be shown or heard."""


ExerciseView: TypeAlias = (
    ReachView | TempoView | TraceView | TandemView | SteadyView | MatchView | InstrumentedView | ActivateView | TaskView
)
"""Each says by `blank` whether anything may be shown that depends on the body."""
_STILL = (Ask.GET_READY, Ask.CLOSE_EYES, Ask.STAND_STILL, Ask.OPEN_EYES, Ask.FEEL, Ask.REMEMBER, Ask.DONE)


def keeps_still(shown: ExerciseView) -> bool:
    """Whether keeping still is what is asked for now, or what is asked for cannot be told from it."""
    if isinstance(shown, SteadyView):
        return math.isnan(shown.direction_deg)
    if isinstance(shown, (MatchView, InstrumentedView)):
        return shown.ask in _STILL
    return isinstance(shown, ActivateView)
