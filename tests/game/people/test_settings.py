"""A person's settings: what is written is read back, and whatever stands in the file, play begins with sound ones."""

from __future__ import annotations

import string
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.coaching.weekdays import WEEKDAYS
from game.people.errors import PeopleError
from game.people.folder import record_path
from game.people.settings import (
    NAME_LETTERS_MAX,
    SETTINGS,
    YES_OR_NO,
    Number,
    PersonSettings,
    Words,
    all_of,
    row_of,
    settings_of,
    words_for,
)
from game.people.settings_file import (
    keep_settings,
    read_settings,
    settings_in,
    settings_path,
    settings_with_record,
    written,
)

USUAL = PersonSettings()
_letters = st.characters(exclude_categories=("C", "Z"))
_key_words = st.text(string.ascii_lowercase + string.digits + "_.", min_size=1, max_size=12)


def _own() -> dict[str, st.SearchStrategy[Any]]:
    words = st.text(st.one_of(_letters, st.just(" ")), max_size=NAME_LETTERS_MAX)
    times = st.times().map(lambda time: f"{time:%H:%M}")
    days = st.sets(st.sampled_from(WEEKDAYS)).map(lambda some: tuple(day for day in WEEKDAYS if day in some))
    keys = st.dictionaries(_key_words, _key_words, max_size=6).filter(lambda m: len(set(m.values())) == len(m))
    return {
        "name": words.map(lambda name: " ".join(name.split())),
        "keys": keys,
        "reminder_days": days,
        "reminder_time": times,
    }


def _values(key: str) -> st.SearchStrategy[Any]:
    takes = SETTINGS[key].takes
    if takes == YES_OR_NO:
        return st.booleans()
    if isinstance(takes, Words):
        return st.sampled_from(takes.words)
    if isinstance(takes, Number):
        return st.integers(int(takes.least), int(takes.most)) if takes.whole else st.floats(takes.least, takes.most)
    return _own()[key]


def _sound(settings: PersonSettings) -> bool:
    """Whether every value is of what its key takes."""
    again, wrong = settings_of(all_of(settings))
    return again == settings and not wrong


ANY = st.builds(PersonSettings, **{key: _values(key) for key in SETTINGS})
_json = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=50)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=6,
)


@given(ANY)
def test_what_is_written_is_read_back(settings: PersonSettings) -> None:
    """Every value of every key, from the file's text and from plain values, with nothing said."""
    assert read_settings(written(settings), "settings.yaml") == (settings, None)
    assert settings_of(row_of(settings)) == (settings, ())
    assert _sound(settings)


@given(st.dictionaries(st.one_of(st.sampled_from([*SETTINGS, "format"]), st.text(max_size=8)), _json, max_size=8))
def test_whatever_a_row_holds_the_settings_are_sound(row: dict[str, Any]) -> None:
    """Each value is one that its key takes; a key that is not named keeps its default."""
    settings, wrong = settings_of(row)
    assert _sound(settings)
    assert all(getattr(settings, key) == getattr(USUAL, key) for key in SETTINGS if key not in row)
    assert len(wrong) <= len(row) and all(said.isprintable() for said in wrong)


@given(st.text(), st.integers(0, 200), st.integers(0, 200))
def test_any_damage_gives_sound_settings_and_at_most_one_sentence(noise: str, at: int, gone: int) -> None:
    """Noise instead of the file, noise in it, a piece missing from it."""
    whole = written(replace(USUAL, name="P 01", theme="day", keys={"stop": "s"}, reminder_days=("monday",)))
    for text in (noise, whole[:at] + noise + whole[at + gone :]):
        settings, said = read_settings(text, "settings.yaml")
        assert _sound(settings)
        assert said is None or (said.startswith(("settings.yaml ", "in settings.yaml ")) and said.isprintable())


@pytest.mark.parametrize(
    "text",
    ["[]", "- a", "a", "{", "a: b: c", "[" * 9999, "x: " + "y" * 20_000, "\x00", "&a [*a]"],
)
def test_what_is_no_file_of_keys_gives_the_usual_settings_and_says_so(text: str) -> None:
    settings, said = read_settings(text, "settings.yaml")
    assert settings == USUAL and said is not None and "settings.yaml" in said


def test_an_empty_file_or_none_is_nothing_to_speak_of(home: Path) -> None:
    for text in ("", "# a note\n", "{}", "!!python/object/apply:os.getcwd {}"):  # a tag makes nothing
        assert read_settings(text, "settings.yaml") == (USUAL, None)
    assert settings_in(home, "P01") == (USUAL, None)


def test_one_damaged_key_costs_the_others_nothing() -> None:
    """All that is wrong is said in one sentence, each with what the key takes."""
    text = "format: 1\ntheme: noon\ntext_percent: 180\ntext_size: 3\nvoice: off\nreminder_time: 25:00\n"
    settings, said = read_settings(text, "settings.yaml")
    assert settings == replace(USUAL, text_percent=180, voice=False)
    assert said == (
        "in settings.yaml theme takes dusk or day, not “noon”; there is no setting “text_size”; "
        "reminder_time takes a time such as 10:00, not “25:00”; what is usual is used instead"
    )


