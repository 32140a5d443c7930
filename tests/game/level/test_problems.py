"""Every problem of a level file is said at once, at its line and column, in words a therapist can act on."""

from __future__ import annotations

import pytest

from game.level import KINDS as KNOWN
from game.level import LevelProblems, Problem, read_level
from game.level.expected import one_of
from game.level.kinds import can_play
from game.motion.movements import MOVEMENTS
from tests.game.level.files import NAME, SOUND, problems_of, spoilt

KINDS = one_of(list(KNOWN))


def fitting(movement: str) -> str:
    """The kinds that can be played with a movement, in words."""
    return one_of([kind for kind in KNOWN if can_play(kind, MOVEMENTS[movement])])


HOLD = "hold_s takes a number of seconds from 0 to 30"

KEYS = {
    "an unknown key": (
        "title:",
        "titel:",
        ["3:1: unknown key “titel”. Did you mean “title”?"],
    ),
    "a key like none": ("adapts", "zzz", ["19:1: unknown key “zzz”."]),
    "no unit": ("hold_s:", "hold:", ["12:3: unknown key “hold”: it has no unit. Did you mean “hold_s”?"]),
    "wrong unit": (
        "hold_s:",
        "hold_ms:",
        ["12:3: unknown key “hold_ms”: the unit here is seconds. Did you mean “hold_s”?"],
    ),
    "another section's key": (
        "adapts: [tolerance]",
        "hold_s: 1",
        ["19:1: unknown key “hold_s”: it stands elsewhere. Did you mean “exercise.hold_s”?"],
    ),
    "another kind's key": ("hold_s:", "side_deg:", ["12:3: unknown key “side_deg”: it is a key of steady."]),
    "a capital": ("title:", "Title:", ["3:1: unknown key “Title”. Did you mean “title”?"]),
    "given twice": (
        "hold_s: 2",
        "hold_s: 2\n  hold_s: 3",
        ["13:3: the key “hold_s” is given twice; the first is in line 12."],
    ),
    "missing": ("  source: A choice.\n", "", ["16:3: source is missing: one line of text, 120 characters at most."]),
    "nobody to suit": (
        "suits: Somebody who raises the arm half-way.\n",
        "",
        ["8:1: suits is missing: one line of text, 120 characters at most."],
    ),
    "no word on what excludes": (
        "excludes: [recent_surgery, recent_falls]\n",
        "",
        ["21:1: excludes is missing: a list of recent_surgery, fracture_not_healed, painful_shoulder"],
    ),
    "missing first": ("  kind: reach\n", "", [f"10:3: kind is missing: {KINDS}."]),
    "a merge key": ("hold_s: 2", "<<: {hold_s: 2}", ["12:3: merge keys (<<) are not read; write the keys out."]),
    "a key that is a list": ("  hold_s: 2", "  ? [a]\n  : 2", ["12:5: a key is one plain word."]),
    "a number as key": ("hold_s: 2", "12: 2", ["12:3: unknown key “12”."]),
}

