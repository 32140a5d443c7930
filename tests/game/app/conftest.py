"""What the tests of the application share: a library of levels that gentle mode may play with a sensor."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reviewed import reviewed_library


@pytest.fixture
def reviewed(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped levels, each reviewed by somebody, in the place of those that nobody has reviewed."""
    folder = reviewed_library(tmp_path_factory.mktemp("levels"))
    monkeypatch.setattr("game.content.levels_folder", lambda: folder)
    return folder
