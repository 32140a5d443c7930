"""The index: every kept session, oldest first; what counts toward the dose; and which file a person means."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from game.sessions.errors import NotASessionError
from game.sessions.index import find_session, history_of, read_index
from game.sessions.writer import SessionWriter
from tests.game.sessions.played import header, play, ticks

NOON = datetime(2031, 3, 4, 12, 0, tzinfo=timezone(timedelta(hours=2)))


def test_oldest_first_whatever_the_offset(tmp_path: Path) -> None:
    """By the moment they began, not by the name of the file."""
    later = play(tmp_path, 1.0, header(1, started="2031-03-04T09:00:00+00:00"))
    first = play(tmp_path, 1.0, header(2, started="2031-03-04T10:00:00+02:00"))
    index = read_index(tmp_path)
    assert [row["file"] for row in index.summaries] == [str(first), str(later)]


def test_what_is_not_in_the_list_is_told(tmp_path: Path) -> None:
    """Cut short ones by their path, unreadable ones by a sentence; one that is played now is left out."""
    cut = play(tmp_path, 1.0, header(1), finished=False)
    (tmp_path / "x.moveagain").write_text("words")
    writer = SessionWriter(tmp_path, header(2), live=False)
    for samples, commands in ticks(1.0):
        writer.tick(samples, commands, ())
    index = read_index(tmp_path)
    writer.close()
    assert index.summaries == () and index.cut_short == (cut,)
    assert len(index.unreadable) == 1 and "x.moveagain" in index.unreadable[0]


def test_no_folder_is_an_empty_list(tmp_path: Path) -> None:
    """Before the first session there is nothing."""
    assert read_index(tmp_path / "nowhere").summaries == ()


def test_history_counts_only_this_persons_real_sessions(tmp_path: Path) -> None:
    """Not another's, not the keyboard's, not nobody's; cut short ones count with what was kept."""
    play(tmp_path, 30.0, header(1))
    play(tmp_path, 30.0, header(2, person="P02"))
    play(tmp_path, 30.0, header(3, truth="keyboard"))
    play(tmp_path, 30.0, header(4, person=None))
    play(tmp_path, 60.0, header(5, started="2031-03-04T11:00:00+02:00"), finished=False)
    found = history_of(tmp_path, "P01", NOON)
    assert len(found.past) == 2 and found.minutes_today == pytest.approx(1.5, abs=0.1)
    assert found.last_end == datetime.fromisoformat("2031-03-04T11:01:00+02:00")
    assert found.past[0].movement == "shoulder_abduction" and found.past[1].ended == "interrupted"
    assert history_of(tmp_path, "P03", NOON).past == ()


def test_of_nobody_only_the_sitting_is_known(tmp_path: Path) -> None:
    """And nothing where no sitting goes on."""
    play(tmp_path, 1.0, header(1, person=None))
    play(tmp_path, 1.0, header(2, person=None, sitting="another"))
    assert len(history_of(tmp_path, None, NOON, "another").past) == 1
    assert history_of(tmp_path, None, NOON).past == ()


def test_a_day_is_the_persons_own(tmp_path: Path) -> None:
    """Late yesterday is not today, but it is the last end; the same moment elsewhere may be today."""
    play(tmp_path, 30.0, header(1, started="2031-03-03T23:30:00+02:00"))
    found = history_of(tmp_path, "P01", NOON)
    assert (found.sessions_today, found.minutes_today) == (0, 0.0)
    assert found.last_end == datetime.fromisoformat("2031-03-03T23:30:30+02:00")
    farther_east = NOON.astimezone(timezone(timedelta(hours=5)))
    assert history_of(tmp_path, "P01", farther_east).sessions_today == 1


def test_find_session(tmp_path: Path) -> None:
    """By path, by name, by uuid or its beginning; none and several are said in one sentence."""
    one, two = play(tmp_path, 1.0, header(0x10)), play(tmp_path, 1.0, header(0x11))
    assert find_session(tmp_path, str(one)) == one
    assert find_session(tmp_path, one.name) == one
    assert find_session(tmp_path, header(0x11).session) == two
    assert find_session(tmp_path, "00000011") == two
    with pytest.raises(NotASessionError, match="beginning of 2 sessions"):
        find_session(tmp_path, "0000001")
    with pytest.raises(NotASessionError, match="there is no session"):
        find_session(tmp_path, "ffff")
    with pytest.raises(NotASessionError, match="there is no session"):
        find_session(tmp_path, str(tmp_path))
