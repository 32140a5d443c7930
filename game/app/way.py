"""The way through an hour, from opening to the sensor put away: steps as values, and which follows by what happened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Step(StrEnum):
    """Where somebody is on the way; each is one screen, or one Round with its own phases."""

    START = "start"
    """The title: nothing has begun, or all is put away."""
    GO_ON = "go_on"
    """The last time was cut short: go on where you were?"""
    ABOUT = "about"
    """What this is and is not, before the first worn sensor."""
    WHO = "who"
    SAFETY = "safety"
    """What is asked once before the first worn sensor, where no prescription stands."""
    CHECK = "check"
    """How it is this morning, and the pre-check."""
    REFUSED = "refused"
    """Do not exercise now: an honest stop, that has to be read."""
    PLAN = "plan"
    """Today's plan as a path, with what is offered next."""
    CONFIRM = "confirm"
    """What one exercise asks beside: a safe place to stand, electronics inside the body."""
    SHOWN = "shown"
    """How the movement is done, drawn."""
    PLAY = "play"
    """The Round: sensor on, sensor answers, hold still, bend first, warm-up, exercise, rests."""
    PATH = "path"
    """The path of the last set, over what was asked."""
    HOW = "how"
    """How was it: pain, effort, and what else there is to say."""
    TOLD = "told"
    """What came of the exercise."""
    GREW = "grew"
    """What you did, what grew, one thing to try."""
    SKIN = "skin"
    """Look at the skin under the straps."""
    AWAY = "away"
    """The sensor is put away."""
    TRYOUT = "tryout"
    """A level to try without a sensor."""
    PAIR = "pair"
    """Which sensor is worn where."""
    CLOSED = "closed"
    """The game closes."""


class Did(StrEnum):
    """What happened on the way."""

    WANTED_PLAY = "wanted_play"
    WANTED_TRYOUT = "wanted_tryout"
    WANTED_PAIRING = "wanted_pairing"
    READ = "read"
    """A page was read that has to be."""
    SAID_WHO = "said_who"
    READY = "ready"
    """The safety check is answered; whether a sensor may be played with by it, the way itself says."""
    SAFE = "safe"
    """The pre-check is answered, and nothing in it forbids play."""
    UNSAFE = "unsafe"
    """An answer forbids play."""
    CHOSE = "chose"
    CHOSE_ASKED = "chose_asked"
    """An exercise was chosen that asks something beside."""
    CONFIRMED = "confirmed"
    CANNOT = "cannot"
    """The exercise cannot start, and it was said why."""
    ENDED = "ended"
    ENDED_UNHEARD = "ended_unheard"
    """Nothing ever came from the sensor."""
    ENDED_UNWELL = "ended_unwell"
    """By feeling unwell or by a fall."""
    ANSWERED = "answered"
    """How it was."""
    SEEN = "seen"
    """What came of it was looked at; on from here."""
    ENOUGH = "enough"
    """Enough for today."""
    WENT_ON = "went_on"
    """On where it was, after it was cut short."""
    BEGAN_ANEW = "began_anew"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Way:
    """Where somebody is, and what has been passed. A worn sensor cannot be played with before the pre-check."""

    step: Step = Step.START
    live: bool = False
    """A worn sensor is played with."""
    read: bool = False
    """What this is and is not has been read."""
    who: bool = True
    """Whether it is clear who is playing."""
    cleared: bool = False
    """A prescription stands for whoever plays, or their safety check forbids nothing: a sensor may be played with."""
    checked: bool = False
    """The pre-check of this sitting is answered, and nothing in it forbids play."""
    worn: bool = False
    """A worn sensor has been heard, and has not been put away."""
    played: bool = False
    """Something was played that is not told yet."""
    only: bool = False
    """One exercise was asked for by a command, and nothing else is offered."""
    goal: Step = Step.PLAN
    """Where the gates before it lead: the plan, or an exercise that is chosen already."""

    def __post_init__(self) -> None:
        if self.step is Step.PLAY and self.live and not (self.checked and self.read and self.cleared):
            raise ValueError("a worn sensor is played with after the safety check and the pre-check only")


AFTER_PLAY = (Step.GREW, Step.SKIN, Step.AWAY)
"""What is gone on with just where it was."""
_BESIDE = (Step.TRYOUT, Step.PAIR)
_UNKEPT = (Step.START, Step.CLOSED, Step.GO_ON)
"""Nothing is lost where one of these is cut short."""


