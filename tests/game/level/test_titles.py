"""Every shipped level and programme says in German what it is, and its name in Spanish."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from game.content import shipped_levels, shipped_programmes
from game.level.schema import AboutIn, TitleIn
from tests.game.level.files import LEVELS


@cache
def read(path: Path) -> Any:
    """A file's keys. That they are sound, tests of every file say."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)


def test_every_shipped_level_and_programme_has_them() -> None:
    paths = (*(LEVELS / "example").glob("*.yaml"), *shipped_levels().values(), *shipped_programmes().values())
    for path in paths:
        title, about = TitleIn(**read(path).get("title_in", {})), AboutIn(**read(path).get("about_in", {}))
        assert title.de and title.es and about.de, path


@pytest.mark.parametrize("language", ["de", "es"])
def test_no_two_levels_of_a_movement_and_kind_have_one_title(language: str) -> None:
    """In a menu they stand beside each other."""
    titles = {(name.rpartition("_")[0], read(path)["title_in"][language]) for name, path in shipped_levels().items()}
    assert len(titles) == len(shipped_levels())
