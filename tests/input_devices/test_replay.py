"""ReplaySource: what was recorded comes again, tick by tick, and then it has ended."""

from __future__ import annotations

import math

from input_devices import Sample, Source, SourceState
from input_devices.replay import ReplaySource

WORN = [("right_forearm", "serial:/dev/ttyUSB0", "witmotion"), ("sternum", "serial:/dev/ttyUSB1", "text")]


def sample(t_s: float, site: str = "right_forearm") -> Sample:
    return Sample(site, t_s, (0.0, 0.0, 0.0), (0.0, 0.0, 9.81))


def test_a_tick_a_poll() -> None:
    """Exactly the recorded samples with the recorded times, empty ticks included, whatever the clock says."""
    ticks = [(sample(0.0), sample(0.01)), (), (sample(0.02),)]
    source: Source = ReplaySource(iter(ticks), WORN)
    assert (source.truth, source.stepped, source.sites) == ("replay", True, ("right_forearm", "sternum"))
    polled = []
    while source.state is not SourceState.ENDED:
        polled.append(tuple(source.poll(-1.0)))
    assert polled == ticks
    assert tuple(source.poll(99.0)) == ()


def test_no_ticks() -> None:
    """An empty recording has ended before it began."""
    assert ReplaySource([], WORN).state is SourceState.ENDED


def test_reports() -> None:
    """Addresses as recorded; samples and rate as given so far, the rate nan until it is known."""
    source = ReplaySource([(sample(5.0), sample(5.02)), (sample(5.04), sample(1.0, "head"))], WORN)
    assert [row.samples for row in source.reports()] == [0, 0]
    source.poll(0.0)
    source.poll(0.0)
    forearm, sternum = source.reports()
    assert (forearm.site, forearm.address, forearm.protocol) == WORN[0]
    assert forearm.samples == 3 and math.isclose(forearm.rate_hz, 50.0)
    assert sternum.samples == 0 and math.isnan(sternum.rate_hz)


def test_close() -> None:
    """Closed, it has ended; twice is allowed."""
    source = ReplaySource([(), ()], WORN)
    source.close()
    source.close()
    assert source.state is SourceState.ENDED and source.poll(0.0) == ()
