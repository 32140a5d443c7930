"""The warm-up of strokes and of a path: at half of what is usual, in whatever time it takes, and counted nowhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.app.request import PlayRequest, prepare
from game.coaching.progress import progress_from_row
from game.coaching.warm_up import WARM_UPS
from game.exercises.events import CueGiven, DifficultyChanged, Event, TrialEnded, TrialStarted
from game.population.bodies import player_of
from game.population.profile import Profile
from game.round import Command, Do, Round
from input_devices import SimulatedSource, stored
from tests.game.build import TICK_S

SURE = Profile(lapse=0.0)
KINDS = pytest.mark.parametrize(
    ("name", "seconds"), [("elbow_flexion_tandem_2", 40.0), ("shoulder_flexion_trace_2", 120.0)]
)


def played(name: str, seconds: float, *, warms_up: bool, skip_after: int | None = None) -> tuple[Round, list[Event]]:
    """A level played by somebody able and honest, until the first trial that counts is over; so many ticks after the
    first thing that was asked for, they skip what is left of the warm-up."""
    prepared = prepare(PlayRequest(name, "simulated", side="right"), "x", None, {}, {})
    (source,) = prepared.sources
    assert isinstance(source, SimulatedSource)
    count = WARM_UPS[prepared.level.kind] if warms_up else 0
    round_, player = Round(replace(prepared.header.setup, warm_up=count)), player_of(prepared.level, SURE, 0)
    events: list[Event] = []
    for _ in range(round(seconds / TICK_S)):
        source.body.move(player.joints_deg(round_.view(), "right"))
        asked = [event.tick for event in events if isinstance(event, TrialStarted)]
        skips = bool(asked) and skip_after is not None and round_.ticks == asked[0] + skip_after
        said = (Command(Do.SKIP_WARM_UP),) if skips else ()
        events += round_.tick([stored(sample) for sample in source.poll(0.0)], said)
        if any(isinstance(event, TrialEnded) and event.index == 0 for event in events):
            break
    return round_, events


@KINDS
def test_it_comes_first_at_half_and_counts_nowhere(name: str, seconds: float) -> None:
    """What follows is asked for as if it had not been."""
    round_, events = played(name, seconds, warms_up=True)
    _, without = played(name, seconds, warms_up=False)
    began = [event for event in events if isinstance(event, TrialStarted)]
    ended = {event.index: event for event in events if isinstance(event, TrialEnded)}
    (first,) = [event for event in without if isinstance(event, TrialStarted) and event.index == 0]
    warm = [event for event in began if event.index < 0]
    count = len(warm)
    assert [event.index for event in warm] == list(range(-count, 0)) and count > 0
    assert all(event.target_deg == pytest.approx(0.5 * first.target_deg) for event in warm)
    assert all(ended[event.index].clean for event in warm), [ended[event.index].reason for event in warm]
    assert next(event.cue for event in events if isinstance(event, CueGiven)) == "warm_up"
    (after,) = [event for event in began if event.index == 0]
    assert (after.target_deg, after.choices) == (first.target_deg, first.choices)
    assert not [event for event in events if isinstance(event, DifficultyChanged) and event.trial < 0]
    outcome = round_.outcome()
    assert outcome.context["warm_up"] == {"asked": count, "done": count, "clean": count}
    assert [row["index"] for row in outcome.trials] == [0] and outcome.repetitions["attempted"] <= 1
    assert progress_from_row(outcome.coach).sessions == 0


@KINDS
@pytest.mark.parametrize("after", [60, 240])
def test_skipped_on_the_way_it_leaves_nothing_behind(name: str, seconds: float, after: int) -> None:
    """What was on counts for nothing, and the first trial that counts is whole."""
    round_, events = played(name, seconds, warms_up=True, skip_after=after)
    assert round_.view().warm_up is None
    (ended,) = [event for event in events if isinstance(event, TrialEnded) and event.index >= 0]
    assert ended.clean or ended.spoilt, ended.reason
    assert round_.outcome().repetitions["partial"] == 0
