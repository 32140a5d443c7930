"""Shaky: frames of real Rounds, played by a simulated person whose hands tremble, as much as a hand may."""

from __future__ import annotations

from collections.abc import Iterator

import pygame

from game.app.request import PlayRequest, prepare
from game.population.bodies import player_of, simulated_source
from game.population.electrodes import mover_of
from game.population.profile import Profile
from game.population.voice import Voice
from game.round import Phase, Round
from game.screens.play import PlayScreen
from game.screens.stage import Stage
from input_devices import stored

STRONG = Profile(tremor_deg=6.0, noise_deg=5.0, speed_deg_s=60.0, reaction_s=0.5)
"""Twelve degrees there and back in each joint, five times a second: what is left of it after smoothing is what is
seen."""
LEVELS = (
    *("shoulder_abduction_reach_1", "elbow_flexion_tempo_1", "elbow_flexion_trace_1", "elbow_flexion_tandem_1"),
    *("knee_extension_tandem_1", "trunk_sway_steady_1", "elbow_flexion_match_1", "forearm_lift_task_1"),
)
_WAITS_S = 60.0


def trembles(level_id: str, stage: Stage, seconds: float) -> Iterator[pygame.Surface]:
    """So much of play, from its beginning on."""
    prepared = prepare(PlayRequest(level_id, "simulated:", seed=3), "x", None, {}, {})
    level, setup = prepared.level, prepared.header.setup
    sources = [simulated_source(level.row, setup.side, setup.worn, level.starts, STRONG, 3, level.companions)]
    round_ = Round(setup)
    move = mover_of(player_of(level, STRONG, 3), sources, setup.side, Voice(STRONG))
    screen, left = PlayScreen("shown"), round(60 * seconds)
    for tick in range(round(60 * (_WAITS_S + seconds))):
        said = move(round_.view())
        round_.tick([stored(sample) for source in sources for sample in source.poll(tick / 60.0)], said)
        view = round_.view()
        screen.see(view)
        if left == 0:
            return
        if view.phase is Phase.PLAY:
            if left == round(60 * seconds):
                stage.show(screen)
            left -= 1
            stage.draw_still()
            stage.draw_live(1 / 60)
            stage.present()
            yield stage.frame
