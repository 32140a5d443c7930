"""The trace in each of the eight worlds: shown, hidden by one key, and gone in each trial that has no feedback."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import numpy as np
import pygame
import pytest

from game.app.request import PlayRequest, prepare
from game.coaching.progress import Progress
from game.exercises.events import TrialEnded, TrialStarted
from game.exercises.views import Ask, MatchView
from game.population.bodies import player_of
from game.population.electrodes import mover_of
from game.population.profile import find_profile
from game.population.voice import Voice
from game.round import Phase, Round
from game.screens import tour
from game.screens.play import PlayScreen
from game.screens.screen import Look
from game.screens.theme import THEMES
from game.screens.tracing import SHOWN_S, Marks, Trace
from game.screens.views import SAFE
from input_devices import stored
from tests.game.screens.seeing import Pixels, pixels

pytestmark = pytest.mark.usefixtures("display")
SIZE = (640, 360)
LEVELS = {
    "lanterns": "shoulder_abduction_reach_1",
    "well": "elbow_flexion_tempo_1",
    "kite": "elbow_flexion_trace_1",
    "boat": "elbow_flexion_tandem_1",
    "ferry": "trunk_sway_steady_1",
    "bells": "elbow_flexion_match_1",
    "forge": "elbow_flexion_activate_1",
    "cottage": "forearm_lift_task_1",
}
FADED = Progress(sessions=6)
"""Enough sessions for half of the trials to have no feedback."""
_LONGEST_S = 150.0
_NONE = -1
_GONE_TICKS = 30
"""The trace goes softly; so long after an unaided trial has begun it is gone."""


UNSEEN = (Ask.FIND_AGAIN, Ask.CLOSE_EYES, Ask.REMEMBER, Ask.DONE, Ask.AND_BACK)
"""Asks of the bells in which nothing is ever shown."""


def _trace_of(screen: PlayScreen) -> Pixels:
    surface = pygame.Surface(SIZE, 0, 32)
    for _frame in range(4):
        screen.draw_still(surface)
        screen.draw_live(surface, 0.2)
    left, top, wide, tall = SAFE["trace"]
    rows = slice(round(top * SIZE[1]), round((top + tall) * SIZE[1]))
    return pixels(surface)[rows, round(left * SIZE[0]) : round((left + wide) * SIZE[0])]


@pytest.mark.parametrize("world", LEVELS)
def test_one_key_hides_and_shows_the_trace_in_every_world(world: str) -> None:
    """Where it stood the world is seen again, and it comes back as it was."""
    screen = tour.SCREENS[f"trace-{world}"]()
    assert isinstance(screen, PlayScreen)
    screen.lay_out(SIZE, Look(calm=True))
    key = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_b, mod=0)
    pictures = []
    for _ in range(3):
        pictures.append(_trace_of(screen).astype(int))
        assert not list(screen.handle(key))
    assert (np.abs(pictures[0] - pictures[1]).max(axis=2) > 40).mean() > 0.2
    assert np.abs(pictures[0] - pictures[2]).max() <= 2


def seen_by_trial(level: str) -> dict[bool, list[bool]]:
    """A Round of that level in which feedback has faded, by a simulated person: for each trial that is over, by whether
    it had feedback, whether the trace could be seen in it."""
    request = PlayRequest(level, "simulated:", seed=3)
    prepared = prepare(request, "x", None, {}, {})
    round_ = Round(replace(prepared.header.setup, coach=FADED.as_row(), warm_up=0))
    person = find_profile("")
    move = mover_of(player_of(prepared.level, person, 3), prepared.sources, "right", Voice(person))
    trace, marks = Trace(THEMES["dusk"], pygame.Rect(0, 0, 60, 30), 0.3), Marks(SHOWN_S)
    surface = pygame.Surface((60, 30), 0, 32)
    looked: defaultdict[int, list[bool]] = defaultdict(list)
    trial, since = _NONE, 0
    for tick in range(round(60 * _LONGEST_S)):
        said = move(round_.view())
        samples = [stored(sample) for source in prepared.sources for sample in source.poll(tick / 60.0)]
        for event in round_.tick(samples, said):
            if isinstance(event, TrialStarted):
                trial, since = event.index, tick
            elif isinstance(event, TrialEnded):
                trial = _NONE
        view = round_.view()
        marks.see(view)
        seen = trace.draw(surface, view, marks, 1 / 60) is not None
        asked = view.exercise is not None and not (isinstance(view.exercise, MatchView) and view.exercise.ask in UNSEEN)
        if trial != _NONE and view.phase is Phase.PLAY and asked and tick - since > _GONE_TICKS:
            looked[trial].append(seen)
        had = {row["feedback"] for row in round_.outcome().trials} if tick % 60 == 0 else set()
        if round_.over or len(had) == 2:
            break
    told: dict[bool, list[bool]] = {True: [], False: []}
    for row in round_.outcome().trials:
        told[row["feedback"]] += looked[row["index"]]
    return told


@pytest.mark.parametrize("world", LEVELS)
def test_the_trace_fades_as_the_level_says(world: str) -> None:
    """In a trial with feedback it is seen, in one without it never; a place to feel is felt with it in both."""
    told = seen_by_trial(LEVELS[world])
    assert any(told[True])
    assert told[False]
    assert world == "bells" or not any(told[False])