VALUES = {
    "unit in words": ("hold_s: 2", "hold_s: 2 s", [f"12:11: {HOLD}, not “2 s”. Did you mean “2”?"]),
    "another unit": ("hold_s: 2", "hold_s: 500 ms", [f"12:11: {HOLD}, not “500 ms”."]),
    "in quotes": ("hold_s: 2", "hold_s: '2'", [f"12:11: {HOLD}, not “2” in quotes. Did you mean “2”?"]),
    "too much": ("hold_s: 2", "hold_s: 31", [f"12:11: {HOLD}, not “31”."]),
    "too little": ("hold_s: 2", "hold_s: -1", [f"12:11: {HOLD}, not “-1”."]),
    "nothing": ("hold_s: 2", "hold_s:", [f"12:10: {HOLD}, not nothing."]),
    "a list": ("hold_s: 2", "hold_s: [2]", [f"12:11: {HOLD}, not a list."]),
    "a section": ("hold_s: 2", "hold_s: {a: 2}", [f"12:11: {HOLD}, not a section."]),
    "true": ("hold_s: 2", "hold_s: true", [f"12:11: {HOLD}, not “true”."]),
    "no number": ("hold_s: 2", "hold_s: .nan", [f"12:11: {HOLD}, not “.nan”."]),
    "endless": ("hold_s: 2", "hold_s: 1e999", [f"12:11: {HOLD}, not “inf”."]),
    "a comma": ("hold_s: 2", "hold_s: 2,5", [f"12:11: {HOLD}, not “2,5”. Did you mean “2.5”?"]),
    "not whole": (
        "repetitions: 10",
        "repetitions: 10.5",
        ["14:16: repetitions takes a whole number from 1 to 400, not"],
    ),
    "a wrong word": (
        "goal: range",
        "goal: rnage",
        [
            "6:7: goal takes range, strength, coordination, balance, position_sense, activation, daily_life "
            "or tests, "
            "not “rnage”. Did you mean “range”?"
        ],
    ),
    "an unknown movement": (
        "movement: shoulder_flexion",
        "movement: shoulder_flex",
        ["7:11: movement takes shoulder_"],
    ),
    "a wrong item": (
        "[30, 50, 70]",
        "[30, 50°, 70]",
        ["11:21: targets_deg, item 2, takes a number of degrees from 1 to 180, not “50°”. Did you mean “50”?"],
    ),
    "the only item": ("[30, 50, 70]", "[a lot]", ["11:17: targets_deg, item 1, takes a number of degrees from 1"]),
    "an empty list": (
        "[30, 50, 70]",
        "[]",
        ["11:16: targets_deg takes a list of 1 to 12 numbers of degrees from 1"],
    ),
    "no list": ("[30, 50, 70]", "30", ["11:16: targets_deg takes a list of 1 to 12 numbers of degrees"]),
    "empty text": (
        "title: Lanterns",
        "title: ''",
        ["3:8: title takes one line of text, 40 characters at most, not “”."],
    ),
    "several lines": (
        "title: Lanterns",
        "title: |\n  a\n  b",
        ["3:8: title takes one line of text, 40 characters at most"],
    ),
    "a kind misspelt hides nothing": (
        "kind: reach\n  targets_deg: [30, 50, 70]\n  hold_s: 2",
        "kind: reech\n  targets_deg: [30, 50, 70]\n  hold_s: 99",
        [f"10:9: kind takes {KINDS}, not “reech”. Did you mean “reach”?", f"12:11: {HOLD}, not “99”."],
    ),
    "no such kind": ("kind: reach", "kind: 7", [f"10:9: kind takes {KINDS}, not “7”."]),
    "no section": (
        "guards:\n  speed_deg_s_max: 90",
        "guards: 90",
        ["17:9: guards takes a section with speed_deg_s_max, trunk_lean_deg_max, compensation, not “90”."],
    ),
    "the range does not adapt": (
        "[tolerance]",
        "[tolerance, length]",
        ["19:21: adapts, item 2, takes tolerance, hold, tempo, variability or range, not “length”."],
    ),
    "no review": (
        "adapts: [tolerance]",
        "review: no",
        ["19:9: review takes none or a section with name, profession, date"],
    ),
    "no such day": (
        "adapts: [tolerance]",
        "review: {name: N, profession: P, date: 2026-02-30}",
        ["19:40: date takes a day such as 2026-03-01, not “2026-02-30”."],
    ),
}

TRAPS = {
    "off": ("posture: seated", "posture: off", ["8:10: posture takes lying, seated, standing or stepping, not “off”."]),
    "no": ("title: Lanterns", "title: no", []),
    "a clock": ("hold_s: 2", "hold_s: 0:02", [f"12:11: {HOLD}, not “0:02”. Did you mean “2”?"]),
    "octal": ("repetitions: 10", "repetitions: 010", ["from 1 to 400, not “010”. Did you mean “10”?"]),
    "underscores": (
        "repetitions: 10",
        "repetitions: 1_0",
        ["14:16: repetitions takes a whole number from 1 to 400, not"],
    ),
    "a date stays a word": ("title: Lanterns", "title: 2026-03-01", []),
    "an equals sign stays a word": ("title: Lanterns", "title: =", []),
}

