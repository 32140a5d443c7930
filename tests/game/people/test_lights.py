"""Lights of the first screen: what sessions say is kept in one file, which never says more than they do."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.app.meanwhile import count_lights
from game.app.pages import title
from game.people.folder import person_folder
from game.people.lights import FILE, keep_light, light_in
from game.scoring.light import lanterns
from game.screens.title import TitleScreen
from tests.game.sessions.practised import AS_BEFORE, FRIDAY, practise, weeks


def lit(home: Path, person: str | None) -> int:
    screen = title(str(home), person)
    assert isinstance(screen, TitleScreen)
    return screen.lights


def test_the_title_has_the_lanterns_that_somebody_lit(home: Path) -> None:
    """Everybody their own; who has not practised has lit none; and it is quick, because one small file says it."""
    weeks(home / "sessions", AS_BEFORE)
    practise(home / "sessions", 60, FRIDAY - timedelta(hours=1), person="P02", light=12)
    assert lit(home, "P01") == 0
    count_lights(str(home))
    assert lit(home, "P01") == lanterns(46 * len(AS_BEFORE)) > lit(home, "P02") == lanterns(12) > lit(home, "P03") == 0
    for session in (home / "sessions").iterdir():
        session.unlink()
    assert lit(home, "P01") == lanterns(46 * len(AS_BEFORE))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.one_of(st.text(max_size=40), st.sampled_from(["[1]", "{}", '{"format": 1, "light": "x"}', '{"format": 2}'])))
def test_whatever_the_file_holds_the_title_is_shown(home: Path, text: str) -> None:
    path = person_folder(home, "P01") / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    assert light_in(home, "P01") >= 0
    keep_light(home, "P01", 7)
    assert light_in(home, "P01") == 7


@pytest.mark.parametrize("light", [0, 1, 33_580])
def test_what_is_kept_is_read_again(home: Path, light: int) -> None:
    keep_light(home, "P01", light)
    assert light_in(home, "P01") == light