@given(st.sampled_from([key for key in SETTINGS if isinstance(SETTINGS[key].takes, Number)]), st.floats())
def test_a_number_never_leaves_its_limits(key: str, said: float) -> None:
    """Beyond a limit it becomes the limit; what is no number is the usual one."""
    takes = SETTINGS[key].takes
    assert isinstance(takes, Number)
    settings, wrong = settings_of({key: said})
    assert takes.least <= getattr(settings, key) <= takes.most
    assert bool(wrong) == (not takes.least <= said <= takes.most)
    assert settings_of({key: str(said)}) == (settings, wrong)


def test_one_press_never_means_two_things() -> None:
    """A key that is given away already keeps its first meaning, and that is said."""
    settings, wrong = settings_of({"keys": "stop=s,accept=f,mute=s"})
    assert dict(settings.keys) == {"stop": "s", "accept": "f"} and len(wrong) == 1
    assert settings_of({"keys": {"stop": "s", "accept": "f"}}) == (settings, ())


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("scale", ["numbers", "faces", "vertical"])
def test_no_pain_scale_lies_where_one_side_is_not_seen(side: Any, scale: Any) -> None:
    assert PersonSettings(seen_side=side, pain_scale=scale).scale_upright
    assert PersonSettings(pain_scale=scale).scale_upright == (scale == "vertical")


def test_every_key_takes_what_its_type_says() -> None:
    """The words of a key are those of its type, so that the file and the program never part ways."""
    kinds = {"bool": YES_OR_NO, "int": Number, "float": Number}
    for key, kind in get_type_hints(PersonSettings).items():
        takes = SETTINGS[key].takes
        if isinstance(takes, Words) and takes != YES_OR_NO:
            assert takes.words == get_args(kind)
        elif isinstance(takes, Number):
            assert kinds[kind.__name__] is Number and takes.whole == (kind is int)
        assert words_for(key) and SETTINGS[key].about
        assert (takes == YES_OR_NO) == (kind is bool)


def test_settings_are_kept_for_one_person_alone(home: Path) -> None:
    mine = replace(USUAL, name="P 01", picture="cat", calm=True)
    assert keep_settings(home, "P01", mine) == settings_path(home, "P01")
    assert settings_in(home, "P01") == (mine, None)
    assert settings_in(home, "P02") == settings_in(home, "p01") == (USUAL, None)


def test_a_file_of_a_newer_version_is_read_as_far_as_it_goes_and_never_written(home: Path) -> None:
    path = settings_path(home, "P01")
    path.parent.mkdir(parents=True)
    text = "format: 2\ntheme: day\nhologram: true\n"
    path.write_text(text, encoding="utf-8")
    settings, said = settings_in(home, "P01")
    assert settings == replace(USUAL, theme="day") and said is not None and "newer" in said
    with pytest.raises(PeopleError, match="newer"):
        keep_settings(home, "P01", USUAL)
    assert path.read_text(encoding="utf-8") == text


def test_a_damaged_file_is_replaced_by_the_next_settings(home: Path) -> None:
    path = settings_path(home, "P01")
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xff\xfe\x00")
    settings, said = settings_in(home, "P01")
    assert settings == USUAL and said is not None and str(path) in said
    keep_settings(home, "P01", replace(USUAL, theme="day"))
    assert settings_in(home, "P01") == (replace(USUAL, theme="day"), None)


@pytest.mark.parametrize(("field", "seen"), [("left_missing", "right"), ("right_missing", "left"), ("full", "both")])
def test_pages_are_laid_out_by_the_record_where_nobody_set_a_side(home: Path, field: str, seen: str) -> None:
    """So that no pain scale lies where half of it is not seen; a side that was set stays, and the file is as it was."""
    keep_settings(home, "P01", replace(USUAL, theme="day"))
    record_path(home, "P01").write_text(f"format: 1\nsight_field: {field}\n", encoding="utf-8")
    settings = settings_with_record(home, "P01")[0]
    assert (settings.seen_side, settings.theme, settings.scale_upright) == (seen, "day", seen != "both")
    assert settings_in(home, "P01")[0].seen_side == "both"
    keep_settings(home, "P01", replace(USUAL, seen_side="left"))
    assert settings_with_record(home, "P01")[0].seen_side == "left"


def test_low_sight_is_shown_the_day_and_larger_text_until_somebody_sets_anything(home: Path) -> None:
    """Offered first, not forced: whoever then chooses the dusk and the usual size keeps them."""
    record_path(home, "P01").parent.mkdir(parents=True)
    record_path(home, "P01").write_text("format: 1\nsight: low\n", encoding="utf-8")
    settings = settings_with_record(home, "P01")[0]
    assert (settings.theme, settings.text_percent) == ("day", 150)
    keep_settings(home, "P01", USUAL)
    assert settings_with_record(home, "P01")[0] == USUAL


@pytest.mark.parametrize(("field", "short"), [("limited", True), ("full", False)])
def test_words_are_short_where_the_record_says_that_they_are_hard(home: Path, field: str, short: bool) -> None:
    record_path(home, "P01").parent.mkdir(parents=True)
    record_path(home, "P01").write_text(f"format: 1\nlanguage: {field}\n", encoding="utf-8")
    assert settings_with_record(home, "P01")[0] == replace(USUAL, short_words=short)
    assert settings_in(home, "P01")[0] == USUAL


def test_a_record_that_cannot_be_read_changes_no_page(home: Path) -> None:
    record_path(home, "P01").parent.mkdir(parents=True)
    record_path(home, "P01").write_text("sight_field: [", encoding="utf-8")
    assert settings_with_record(home, "P01") == (USUAL, None)