YAML = {
    "an anchor": ("title: Lanterns", "title: &t Lanterns", ["3:8: an anchor (&t); none is needed."]),
    "an alias": (
        "title: Lanterns",
        "title: &t Lanterns\nreview: *t",
        ["3:8: an anchor (&t)", "4:9: an alias (*t); none is needed, write the value out."],
    ),
    "a file inside itself": (
        "[30, 50, 70]",
        "&a [*a, *a]",
        ["11:16: an anchor (&a)", "11:20: an alias (*a)", "11:24: an alias (*a)"],
    ),
    "a tag": ("title: Lanterns", "title: !!python/name:os.system x", ["3:8: a tag (!) has no meaning here."]),
    "a tab": ("  hold_s: 2", "\thold_s: 2", ["12:1: a tab cannot stand here: YAML is indented with spaces."]),
    "two colons": ("title: Lanterns", "title: a: b", ["3:9: a second colon in one line: put the text in quotes"]),
    "an open quote": ("source: A choice.", "source: 'A choice.", ["a quote is opened and never closed."]),
    "an open list": ("[30, 50, 70]", "[30, 50", ["12:9: a list or section in brackets lacks a comma or its end."]),
    "indentation": ("  hold_s: 2", "    hold_s: 2", ["12:5: the indentation does not fit the lines above."]),
    "less indentation": ("  hold_s: 2", " hold_s: 2", ["12:2: the indentation does not fit the lines above."]),
    "a second level": (
        "[recent_surgery, recent_falls]",
        "[]\n---\nformat: 1",
        ["22:1: a second document begins here; a file holds"],
    ),
    "too deep": ("[30, 50, 70]", "[[[[[[[[1]]]]]]]]", ["11:21: more than 6 sections inside each other."]),
    "an impossible escape": (
        "title: Lanterns",
        r'title: "\UFFFFFFFF"',
        ["3:1: an escape or a number here cannot be read."],
    ),
    "an escape that is no text": (
        "title: Lanterns",
        r'title: "a\0"',
        ["3:8: an escape here stands for a character that"],
    ),
}

LINTS = {
    "id and file differ": (
        "id: shoulder_flexion_reach_2",
        "id: shoulder_flexion_reach_3",
        ["2:5: id is “shoulder_flexion_reach_3”, but the file is named “shoulder_flexion_reach_2”"],
    ),
    "id without a step": (
        "id: shoulder_flexion_reach_2",
        "id: shoulder_flexion",
        ["2:5: id is “shoulder_flexion”; it has to be movement, kind and step, from 1 to 99. Did you mean “sh"],
    ),
    "an unsafe target": (
        "[30, 50, 70]",
        "[30, 50, 180]\n  tolerance_deg: 20",
        [],
    ),
    "below the neutral pose": (
        "[30, 50, 70]",
        "[-30, 50, 70]",
        ["11:17: targets_deg, item 1, takes a number of degrees from 1 to 180, not “-30”."],
    ),
    "targets that fall": ("[30, 50, 70]", "[30, 50, 40]", ["11:25: 40 stands after 50; targets rise."]),
    "the same target twice": ("[30, 50, 70]", "[30, 50, 50]", ["11:25: 50 stands after 50; targets rise."]),
    "targets too near": (
        "[30, 50, 70]",
        "[30, 50, 57]",
        ["11:25: 57 is only 7° above the target before; less than 8°"],
    ),
    "one target to choose from": (
        "[30, 50, 70]",
        "[30]\n  order: person",
        ["12:10: of one target there is nothing to choose."],
    ),
    "a target at rest": ("[30, 50, 70]", "[3, 50, 70]", ["11:17: 3° is less than 8° from the neutral pose"]),
    "above the speed ceiling": (
        "speed_deg_s_max: 90",
        "speed_deg_s_max: 130",
        ["18:20: 130 degrees a second is above the ceiling of shoulder_flexion, 120."],
    ),
    "more than the minutes hold": (
        "repetitions: 10",
        "repetitions: 100",
        ["15:12: 100 repetitions take at least 6.8 minutes, and the dose gives 4."],
    ),
    "a posture of another movement": (
        "posture: seated",
        "posture: stepping",
        ["8:10: shoulder_flexion is done seated or standing or lying, not stepping."],
    ),
    "a parameter twice": ("[tolerance]", "[hold, hold]", ["19:9: adapts names a parameter twice."]),
    "a kind for another movement": (
        "movement: shoulder_flexion",
        "movement: trunk_sway",
        [
            "2:5: id is “shoulder_flexion_reach_2”; it has to be movement, kind and step, from 1 to 99.",
            f"10:9: reach cannot be played with trunk_sway, which is for {fitting('trunk_sway')}.",
            "11:21: 50° is outside the safe limits of trunk_sway, 0 to 30 degrees.",
            "11:25: 70° is outside the safe limits of trunk_sway, 0 to 30 degrees.",
        ],
    ),
}

