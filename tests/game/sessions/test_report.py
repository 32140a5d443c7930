"""A report holds one person's real sessions and nothing else, and never mixes what was measured otherwise."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from game.coaching.followed import Finding
from game.content import shipped_levels
from game.round import RoundSetup
from game.sessions.engine import engine
from game.sessions.header import WornInput
from game.sessions.index import read_index
from game.sessions.report import light_of_all, people_of, report_of
from tests.game.sessions.played import SITE, play
from tests.game.sessions.practised import AS_BEFORE, FRIDAY, practise, weeks


def _level(name: str) -> dict[str, Any]:
    """The changes of a header that play another level."""
    text = Path(shipped_levels()[name]).read_text("utf-8")
    return {"level": name, "setup": RoundSetup(text, "right", (SITE,), "tryout", 7, engine=engine())}


def test_only_this_persons_sessions_from_worn_sensors_count(tmp_path: Path) -> None:
    """Nobody's, the keyboard's, simulated ones, replays and another person's change nothing."""
    weeks(tmp_path, AS_BEFORE)
    before = report_of(read_index(tmp_path), "P01", FRIDAY)
    at = FRIDAY - timedelta(hours=1)
    others: tuple[dict[str, Any], ...] = (
        *({"truth": truth} for truth in ("keyboard", "simulated", "replay")),
        *({"person": person} for person in (None, "P02")),
    )
    for number, other in enumerate(others):
        practise(tmp_path, 50 + number, at, 150.0, **other)
    assert report_of(read_index(tmp_path), "P01", FRIDAY) == before
    assert people_of(read_index(tmp_path)) == ("P01", "P02")
    assert light_of_all(read_index(tmp_path), "P01") == before.light == 46 * len(AS_BEFORE)
    assert light_of_all(read_index(tmp_path), None) == 0


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"effort": "assisted"}, id="effort"),
        pytest.param({"effort": "loaded", "load_kg": 2.0}, id="load"),
        pytest.param({"posture": "standing"}, id="posture"),
        pytest.param({"inputs": (WornInput(SITE, "serial:/dev/ttyUSB0", "xsens"),)}, id="sensor"),
        pytest.param({"inputs": (WornInput("right_upper_arm", "serial:/dev/ttyUSB0", "witmotion"),)}, id="place"),
        pytest.param(_level("shoulder_abduction_reach_2"), id="level"),
        pytest.param(_level("elbow_flexion_reach_1"), id="movement"),
    ],
)
def test_what_was_measured_otherwise_is_a_series_of_its_own(tmp_path: Path, other: dict[str, Any]) -> None:
    weeks(tmp_path, AS_BEFORE)
    practise(tmp_path, 60, FRIDAY - timedelta(hours=1), 150.0, **other)
    report = report_of(read_index(tmp_path), "P01", FRIDAY)
    assert sorted(len(each.points) for each in report.series) == [1, len(AS_BEFORE)]
    assert all(150.0 not in [point.value for point in each.points] for each in report.series if len(each.points) > 1)


def test_sides_are_never_mixed(tmp_path: Path) -> None:
    weeks(tmp_path, AS_BEFORE)
    text = Path(shipped_levels()["shoulder_abduction_reach_1"]).read_text("utf-8")
    setup = RoundSetup(text, "left", ("left_forearm",), "tryout", 7, engine=engine())
    practise(tmp_path, 60, FRIDAY - timedelta(hours=1), 60.0, setup=setup)
    assert {each.alike.side: len(each.points) for each in report_of(read_index(tmp_path), "P01", FRIDAY).series} == {
        "right": len(AS_BEFORE),
        "left": 1,
    }


def test_a_sensor_that_only_watches_beside_may_come_and_go(tmp_path: Path) -> None:
    weeks(tmp_path, AS_BEFORE)
    beside = (WornInput(SITE, "serial:/dev/ttyUSB0", "witmotion"), WornInput("sternum", "serial:/dev/ttyUSB1", "xsens"))
    practise(tmp_path, 60, FRIDAY - timedelta(hours=1), 91.0, inputs=beside)
    (only,) = report_of(read_index(tmp_path), "P01", FRIDAY).series
    assert len(only.points) == len(AS_BEFORE) + 1


def test_the_week_runs_from_monday_and_each_day_adds_up(tmp_path: Path) -> None:
    """The day is the person's own, where they are now."""
    practise(tmp_path, 1, FRIDAY - timedelta(hours=3), pains=(3.0, 2.0, None))
    practise(tmp_path, 2, FRIDAY - timedelta(hours=1), pains=(2.0, 4.0, None))
    practise(tmp_path, 3, FRIDAY - timedelta(days=4, hours=1), light=10)
    practise(tmp_path, 4, FRIDAY - timedelta(days=5))
    report = report_of(read_index(tmp_path), "P01", FRIDAY)
    assert [day.sessions for day in report.week] == [1, 0, 0, 0, 2, 0, 0]
    assert (report.today.minutes, report.today.movements, report.today.clean) == (12.0, 24, 18)
    assert (report.today.pain_before, report.today.pain_after) == (3.0, 4.0)
    assert report.week[0].light == 10 and report.light == 46 * 3 + 10


def test_pain_on_the_morning_after_is_of_the_day_before(tmp_path: Path) -> None:
    """It is said before the next session, whenever that is."""
    practise(tmp_path, 1, FRIDAY - timedelta(days=3), pains=(1.0, 2.0, None))
    practise(tmp_path, 2, FRIDAY - timedelta(days=1), pains=(1.0, 1.0, 5.0))
    first, second = report_of(read_index(tmp_path), "P01", FRIDAY).days
    assert first.pain_morning == 5.0 and second.pain_morning != second.pain_morning


def test_light_never_falls(tmp_path: Path) -> None:
    """However a session went and whatever comes, the sum of yesterday is in the sum of today."""
    sums = []
    for place, light in enumerate((46, 0, 12, 3)):
        practise(tmp_path, place + 1, FRIDAY - timedelta(days=4 - place), None, light=light)
        sums.append(report_of(read_index(tmp_path), "P01", FRIDAY).light)
    assert sums == sorted(sums) == [46, 46, 58, 61]


def test_what_is_dated_far_ahead_and_what_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    """Nothing in the folder makes it fail."""
    weeks(tmp_path, AS_BEFORE)
    practise(tmp_path, 60, FRIDAY + timedelta(days=9), 150.0)
    (tmp_path / "x.moveagain").write_text("words")
    play(tmp_path, 1.0, finished=False)
    report = report_of(read_index(tmp_path), "P01", FRIDAY)
    assert len(report.days) == len(AS_BEFORE) and report.cut_short == 1
    assert report.goals[0].change.finding is Finding.SAME


def test_a_range_of_fewer_than_three_movements_is_not_compared(tmp_path: Path) -> None:
    """Each counts for the day all the same."""
    weeks(tmp_path, AS_BEFORE, measures={"range_of_motion": {"value": None, "valid": False, "unit": "deg"}})
    report = report_of(read_index(tmp_path), "P01", FRIDAY)
    assert report.series == () and len(report.days) == len(AS_BEFORE)


def test_nothing_kept_is_an_empty_report(tmp_path: Path) -> None:
    report = report_of(read_index(tmp_path / "nowhere"), "P01", FRIDAY)
    assert (report.days, report.series, report.light, report.today.sessions) == ((), (), 0, 0)
