"""What is heard of play: nothing of the body while nothing may tell of it, and all as the person wants it."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.app.options import Options
from game.app.settling import settle
from game.app.showing import sound
from game.exercises.events import (
    CompensationSeen,
    Event,
    PhaseDone,
    RepCompleted,
    TargetReached,
    TrialEnded,
)
from game.exercises.views import Ask, ExerciseView, InstrumentedView, ReachView, SteadyView
from game.people.roster import add_person
from game.people.settings import PersonSettings
from game.people.settings_file import keep_settings
from game.round.view import Phase, RoundView
from game.screens.asking import said_of
from game.screens.guide import QUIET, Want
from game.screens.mixing import Volumes
from game.screens.play import PlayScreen
from game.screens.sound import Sounds
from game.screens.stage import Stage
from game.screens.tones import Tone
from game.screens.tour import SCREENS


class Ears(Sounds):
    """Somebody who notes all that would be heard."""

    def __init__(self) -> None:
        super().__init__()
        self.angles = True
        self.heard: list[object] = []

    def play(self, tone: Tone, caption: str = "") -> bool:
        del caption
        self.heard.append(tone)
        return True

    def _follow(self, want: Want) -> None:
        self.heard.append(want)


PLAYED = [
    shown._view
    for shown in (make() for make in SCREENS.values())
    if isinstance(shown, PlayScreen) and shown._view is not None
]
BLANK = [view for view in PLAYED if view.exercise is not None and view.exercise.blank]
"""Every picture of the tour in which nothing may tell of the body."""
FLOATS = st.floats(-180, 180)
OF_THE_BODY: st.SearchStrategy[Event] = st.one_of(
    st.builds(TargetReached, st.just(9), st.just(0)),
    st.builds(PhaseDone, st.just(9), st.just(0), st.just("lift")),
    st.builds(CompensationSeen, st.just(9), FLOATS),
    st.builds(
        RepCompleted,
        *(st.just(9), FLOATS, FLOATS, FLOATS, FLOATS, FLOATS, FLOATS),
        st.sampled_from(("clean", "partial", "compensated", "other")),
        st.just(""),
    ),
    st.builds(
        TrialEnded,
        *(st.just(9), st.just(0), FLOATS, FLOATS, st.just(math.nan), FLOATS, FLOATS),
        *(st.booleans(), st.booleans(), st.booleans(), st.just("")),
    ),
)


def moved(exercise: ExerciseView, amount: float) -> ExerciseView:
    """The same asked for, with another body: whatever a view tells of it while blank, by mistake."""
    if isinstance(exercise, SteadyView):
        return exercise._replace(inside=amount > 0)
    changes: dict[str, Any] = {
        name: abs(amount) % 1
        for name in ("hold", "held", "cooled", "progress", "activity", "own_deg", "lead_deg", "other_deg", "off_deg")
        if hasattr(exercise, name)
    }
    return replace(exercise, **changes) if isinstance(exercise, InstrumentedView) else exercise._replace(**changes)


def heard(views: list[RoundView], events: list[list[Event]]) -> list[object]:
    """All that is heard of these ticks, and what the voice is given to say."""
    ears, said = Ears(), []
    for view, happened in zip(views, events, strict=True):
        sound(ears, view, happened)
        said.append(said_of(view))
    return [*ears.heard, ears.music.light, ears.music.rests, *said]


@pytest.mark.parametrize("blank", BLANK, ids=lambda view: f"{view.kind}-{view.level}")
@settings(max_examples=25)
@given(st.lists(st.tuples(FLOATS, FLOATS, FLOATS, st.lists(OF_THE_BODY, max_size=2)), min_size=1, max_size=4))
def test_while_nothing_may_tell_of_the_body_nothing_heard_depends_on_it(
    blank: RoundView, bodies: list[tuple[float, float, float, list[Event]]]
) -> None:
    """Whatever the body does, and whatever the rules make of it, it sounds as if it did nothing."""
    assert blank.exercise is not None
    moving = [
        blank._replace(
            angle_deg=angle,
            speed_deg_s=lean,
            lean_forward_deg=lean,
            compensating=lean > 0,
            exercise=moved(blank.exercise, share),
        )
        for angle, lean, share, _events in bodies
    ]
    still = [blank] * len(bodies)
    assert heard(moving, [events for *_body, events in bodies]) == heard(still, [[] for _ in bodies])


def test_every_kind_with_an_unseen_answer_is_among_them() -> None:
    """The rule of the bells is tried on the bells, and on every other kind that has unaided trials in the tour."""
    assert {"match", "steady", "task", "activate", "tempo", "trace", "position_test", "sway_test"} <= {
        view.kind for view in BLANK
    }


@given(FLOATS)
def test_an_angle_is_heard_where_it_may_be(angle_deg: float) -> None:
    """Of a reach that is seen, for somebody who wants it: an octave from the start to the target; else not at all."""
    view = next(each for each in PLAYED if isinstance(each.exercise, ReachView) and each.phase is Phase.PLAY)
    ears = Ears()
    sound(ears, view._replace(angle_deg=angle_deg), ())
    (want,) = [each for each in ears.heard if isinstance(each, Want)]
    assert isinstance(view.exercise, ReachView)
    assert want.pitch_hz == pytest.approx(min(392, max(98, 130.8 * 2 ** (angle_deg / view.exercise.target_deg))))
    ears.angles = False
    ears.heard.clear()
    sound(ears, view._replace(angle_deg=angle_deg), ())
    assert [each for each in ears.heard if isinstance(each, Want)] == [QUIET]


def test_sway_is_heard_with_closed_eyes_where_the_level_guides_by_sound() -> None:
    """It is the only thing that may tell of the body then."""
    view = next(each for each in BLANK if isinstance(each.exercise, SteadyView))
    assert isinstance(view.exercise, SteadyView)
    ears = Ears()
    for far in (0.2, 0.8, 1.2):
        guided = view.exercise._replace(sound="guided", heard=far, ask=Ask.CLOSE_EYES)
        sound(ears, view._replace(exercise=guided), ())
    wants = [each for each in ears.heard if isinstance(each, Want)]
    assert wants[0] == QUIET and wants[1].pitch_hz > wants[2].pitch_hz and 0 < wants[1].level < wants[2].level
    assert ears.music.rests, "what guides is heard alone"


def test_everything_sounds_as_the_person_wants_it() -> None:
    """Volumes, voice and captions come from their settings, before anything has sounded and afterwards."""
    stage = Stage((640, 360), window=False)
    theirs = PersonSettings(
        volume_music=0.1, volume_effects=0.2, volume_voice=0.3, voice=False, captions=True, sound=False
    )
    stage.settle(theirs)
    assert stage.sounds.volumes == Volumes(0.1, 0.2, 0.3)
    assert stage.sounds.voice.mute and stage.sounds.mute
    assert stage.captions
    stage.settle(PersonSettings(captions=False))
    assert not stage.sounds.voice.mute and not stage.sounds.mute and not stage.captions
    stage.close()


def test_what_a_person_has_set_is_heard_when_they_are_chosen(home: Path) -> None:
    """Read from their file, by the page that asks who is playing."""
    person = add_person(home, "P01").id
    keep_settings(home, person, PersonSettings(volume_voice=0.4, voice=False, angle_tone=True))
    stage = Stage((640, 360), window=False)
    settle(stage, Options(home=str(home)), person)
    assert stage.sounds.volumes.voice == 0.4 and stage.sounds.voice.mute and stage.sounds.angles
    stage.close()