EXAMPLES = [
    pytest.param(*example, id=f"{group}: {name}")
    for group, table in (("key", KEYS), ("value", VALUES), ("trap", TRAPS), ("yaml", YAML), ("lint", LINTS))
    for name, example in table.items()
]


@pytest.mark.parametrize(("old", "new", "expected"), EXAMPLES)
def test_a_spoilt_file_says_what_and_where(old: str, new: str, expected: list[str]) -> None:
    """Each mistake is said once, at its line and column, and drags no other with it."""
    said = spoilt(old, new)
    assert len(said) == len(expected), said
    for line, words in zip(said, expected, strict=True):
        assert words in line


def test_all_problems_come_at_once() -> None:
    """YAML's, the schema's and the rules between keys, in the order of the lines."""
    text = SOUND.replace("title:", "titel:").replace("hold_s: 2", "hold: 2").replace("[30, 50, 70]", "[30, 20]")
    said = problems_of(text.replace("serves: A", "serves: &a A").replace("minutes: 4", "minutes: 4\n  minutes: 5"))
    assert [line.split(": ")[0] for line in said] == ["3:1", "5:9", "11:21", "12:3", "16:3"]


def test_step_one_asks_for_no_hold() -> None:
    """Getting there is enough in a first step."""
    text = SOUND.replace("flexion_reach_2", "flexion_reach_1")
    name = "shoulder_flexion_reach_1.yaml"
    assert problems_of(text, name) == ["12:11: step 1 asks for no hold; leave hold_s out, or make this step 2."]
    assert problems_of(text.replace("hold_s: 2", "hold_s: 0"), name) == []


def test_what_is_done_standing_does_not_pass_for_seated() -> None:
    """A level that leaves its posture out is seated, and a squat is not: its safeguards would be left out with it."""
    text = SOUND.replace("shoulder_flexion", "squat").replace("posture: seated\n", "")
    assert problems_of(text, "squat_reach_2.yaml") == ["7:11: squat is done standing, not seated."]


def test_steady_is_played_with_a_lean() -> None:
    """Staying in a ring needs a movement that says how far away one is."""
    text = SOUND.replace("kind: reach\n  targets_deg: [30, 50, 70]\n  hold_s: 2", "kind: steady\n  forward_deg: 5\n"
                         "  side_deg: 5\n  bout_s: 10").replace("_reach_2", "_steady_2")  # fmt: skip
    assert problems_of(text, "x") == [
        f"10:9: steady cannot be played with shoulder_flexion, which is for {fitting('shoulder_flexion')}."
    ]


