"""What the tests of the application share: levels that gentle mode may play, sensors, and a yesterday."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from game.app.clock import today
from game.app.request import load_level
from game.coaching.history import History, Past
from game.population.bodies import simulated_source
from game.population.profile import Profile
from input_devices import Source
from tests.game.app.hour import WornBody
from tests.reviewed import reviewed_library


@pytest.fixture
def reviewed(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped levels, each reviewed by somebody, in the place of those that nobody has reviewed."""
    folder = reviewed_library(tmp_path_factory.mktemp("levels"))
    monkeypatch.setattr("game.content.levels_folder", lambda: folder)
    return folder


@pytest.fixture
def worn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sensor that is opened is a simulated body's, and nothing is painted that nobody looks at."""

    def opened(addresses: dict[str, str], **_how: object) -> dict[str, Source]:
        level = load_level("shoulder_abduction_reach_1")
        body = simulated_source(level.row, "right", tuple(addresses), "seated", Profile(), 0).body
        source = WornBody(body)
        return dict.fromkeys(addresses, source)

    monkeypatch.setattr("game.app.worn.open_devices", opened)
    monkeypatch.setattr("game.app.offers.sensor_there", lambda: "serial:/dev/ttyX")
    monkeypatch.setattr("game.app.playing.warm", lambda: None)
    monkeypatch.setattr("game.screens.backdrop.Backdrop.begin", lambda *_: None)


@pytest.fixture
def played_yesterday(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is nine in the morning, and the last session was yesterday."""
    nine = today().replace(hour=9, minute=0, second=0, microsecond=0)
    began = nine - timedelta(days=1)
    past = Past("shoulder_abduction_reach_1", "s", began, began + timedelta(minutes=5), pain_before=1.0, side="right")
    monkeypatch.setattr("game.app.prescribed.history_of", lambda *_: History(nine, (past,), "now"))