def after(way: Way, did: Did) -> Way:
    """Where that leads; the same where it means nothing there."""
    match way.step, did:
        case (Step.START | Step.TRYOUT | Step.PAIR, Did.WANTED_PLAY):
            return gate(replace(way, live=True, goal=Step.PLAN))
        case (Step.START | Step.PAIR | Step.SAFETY, Did.WANTED_TRYOUT) if not way.worn:
            return replace(way, step=Step.TRYOUT, live=False)
        case (Step.START | Step.PLAN | Step.TRYOUT, Did.WANTED_PAIRING):
            return replace(way, step=Step.PAIR)
        case (Step.ABOUT, Did.READ):
            return gate(replace(way, read=True))
        case (Step.WHO, Did.SAID_WHO):
            return gate(replace(way, who=True))
        case (Step.SAFETY, Did.READY):
            return gate(way)
        case (Step.CHECK, Did.SAFE):
            return gate(replace(way, checked=True))
        case (Step.SAFETY | Step.CHECK | Step.PLAN | Step.CONFIRM, Did.UNSAFE):
            return replace(way, step=Step.REFUSED, checked=False)
        case (Step.REFUSED, Did.READ):
            return replace(way, step=Step.TOLD) if way.played else _leave(way)
        case (Step.PLAN | Step.TRYOUT, Did.CHOSE):
            return gate(replace(way, goal=Step.SHOWN))
        case (Step.PLAN, Did.CHOSE_ASKED):
            return gate(replace(way, goal=Step.CONFIRM))
        case (Step.CONFIRM, Did.CONFIRMED):
            return gate(replace(way, goal=Step.SHOWN))
        case (Step.SHOWN, Did.SEEN):
            return gate(replace(way, goal=Step.PLAY))
        case (Step.GREW, Did.SEEN):
            return replace(way, step=Step.SKIN)
        case (Step.SKIN, Did.SEEN):
            return replace(way, step=Step.AWAY, worn=False)
    return _of_play(way, did) or _back(way, did)


def _of_play(way: Way, did: Did) -> Way | None:
    """What follows on a Round, and on what is asked and told after it."""
    match way.step, did:
        case (Step.PLAY, Did.ENDED):
            return replace(way, step=Step.PATH, played=True, worn=way.worn or way.live)
        case (Step.PATH, Did.SEEN):
            return replace(way, step=Step.HOW if way.live else Step.TOLD)
        case (Step.PLAY, Did.ENDED_UNWELL):
            return replace(way, step=Step.REFUSED, played=True, checked=False, worn=way.worn or way.live)
        case (Step.PLAY, Did.ENDED_UNHEARD | Did.CANNOT):
            return _hub(way)
        case (Step.HOW, Did.ANSWERED):
            return replace(way, step=Step.TOLD)
        case (Step.TOLD, Did.SEEN):
            told = replace(way, played=False)
            return _hub(told) if way.checked or not way.live else _leave(told)
        case (Step.TOLD | Step.PLAN, Did.ENOUGH):
            return _leave(replace(way, played=False))
        case (Step.AWAY, Did.SEEN):
            return _start(way)
        case (Step.GO_ON, Did.WENT_ON):
            return _gone_on(way)
        case (Step.GO_ON, Did.BEGAN_ANEW):
            return gate(replace(way, goal=Step.PLAN)) if way.live else _start(way)
    return None


def _back(way: Way, did: Did) -> Way:
    """Escape, where nothing is played: one step back, and never past the skin."""
    if did is not Did.BACK:
        return way
    match way.step:
        case Step.WHO | Step.SAFETY | Step.CHECK | Step.PLAN | Step.TRYOUT | Step.GO_ON:
            return _leave(way)
        case Step.GREW if way.checked:
            return _hub(way)
        case Step.PAIR:
            return _hub(way) if way.worn else _start(way)
        case Step.CONFIRM:
            return _hub(way)
        case Step.SKIN if not way.only:
            return replace(way, step=Step.GREW)
    return way


def gate(way: Way) -> Way:
    """On to the goal, by whatever has to be passed before it: nothing, where no sensor is worn."""
    if not way.live:
        return replace(way, step=way.goal)
    step = way.goal
    if not way.checked:
        step = Step.CHECK
    if not way.cleared:
        step = Step.SAFETY
    if not way.who:
        step = Step.WHO
    if not way.read:
        step = Step.ABOUT
    return replace(way, step=step)


def _hub(way: Way) -> Way:
    """Where the next exercise is chosen."""
    if way.only:
        return _leave(way)
    return gate(replace(way, goal=Step.PLAN)) if way.live else replace(way, step=Step.TRYOUT)


def _leave(way: Way) -> Way:
    """Towards the end: what you did and the skin first, where a sensor has been worn. Of one exercise all is told."""
    if not way.worn:
        return _start(way)
    return replace(way, step=Step.SKIN if way.only else Step.GREW)


def _start(way: Way) -> Way:
    """All is put away: whoever comes next is asked anew."""
    return Way(Step.CLOSED if way.only else Step.START, read=way.read, who=way.who, only=way.only)


def keeps(way: Way) -> bool:
    """Whether there is something to go on with, if it is cut short here."""
    return way.step not in _UNKEPT


def resumed(way: Way, step: Step, *, live: bool) -> Way:
    """The next opening after it was cut short at that step: on where you were? What must be read is simply shown."""
    found = replace(way, step=Step.GO_ON, live=live, checked=False, goal=step)
    return replace(found, step=Step.REFUSED) if step is Step.REFUSED else found


def _gone_on(way: Way) -> Way:
    """On at that step; a worn sensor's by the gates, since nobody knows what happened in between."""
    step = way.goal
    if step in AFTER_PLAY:
        return replace(way, step=step, worn=step is not Step.AWAY)
    if step in _BESIDE:
        return replace(way, step=step)
    again = Step.SHOWN if step in (Step.SHOWN, Step.PLAY) else step
    if not way.live:
        return replace(way, step=again if again is Step.SHOWN else Step.TRYOUT)
    return gate(replace(way, goal=again if again in (Step.CONFIRM, Step.SHOWN) else Step.PLAN))
