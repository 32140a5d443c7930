"""Sets of `tempo` in a Round: a rest of the dose's length between two, and an end when all are done."""

from __future__ import annotations

from game.exercises.events import RestEnded, RestStarted, SetEnded
from game.population.profile import Profile
from tests.game.build import REACH, TICK_S
from tests.game.wrongly_worn import Play, play

EXACT = Profile(noise_deg=0.2, lapse=0.0, reaction_s=0.1)
FADING = Profile(noise_deg=0.2, lapse=0.0, reaction_s=0.1, speed_deg_s=60.0, fatigue_per_rep=0.08)


def level(keys: str, repetitions: int) -> str:
    """A way up to 50° in 1.7 s, which a speed of 60°/s just allows."""
    tempo = f"kind: tempo, targets_deg: [50], up_s: 1.7, down_s: 2, hold_s: 0, {keys}"
    text = REACH.replace("_reach_", "_tempo_").replace(
        "kind: reach, targets_deg: [30, 50, 70], tolerance_deg: 8", tempo
    )
    text = text.replace("repetitions: 6, minutes: 5", f"repetitions: {repetitions}, minutes: 5, rest_s: 60")
    return text + "adapts: []\n"


def rests_s(found: Play) -> list[float]:
    """How long each rest was."""
    starts = [event.tick for event in found.of(RestStarted)]
    ends = [event.tick for event in found.of(RestEnded)]
    return [round((end - start) * TICK_S, 1) for start, end in zip(starts, ends, strict=True)]


def test_between_two_sets_there_is_a_rest_and_after_the_last_the_end() -> None:
    found = play(level("sets: 2, set_repetitions: 2", 4), profile=EXACT, seconds=120.0)
    assert rests_s(found) == [60.0]
    assert [event.repetitions for event in found.of(SetEnded)] == [2, 2]
    assert found.round.outcome().ended == "finished"


def test_a_set_that_ends_early_ends_the_level_where_it_is_the_last() -> None:
    """Whatever is left of the dose."""
    found = play(
        level("sets: 1, set_repetitions: 12, stop_at_speed_loss_percent: 20", 12), profile=FADING, seconds=120.0
    )
    (ended,) = found.of(SetEnded)
    assert ended.reason.startswith("slower by") and ended.repetitions < 12
    assert found.round.outcome().ended == "finished" and len(found.round.outcome().trials) == ended.repetitions
    assert found.round.outcome().measures["load_clean"]["value"] == 0.0
