"""A level of `activate` is played with electrodes alone: no pose is asked for, and no fault of a signal scores."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.app.request import PlayRequest, prepare
from game.content import shipped_levels
from game.exercises.events import Event, NeutralTaken, RepCompleted, TrialEnded, TrialStarted
from game.exercises.views import ActivateView
from game.population.bodies import player_of
from game.population.electrodes import ELECTRODES, electrodes_as_row, electrodes_source, mover_of
from game.population.profile import PROFILES, find_profile
from game.population.voice import Voice
from game.round import Phase, Round
from input_devices import KeyboardElectrodes, MuscleParams, SimulatedElectrodes, stored
from tests.game.round.simulating import played

LEVELS = sorted(name for name in shipped_levels() if "_activate_" in name)


@pytest.mark.parametrize("name", LEVELS)
def test_somebody_who_can_finishes_it_with_electrodes_alone(name: str) -> None:
    round_ = played(name, "left", seed=1, repetitions=3)
    outcome = round_.outcome()
    assert outcome.ended == "finished" and outcome.repetitions["clean"] >= 2
    assert all(place.partition("_")[2] in name or place.startswith("left_") for place in round_.setup.worn)
    assert outcome.measures["relax_time"]["valid"]


def _round(name: str, keys: bool = False) -> tuple[Round, SimulatedElectrodes]:
    prepared = prepare(PlayRequest(name, "keyboard" if keys else "simulated"), "x", None, {}, {})
    (source,) = prepared.sources
    assert isinstance(source, SimulatedElectrodes)
    return Round(prepared.header.setup), source


def test_no_pose_is_asked_for_where_nothing_says_how_the_body_is_held() -> None:
    round_, source = _round("knee_extension_activate_1")
    events: list[Event] = []
    phases = set()
    for tick in range(120):
        events += round_.tick([stored(sample) for sample in source.poll(tick / 60.0)], ())
        phases.add(round_.view().phase)
    assert phases == {Phase.WAITING, Phase.PLAY}
    assert not [event for event in events if isinstance(event, NeutralTaken)]
    assert [event for event in events if isinstance(event, TrialStarted)]


RAW = MuscleParams("raw", 500.0)


@pytest.mark.parametrize(
    ("params", "trouble"),
    [(ELECTRODES, "flat"), (ELECTRODES, "off"), (ELECTRODES, "rail"), (RAW, "mains"), (RAW, "off"), (RAW, "flat")],
)
def test_no_fault_of_a_signal_ever_scores(params: MuscleParams, trouble: str) -> None:
    """From the middle of a contraction on: that trial is spoilt, no other is offered, and the reason says what to do.
    An envelope hides the mains' hum in itself: that is told of raw signals only."""
    muscle = "right_quadriceps"
    prepared = prepare(PlayRequest("knee_extension_activate_1", "simulated"), "x", None, {}, {})
    source = electrodes_source((muscle,), 0, keys=False, params=params)
    known = electrodes_as_row((muscle,), "comfortable", params)
    round_ = Round(replace(prepared.header.setup, calibration=known))
    move = mover_of(player_of(prepared.level, find_profile(""), 0), (source,), "right", Voice(find_profile("")))
    events: list[Event] = []
    for tick in range(60 * 20):
        if tick == 60 * 4:
            source.muscles[muscle].trouble = trouble  # type: ignore[assignment]
        move(round_.view())
        events += round_.tick([stored(sample) for sample in source.poll(tick / 60.0)], ())
    ended = [event for event in events if isinstance(event, TrialEnded)]
    assert not [trial for trial in ended if trial.clean or trial.success]
    assert round_.view().repetitions_done == 0 and round_.view().light == 0
    view = round_.view().exercise
    assert isinstance(view, ActivateView) and view.reason is not None and "quadriceps" in view.reason


def test_a_person_who_does_nothing_finishes_nothing_but_quiet() -> None:
    round_, source = _round("knee_extension_activate_1")
    events: list[Event] = []
    for tick in range(60 * 40):
        events += round_.tick([stored(sample) for sample in source.poll(tick / 60.0)], ())
    assert {event.verdict for event in events if isinstance(event, RepCompleted)} == {"other"}
    assert round_.view().repetitions_done == 0


def test_keys_make_a_muscle_work_and_hold_it() -> None:
    """Up works, up and down together keep it where it is, and nothing lets it go: enough to stay in a band."""
    round_, source = _round("knee_extension_activate_1", keys=True)
    assert isinstance(source, KeyboardElectrodes)
    events: list[Event] = []
    for tick in range(60 * 30):
        view = round_.view().exercise
        ask = getattr(view, "ask", "wait")
        activity = round_.view().muscles.get("right_quadriceps")
        share = activity.activity if activity is not None else 0.0
        held = frozenset({"up", "down"} if share > 0.4 else {"up"}) if ask in ("work", "hold") else frozenset()
        source.hold(held)
        events += round_.tick([stored(sample) for sample in source.poll(tick / 60.0)], ())
    assert "clean" in {event.verdict for event in events if isinstance(event, RepCompleted)}


def test_a_trunk_that_works_along_shows_in_the_verdict() -> None:
    """The one who compensates lets the antagonist work along, and isolate says so."""
    leaning = played("elbow_flexion_activate_2", profile="leaning", repetitions=3)
    assert "leaning" in PROFILES and leaning.outcome().repetitions["compensated"] >= 2
