"""Language: which is spoken, what is said in it, and what stands in English too."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from game.coaching.safety import DO_NOT_EXERCISE, NOBODY_WATCHES
from game.screens import language, words
from game.screens.cues import cue
from game.screens.lettering import Lettering, Role
from game.screens.pseudo import as_seen, pseudo
from game.screens.theme import THEMES


@pytest.fixture(autouse=True)
def english_after() -> Iterator[None]:
    """Each test leaves English behind."""
    yield
    language.speak(language.ENGLISH)


def test_words_are_looked_up_when_they_are_said() -> None:
    """Nothing remembers the language that was spoken when it was imported."""
    for code, said in (("de", "Etwas höher"), ("es", "Un poco más arriba"), ("en", "A little higher")):
        language.speak(code)
        assert cue("higher", "reach") == said


@pytest.mark.parametrize(
    ("setting", "environment", "code"),
    [
        ("de", {"MOVEAGAIN_LANG": "es"}, "de"),
        ("auto", {"MOVEAGAIN_LANG": "es_ES.UTF-8"}, "es"),
        (None, {"MOVEAGAIN_LANG": "qps"}, "qps"),
        (None, {"MOVEAGAIN_LANG": "de-AT"}, "de"),
        ("", {}, "es"),
        (None, {"MOVEAGAIN_LANG": "xx"}, "es"),
    ],
)
def test_a_setting_comes_before_the_variable_and_that_before_the_system(
    monkeypatch: pytest.MonkeyPatch, setting: str | None, environment: dict[str, str], code: str
) -> None:
    monkeypatch.setattr(language, "_of_the_system", lambda: ["fr", "qps", "es", "de"])
    assert language.wanted(setting, environment) == code


def test_english_is_spoken_where_nothing_else_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_of_the_system", lambda: ["fr"])
    assert language.wanted(None, {}) == "en"


def test_a_side_agrees_with_its_part_of_the_body() -> None:
    language.speak("de")
    assert words.side("left") == "links"
    assert words.wear("left_forearm") == "Hinten auf Ihren linken Unterarm, nah am Handgelenk"
    assert words.did("knee_flexion", "right", 2, 1).startswith("Sie haben das rechte Knie gebeugt")


def test_sentences_of_the_rules_are_said_with_their_values() -> None:
    """The rules speak English; a value in a sentence is itself looked up."""
    language.speak("de")
    assert language.translated("there was movement") == "da war eine Bewegung"
    said = language.translated(
        "the sensor on the left forearm lies flat: turn it so that its face looks away from the body"
    )
    assert said.startswith("ein Sensor liegt flach: linker Unterarm.")
    assert language.translated("Nobody ever said this.") == "Nobody ever said this."


def test_what_keeps_a_person_safe_stands_in_english_beneath_a_draft() -> None:
    language.speak("es")
    for said, english in (
        (words.approved_do_not_exercise(), DO_NOT_EXERCISE),
        (words.approved_not_an_alarm(), NOBODY_WATCHES),
    ):
        spanish, beneath = said.split("\n")
        assert beneath == english != spanish
    language.speak("de")
    assert "\n" not in words.approved_do_not_exercise()


def test_a_number_has_the_comma_of_its_language() -> None:
    assert language.decimal(3.25, 1) == "3.2"
    language.speak("de")
    assert language.decimal(3.25, 1) == "3,2"


def test_a_level_has_its_title_in_the_language() -> None:
    titles = SimpleNamespace(de="Laternen vorn", es=None)
    for code, said in (("de", "Laternen vorn"), ("es", "Lanterns in front"), ("en", "Lanterns in front")):
        language.speak(code)
        assert language.of_level("Lanterns in front", titles) == said


def test_numbers_and_foreign_words_keep_their_order_from_right_to_left() -> None:
    assert as_seen("áé (íó) 12 ttyACM0.") == ".ttyACM0 12 (óí) éá"
    assert as_seen(as_seen(pseudo("Hold it there"))) == pseudo("Hold it there")


def test_a_line_that_ends_in_the_words_ends_on_the_screen() -> None:
    letters = Lettering((1280, 720), THEMES["dusk"])
    assert letters.wrap("one two\nthree", Role.LINE, 10_000) == ["one two", "three"]