@pytest.mark.parametrize("version", ["2", "17"])
def test_a_newer_format_says_so_and_nothing_else(version: str) -> None:
    """Nothing can be said of keys that are not known yet."""
    words = (
        f"this level is written for a newer Moveagain (format {version}); this one reads format 1: update Moveagain."
    )
    assert problems_of(SOUND.replace("format: 1", f"format: {version}\nnew_key: 1")) == [f"1:9: {words}"]


@pytest.mark.parametrize("version", ["0", "-1", "true", "1.0", "one", "", "[1]", "9999999999999999999999"])
def test_a_format_that_is_none_is_refused(version: str) -> None:
    """Only the whole number 1 is format 1."""
    (said,) = problems_of(SOUND.replace("format: 1", f"format: {version}"))
    assert "format takes 1, not " in said


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", "1:1: the file is empty; it starts with a line such as “format: 1”."),
        (b"# only a comment\n\n", "1:1: the file is empty; it starts with a line such as “format: 1”."),
        (b"format: 1\n\0", "2:1: this is a binary file (it holds a zero byte), not text."),
        (b"\x89PNG\r\n\x1a\n\0\0", "3:1: this is a binary file (it holds a zero byte), not text."),
        (b"format: 1\ntitle: caf\xe9", "2:11: a byte that is not UTF-8; save the file as UTF-8."),
        (
            "format: 1\ntitle: é\xff\n".encode() + b"\xff",
            "3:1: a byte that is not UTF-8; save the file as UTF-8.",
        ),
        ("format: 1".encode("utf-16"), "1:1: the file is saved as UTF-16; save it as UTF-8."),
        (b"a: \x1b[31m", "1:4: the character U+001B cannot stand in this file."),
        (b"x" * 70_000, "1:1: the file is larger than 64 kB; it should be a page of text."),
        (b"- 1\n", "1:1: a level is a section of keys such as “format: 1”, not a list."),
        (b"hello", "1:1: a level is a section of keys such as “format: 1”, not “hello”."),
        (b"~", "1:1: a level is a section of keys such as “format: 1”, not nothing."),
    ],
)
def test_what_is_no_level_at_all(raw: bytes, expected: str) -> None:
    """Empty, binary, foreign and huge files are refused with a place and a sentence."""
    assert problems_of(raw) == [expected]


def test_a_byte_order_mark_is_forgiven() -> None:
    """Some editors write one unasked; it is no part of the text."""
    assert read_level(b"\xef\xbb\xbf" + SOUND.encode(), NAME).text == SOUND


def test_windows_line_ends_are_forgiven() -> None:
    """Lines end as the editor ends them, and are counted alike."""
    assert problems_of(SOUND.replace("\n", "\r\n")) == []
    assert problems_of(SOUND.replace("hold_s", "hold").replace("\n", "\r\n"))[0].startswith("12:3:")


def test_without_a_file_any_name_goes() -> None:
    """The id has to be the file's stem only where there is a file: a session keeps the text alone."""
    assert read_level(SOUND, "the level of this session").id == "shoulder_flexion_reach_2"


def test_a_problem_prints_as_editors_like_it() -> None:
    """`file:line:column: what`, and what was probably meant."""
    assert str(Problem("a.yaml", 3, 1, "what")) == "a.yaml:3:1: what."
    assert str(Problem("a.yaml", 3, 1, "what", "x")) == "a.yaml:3:1: what. Did you mean “x”?"


def test_problems_are_ordered_and_each_is_said_once() -> None:
    """In the order of the file's lines, as one reads."""
    late, early = Problem("f", 9, 1, "b"), Problem("f", 2, 5, "a")
    assert LevelProblems([late, early, late]).problems == (early, late)


def test_a_target_beyond_the_safe_limits_of_its_movement_is_refused() -> None:
    """An elbow does not bend as far as a shoulder goes up."""
    elbow = SOUND.replace("shoulder_flexion", "elbow_flexion").replace("[30, 50, 70]", "[30, 50, 160]")
    with pytest.raises(LevelProblems, match="160° is outside the safe limits of elbow_flexion, 0 to 150 degrees"):
        read_level(elbow, "")
