"""Voice: whoever is hurt says so, as a person would."""

from __future__ import annotations

import math

from game.population.profile import Profile
from game.population.voice import Voice
from game.round import Command, Do, Phase, RoundView
from tests.game.build import wearer

HURT = Profile(pain_at_deg=60.0)


def seen(angle_deg: float, phase: Phase = Phase.PLAY) -> RoundView:
    """A Round at that angle."""
    return wearer().round.view()._replace(angle_deg=angle_deg, phase=phase)


def test_nobody_who_feels_no_pain_says_anything() -> None:
    """Whatever the angle."""
    voice = Voice(Profile())
    assert voice.pain_before == 0
    assert not any(voice.says(seen(angle)) for angle in (0.0, 90.0, 180.0, math.nan))


def test_pain_is_said_first_with_the_key_and_then_with_the_number() -> None:
    """The number comes when it is asked for, a moment later, and once."""
    voice = Voice(HURT)
    assert voice.says(seen(40.0)) == ()
    assert voice.says(seen(math.nan)) == ()
    assert voice.says(seen(59.5)) == (Command(Do.HURTS),)
    said = [voice.says(seen(59.5, Phase.PAIN)) for _ in range(91)]
    assert not any(said[:89])
    assert (Command(Do.PAIN, 3.0),) in said[89:]


def test_the_same_pain_is_not_said_at_every_movement_and_a_worse_one_at_once() -> None:
    """A minute later it is said again."""
    voice = Voice(HURT)
    assert voice.says(seen(60.0))
    assert not any(voice.says(seen(60.0)) for _ in range(3500))
    assert voice.says(seen(66.0))
    assert [bool(voice.says(seen(66.0))) for _ in range(3700)].count(True) == 1
