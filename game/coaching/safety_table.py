"""The safety state machine as a table: what a person or a sensor can say, and what follows from it in each state.

Whatever no row names keeps the state. The machine knows no game: what a Round does follows from its effects.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class State(StrEnum):
    """Where a session is, as far as safety goes."""

    PRE_CHECK = "pre-check"
    """The questions before play, the starting pose, and what has to be confirmed."""
    PLAY = "play"
    REST = "rest"
    STOP = "stop"
    """The stop screen with its two doors."""
    HURTS = "it hurts"
    """Asked how much."""
    FALL = "fell?"
    """Asked whether it was a fall."""
    OFFER = "enough?"
    """The end is offered, because the person is tired."""
    ENDED = "ended"


class Heard(StrEnum):
    """Everything that a person or a sensor can say, sorted by what the rules make of it."""

    CHECKED = "all checked"
    TOO_MUCH_PAIN = "too much pain to start"
    MORNING = "worse next morning"
    NEW = "anything new"
    SKIN = "sore skin"
    UNSAFE = "not safe to stand"
    REST_DUE = "a rest is due"
    REST_OVER = "the rest is over"
    TIRED = "tired"
    STILL_TIRED = "still tired"
    TIRED_AGAIN = "tired again"
    HELPED = "the trunk helps"
    STILL_HELPED = "the trunk still helps"
    HELPED_AGAIN = "the trunk helps again"
    STOP = "stop"
    HURTS = "it hurts"
    PAIN_LITTLE = "little pain"
    PAIN_MORE = "some pain"
    PAIN_TOO_MUCH = "much, risen or sharp pain"
    UNWELL = "unwell"
    GO_ON = "go on"
    FINISH = "enough for today"
    IMPACT = "a fall-like impact"
    FELL = "I fell"
    NOT_FELL = "I did not fall"
    NO_ANSWER = "nobody answers"
    DONE = "the exercise is over"


class Effect(StrEnum):
    """What a row has done beside the change of state."""

    EASIER = "easier"
    LOWER = "one level lower"
    FLAG = "flag for the therapist"
    ASK_PAIN = "ask at the next rest"
    REST_LONG = "rest 60 s"
    REST = "rest"
    CUE = "cue"
    REFUSE = "say: do not exercise now"


class Back(StrEnum):
    """Not a state: the question that is still open, else where play was."""

    BACK = "back"


BACK = Back.BACK
S, H, E = State, Heard, Effect


@dataclass(frozen=True, slots=True)
class Row:
    """In that state, when that is heard: what comes next, and what else is done."""

    state: State
    heard: Heard
    next: State | Back
    effects: tuple[Effect, ...] = ()
    ends: str = ""
    """How the session ends, in the summary's word; where it does."""


LIVE = tuple(state for state in State if state is not State.ENDED)
_BASES = (S.PRE_CHECK, S.PLAY, S.REST)


def _from(states: tuple[State, ...], heard: Heard, to: State | Back, *effects: Effect, ends: str = "") -> list[Row]:
    """The same row in several states."""
    return [Row(state, heard, to, effects, ends) for state in states]


