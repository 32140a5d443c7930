"""Broadcasting: samples, motion and events of a Round reach whoever listens; how the person feels does not."""

from __future__ import annotations

import json
import math
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pygame
import pytest

from game.app.broadcasting import EVENTS, MOTION, stream_of
from game.app.hosting import Hosting
from game.app.request import PlayRequest
from game.app.wiring import host
from game.exercises.events import Answered, DifficultyChanged, PainReported, RoundEnded, UnwellReported
from game.round import Command, Do
from game.screens.results import ResultsScreen
from game.sessions.reader import read_session
from input_devices import Sample, stored
from input_devices.lsl_streams import Inlet, Stream, StreamFinder
from tests.game.app.test_flow import Person
from tests.input_devices.lsl_sender import LOOPBACK, pylsl, until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux can keep the ports to one network")
LEVEL = "trunk_sway_steady_1"
REQUEST = PlayRequest(LEVEL, input="simulated", repetitions=1, broadcast=f"lsl:{LOOPBACK}")


@pytest.fixture
def hosting(home: Path) -> Iterator[Hosting]:
    pylsl()
    made = host(REQUEST, str(home))
    yield made
    made.close()


def streams(hosting: Hosting) -> Mapping[str, Stream]:
    """The streams of this session by their names."""
    found: dict[str, Stream] = {}
    mine = f"moveagain-{hosting.prepared.header.session}"
    with closing(StreamFinder(LOOPBACK)) as finder:

        def look() -> bool:
            for each in finder.look(time.perf_counter()):
                if each.facts.source_id.startswith(mine):
                    found[each.facts.name] = each
            return len(found) == 3

        assert until(look), found.keys()
    return found


def test_what_the_game_sees_is_sent(hosting: Hosting, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each sample as the Round got it and at its own distance in time, motion at every tick, and every event."""
    found = streams(hosting)
    site = hosting.round.setup.worn[0]
    taken: list[Sample] = []
    told: list[str] = []
    inlets = {name: Inlet(LOOPBACK, stream) for name, stream in found.items()}
    assert {channel.label: channel.unit for channel in inlets[stream_of(site)].channels}["gyro_x"] == "rad/s"
    got: dict[str, list[tuple[Any, float]]] = {name: [] for name in inlets}

    def pull() -> None:
        for name, inlet in inlets.items():
            got[name] += inlet.pull()

    source = hosting.sources[0]
    poll = source.poll

    def polled(now_s: float) -> Sequence[Sample]:
        taken.extend(map(stored, samples := poll(now_s)))
        return samples

    monkeypatch.setattr(source, "poll", polled)
    for tick in range(240):
        told += [type(event).__name__ for event in hosting.tick(tick / 60, ())]
        pull()
    assert until(lambda: len(got[MOTION]) == 240 and len(got[stream_of(site)]) == len(taken), pull)
    for sample, (values, _) in zip(taken, got[stream_of(site)], strict=True):
        assert sample.acceleration_m_s2 is not None and sample.rate_rad_s is not None
        assert values[:6] == pytest.approx((*sample.acceleration_m_s2, *sample.rate_rad_s), rel=1e-5, abs=1e-6)
    steps_s = [after - before for (_, before), (_, after) in pairwise(got[stream_of(site)])]
    assert all(step_s == pytest.approx(1 / 120, abs=1e-4) for step_s in steps_s)
    assert [json.loads(row[0])["event"] for row, _ in got[EVENTS]] == told and "NeutralTaken" in told
    assert any(math.isfinite(values[2]) for values, _ in got[MOTION])
    for inlet in inlets.values():
        inlet.close()


def test_how_the_person_feels_is_not_sent(hosting: Hosting, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither answers nor pain, nor what follows from them; the session itself keeps them."""
    sent: list[str] = []
    monkeypatch.setattr("input_devices.lsl_broadcast.Broadcast.say", lambda _self, _name, text, _s: sent.append(text))
    for tick in range(200):
        hosting.tick(tick / 60, [Command(Do.ANSWER, 3.0, "pain_before")] if tick == 0 else [])
    events = [*hosting.tick(4.0, [Command(Do.PAIN, 2.0)]), *hosting.tick(4.1, [Command(Do.SHARP, 9.0)])]
    private = (Answered, PainReported, UnwellReported)
    assert any(isinstance(event, PainReported) for event in events)
    assert any(isinstance(event, RoundEnded) and event.ended == "stopped_pain" for event in events)
    assert sent and not [text for text in sent if "pain" in text.lower()]
    assert not [text for text in sent if json.loads(text)["event"] in {each.__name__ for each in private}]
    assert json.loads(sent[-1]) == {"event": "RoundEnded", "tick": hosting.round.ticks - 1, "ended": "stopped"}
    changes = [json.loads(text) for text in sent if DifficultyChanged.__name__ in text]
    assert not any("reason" in change for change in changes)


def test_a_banner_stands_on_every_screen_until_it_is_over(home: Path) -> None:
    """From the first screen of play to the last question; the results are shown without it."""
    pylsl()
    person = Person(home, replace(REQUEST, input="keyboard"))
    whole = person.stage.size
    try:
        person.wait(0.5)
        for key in (pygame.K_SPACE, *[pygame.K_TAB] * 3):
            assert person.flow.hosting is not None and person.flow.hosting.broadcast == LOOPBACK
            assert person.stage._room.get_height() < whole[1]
            person.press(key)
        person.press(pygame.K_RETURN)
        assert isinstance(person.sees, ResultsScreen)
        assert person.stage._room.get_size() == whole
    finally:
        person.close()


def test_the_session_says_where_it_was_sent(hosting: Hosting) -> None:
    """In its file and its summary; and when it is over nothing is sent any more."""
    assert hosting.broadcast == LOOPBACK
    for tick in range(30):
        hosting.tick(tick / 60, ())
    found = hosting.finish("stopped_by_person")
    assert found["broadcast"] == LOOPBACK and hosting.broadcast is None
    assert read_session(Path(found["file"])).header.broadcast == LOOPBACK


def test_nothing_is_sent_unless_somebody_says_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library is not even loaded, and a session says nothing of it."""
    monkeypatch.setattr("input_devices.lsl_broadcast.library", lambda _: pytest.fail("it was loaded"))
    hosting = host(PlayRequest(LEVEL, input="simulated"), str(home))
    hosting.tick(0.0, ())
    assert hosting.broadcast is None and "broadcast" not in hosting.finish("stopped_by_person")
