"""Profiles: read from files whole or refused in a sentence, and drawn by lot from a seed."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.population.drawn import draw_profiles
from game.population.profile import PROFILES, Profile, ProfileError, find_profile, read_profiles


@given(st.integers(0, 2**32), st.integers(1, 20))
def test_drawn_people_are_a_seeds_own_and_within_what_a_file_may_say(seed: int, count: int) -> None:
    """However many are drawn the first are the same, and each could stand in a file."""
    people = draw_profiles(count, seed)
    assert people == draw_profiles(count + 3, seed)[:count]
    assert people != draw_profiles(count, seed + 1)
    for person in people:
        for key in fields(Profile):
            low, high = key.metadata["within"]
            assert low <= getattr(person, key.name) <= high


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_people_with_a_name_are_within_what_a_file_may_say(name: str) -> None:
    """A default that no file could say would be a mistake."""
    for key in fields(Profile):
        low, high = key.metadata["within"]
        assert low <= getattr(PROFILES[name], key.name) <= high


def test_a_missing_key_takes_its_default(tmp_path: Path) -> None:
    """Each mapping of the list is one person."""
    file = tmp_path / "people.json"
    file.write_text(json.dumps([{"range_deg": 90}, {}, {"neglect": 0.5, "pain_at_deg": 70.5}]))
    assert read_profiles(file) == (Profile(range_deg=90.0), Profile(), Profile(neglect=0.5, pain_at_deg=70.5))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('[{"range_deg": ' + "9" * 6000 + "}]", "a number of thousands of digits; write a list"),
        ("[" + " " * (8 << 20) + "{}]", "larger than 8 MB; at most 10000 people"),
        ("{}", "a list of at least one person"),
        ("[]", "a list of at least one person"),
        ("[90]", "person 1 should hold keys and numbers"),
        ('[{}, {"rnage_deg": 90}]', "person 2: unknown key rnage_deg. Did you mean range_deg"),
        ('[{"colour": 1}]', "Keys are range_deg"),
        ('[{"lapse": "often"}]', "lapse takes a number from 0 to 1, not 'often'"),
        ('[{"lapse": true}]', "lapse takes a number"),
        ('[{"lapse": 1.5}]', "lapse takes a number from 0 to 1, not 1.5"),
        ('[{"range_deg": NaN}]', "range_deg takes a number from 1 to 360, not nan"),
        ('[{"speed_deg_s": Infinity}]', "not inf"),
        ('[{"speed_deg_s": 0}]', "from 1 to 1000, not 0"),
    ],
)
def test_what_is_wrong_in_a_file_is_said_in_a_sentence(text: str, words: str, tmp_path: Path) -> None:
    """Which person, which key, and what it takes."""
    file = tmp_path / "people.json"
    file.write_text(text)
    with pytest.raises(ProfileError, match=words):
        read_profiles(file)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    """With its name."""
    with pytest.raises(ProfileError, match=r"nobody\.json cannot be read"):
        read_profiles(tmp_path / "nobody.json")


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("range_deg: 90\nlapse: 0.5\n", Profile(range_deg=90.0, lapse=0.5)),
        ('{"range_deg": 90}', Profile(range_deg=90.0)),
        ("{}", Profile()),
    ],
)
def test_one_person_is_read_from_yaml_or_json(text: str, person: Profile, tmp_path: Path) -> None:
    """A missing key takes its default there too."""
    file = tmp_path / "person.yaml"
    file.write_text(text)
    assert find_profile(str(file)) == person


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"", r"should hold keys and numbers, such as: range_deg: 90"),
        (b"# nobody yet\n", r"should hold keys and numbers"),
        (b"range_deg: " + b"9" * 6000, r"range_deg takes a number from 1 to 360, not '9{20,40}"),
        (b"range_deg: 2020-13-45", r"range_deg takes a number from 1 to 360, not '2020-13-45'"),
        (b"range_deg: 1e400", r"not inf"),
        (b"[" * 5000, r"person\.yaml:1:\d+: more than 6 sections inside each other"),
        (b"range_deg: [90", r"person\.yaml:1:\d+: a list or section in brackets lacks a comma or its end"),
        (b"range_deg: 90\nrange_deg: 80", r"person\.yaml:2:1: the key .range_deg. is given twice"),
        (b"a: &a [1]\nb: [*a, *a]", r"an anchor"),
        (b"\xff\xfe", r"UTF-16"),
        (b"lapse: 0.5 " + b" " * 70_000, r"larger than 64 kB"),
        (b"z" * 1000 + b": 1", r"unknown key z{40}\. Keys are"),
    ],
)
def test_what_is_wrong_with_one_person_is_said_in_one_line(text: bytes, words: str, tmp_path: Path) -> None:
    """Whatever stands in the file: never more than a line, nor Python's own words."""
    file = tmp_path / "person.yaml"
    file.write_bytes(text)
    with pytest.raises(ProfileError, match=words) as told:
        find_profile(str(file))
    assert "\n" not in str(told.value)
    assert len(str(told.value)) < len(str(file)) + 400


def test_a_person_whose_file_is_not_there_is_said(tmp_path: Path) -> None:
    """With its name, and without Python's error number."""
    with pytest.raises(ProfileError, match=r"nobody\.yaml cannot be read \(No such file or directory\); check"):
        find_profile(str(tmp_path / "nobody.yaml"))