TABLE: tuple[Row, ...] = (
    # Before play.
    Row(S.PRE_CHECK, H.CHECKED, S.PLAY),
    Row(S.PRE_CHECK, H.SKIN, S.ENDED, (E.FLAG,), "stopped_by_person"),
    Row(S.PRE_CHECK, H.UNSAFE, S.ENDED, (), "stopped_by_person"),
    *_from(LIVE, H.TOO_MUCH_PAIN, S.ENDED, E.FLAG, ends="stopped_pain"),
    *_from(LIVE, H.NEW, S.ENDED, E.FLAG, E.REFUSE, ends="stopped_unwell"),
    *((Row(state, H.MORNING, state, (E.LOWER, E.FLAG))) for state in LIVE),
    # Rests come and go by themselves; nothing else does.
    Row(S.PLAY, H.REST_DUE, S.REST),
    Row(S.REST, H.REST_OVER, S.PLAY),
    # Tired: a long rest, then easier, then the end is offered.
    Row(S.PLAY, H.TIRED, S.PLAY, (E.REST_LONG,)),
    Row(S.PLAY, H.STILL_TIRED, S.PLAY, (E.EASIER,)),
    Row(S.PLAY, H.TIRED_AGAIN, S.OFFER),
    # The trunk helps: a cue, then easier, then a rest; it never ends anything.
    Row(S.PLAY, H.HELPED, S.PLAY, (E.CUE,)),
    Row(S.PLAY, H.STILL_HELPED, S.PLAY, (E.EASIER,)),
    Row(S.PLAY, H.HELPED_AGAIN, S.PLAY, (E.REST,)),
    # One action reaches stop from everywhere; whoever goes on from there goes on easier.
    *_from(tuple(state for state in LIVE if state is not S.STOP), H.STOP, S.STOP),
    *_from(tuple(state for state in LIVE if state is not S.HURTS), H.HURTS, S.HURTS),
    Row(S.STOP, H.GO_ON, BACK, (E.EASIER,)),
    Row(S.HURTS, H.GO_ON, BACK, (E.EASIER, E.ASK_PAIN)),  # hurt, and no number said: so it is asked
    Row(S.OFFER, H.GO_ON, BACK),
    # Pain, wherever it is said.
    Row(S.HURTS, H.PAIN_LITTLE, BACK),
    Row(S.HURTS, H.PAIN_MORE, BACK, (E.EASIER, E.ASK_PAIN)),
    *(Row(state, H.PAIN_MORE, state, (E.EASIER, E.ASK_PAIN)) for state in LIVE if state is not S.HURTS),
    *_from(LIVE, H.PAIN_TOO_MUCH, S.ENDED, E.FLAG, ends="stopped_pain"),
    # A fall-like impact asks; nobody who lies on the floor is asked to play on.
    *_from(tuple(state for state in LIVE if state is not S.FALL), H.IMPACT, S.FALL),
    Row(S.FALL, H.NOT_FELL, BACK),
    Row(S.FALL, H.NO_ANSWER, S.ENDED, (E.FLAG,), "stopped_fall"),
    *_from(LIVE, H.FELL, S.ENDED, E.FLAG, E.REFUSE, ends="stopped_fall"),
    # Ends.
    *_from(LIVE, H.UNWELL, S.ENDED, E.FLAG, E.REFUSE, ends="stopped_unwell"),
    *_from(tuple(state for state in LIVE if state is not S.OFFER), H.FINISH, S.ENDED, ends="stopped_by_person"),
    Row(S.OFFER, H.FINISH, S.ENDED, (), "stopped_fatigue"),
    Row(S.OFFER, H.NO_ANSWER, S.ENDED, (), "stopped_fatigue"),
    *_from(LIVE, H.DONE, S.ENDED),
)
_ROWS = {(row.state, row.heard): row for row in TABLE}
_ESCALATES = {
    H.TIRED: (H.TIRED, H.STILL_TIRED, H.TIRED_AGAIN),
    H.HELPED: (H.HELPED, H.STILL_HELPED, H.HELPED_AGAIN),
}
"""What is heard again and again is answered more strongly: the first time, the second, and from then on."""
_OPEN = (S.HURTS, S.FALL)
"""Questions that stay open until they are answered: a stop in between does not answer them."""


@dataclass(frozen=True, slots=True)
class Safety:
    """The machine at one moment. Nothing but `step` makes another."""

    state: State = State.PRE_CHECK
    base: State = State.PRE_CHECK
    """Where play is, or was when it was stopped: pre-check, play or rest."""
    open: tuple[State, ...] = ()
    """Questions that were asked and not answered yet, oldest first."""
    tired: int = 0
    helped: int = 0
    ended: str = ""


def step(safety: Safety, heard: Heard) -> tuple[Safety, tuple[Effect, ...]]:
    """What follows from what is heard. What no row names changes nothing."""
    if heard in _ESCALATES and safety.state is S.PLAY:
        count = safety.tired if heard is H.TIRED else safety.helped
        tired, helped = (count + 1, safety.helped) if heard is H.TIRED else (safety.tired, (count + 1) % 3)
        safety = replace(safety, tired=tired, helped=helped)
        heard = _ESCALATES[heard][min(count, 2)]
    row = _ROWS.get((safety.state, heard))
    if row is None:
        return safety, ()
    if row.next is S.ENDED:
        return replace(safety, state=S.ENDED, open=(), ended=row.ends or "finished"), row.effects
    return _to(safety, row), row.effects


def _to(safety: Safety, row: Row) -> Safety:
    """The next state, with what stays open behind it."""
    if row.next is BACK:
        left = tuple(state for state in safety.open if state is not safety.state)
        if left:
            return replace(safety, state=left[-1], open=left)
        return replace(safety, state=safety.base, open=())
    assert isinstance(row.next, State)
    if row.next in _BASES:
        return replace(safety, state=row.next, base=row.next)
    still = tuple(state for state in safety.open if state is not row.next)
    asked = (row.next,) if row.next in _OPEN else ()
    return replace(safety, state=row.next, open=(*still, *asked))


def diagram() -> str:
    """The table as a Mermaid state diagram; rows that lead to the same state share an arrow."""
    arrows: dict[tuple[str, str], list[str]] = {}
    everywhere: dict[tuple[Heard, State | Back], set[State]] = {}
    for row in TABLE:
        everywhere.setdefault((row.heard, row.next), set()).add(row.state)
    for row in TABLE:
        if row.next is row.state:
            continue
        whole = len(everywhere[row.heard, row.next]) >= len(LIVE) - 1 and row.next not in _BASES
        key = ("live" if whole else _node(row.state), _node(row.next))
        words = row.heard.value
        if words not in arrows.setdefault(key, []):
            arrows[key].append(words)
    lines = ["stateDiagram-v2", "    [*] --> pre_check"]
    lines += [f'    state "{state.value}" as {_node(state)}' for state in State]
    lines += ['    state "any state but ended" as live', '    state "the open question, else where play was" as back']
    lines += [f"    {a} --> {b}: {', '.join(words)}" for (a, b), words in arrows.items()]
    return "\n".join([*lines, "    ended --> [*]"]) + "\n"


def _node(state: State | Back) -> str:
    return state.name.lower() if isinstance(state, State) else "back"
