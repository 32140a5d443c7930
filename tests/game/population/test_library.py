"""The library: every shipped level is finished by who can, not by another movement, and its session verifies."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.app.request import simulated_sites
from game.content import shipped_levels
from game.level import Level, read_level
from game.level.kinds import TESTS
from tests.game.population.library import play_ably, play_another, share_out

_LEVELS = sorted(shipped_levels())
_SIDES = {name: ("right", "left")[place % 2] for place, name in enumerate(_LEVELS)}
"""Each level on one side, so that both are played."""


def level_of(name: str) -> Level:
    """It loads and passes every lint: nothing is raised."""
    return read_level(shipped_levels()[name].read_bytes(), str(shipped_levels()[name]))


@pytest.mark.parametrize("name", _LEVELS)
def test_somebody_who_can_finishes_it_and_the_session_verifies(name: str, home: Path) -> None:
    """With a dose of one, to its end; what is kept is whole and plays again the same."""
    level = level_of(name)
    found = play_ably(level, _SIDES[name], home, repetitions=1)
    assert found.summary["ended"] == "finished", found.summary["context"]
    assert level.kind in TESTS or found.done == found.asked == 1
    assert found.proofs == ()


_PLAYED = [name for name in _LEVELS if level_of(name).kind not in TESTS]
_OTHERS = share_out(
    (level, _SIDES[level.id]) for level in map(level_of, _PLAYED) if not level.muscles(_SIDES[level.id])
)


@pytest.mark.parametrize("name", _PLAYED)
def test_another_movement_does_not_finish_it(name: str) -> None:
    """Where what is worn can tell one; made over and over, none counts toward the dose, lights anything or is a
    success. Over the library each kind meets every movement that it can tell."""
    level, side = level_of(name), _SIDES[name]
    if level.muscles(side):
        pytest.skip("electrodes tell how hard a muscle works, and of movements nothing")
    if not _OTHERS[name]:
        pytest.skip(level.cannot_tell(simulated_sites(level, side), side) or "no other movement moves this sensor")
    for other in _OTHERS[name]:
        view = play_another(level, side, other).view()
        assert (view.ended, view.repetitions_done, view.clean) == (None, 0, 0), other.name
