"""What every source does, whatever its kind: it opens, polls without blocking, rises, says how it is, and closes."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from input_devices import TRUTHS, InputReport, Sample, Source, SourceState
from tests.conformance.far_end import FarEnd
from tests.conformance.kinds import Kind
from tests.leaving import everything_open

ENOUGH = 50
"""So many samples are looked at."""
DEADLINE_S = 20.0
"""A real device, Bluetooth included, may take so long from opening to its first samples."""
PATIENCE_S = 5.0
"""What is wrong for so long will stay so."""
POLLS = 100


@pytest.fixture
def far_end(kind: Kind, tmp_path: Path) -> Iterator[FarEnd]:
    with closing(kind.far_end(tmp_path)) as made:
        yield made


def gather(source: Source, far_end: FarEnd, enough: int = ENOUGH) -> list[Sample]:
    """Poll until so many samples have come, none from the future; fails with what the source says is wrong."""
    samples: list[Sample] = []
    deadline_s, well_s = time.monotonic() + DEADLINE_S, far_end.now_s
    while len(samples) < enough:
        far_end.pass_time()
        now = source.poll(far_end.now_s)
        assert source.stepped or all(sample.t_s <= far_end.now_s for sample in now), "a sample is from the future"
        samples += now
        if source.state in (SourceState.OPENING, SourceState.LIVE):
            well_s = far_end.now_s
        patient = time.monotonic() < deadline_s and far_end.now_s - well_s < PATIENCE_S
        assert patient, f"only {len(samples)} samples came: {source.notice or source.state}"
    return samples


def test_it_opens_and_its_samples_are_sound(far_end: FarEnd) -> None:
    """Samples come from the places where it is worn, each with something finite in it, later than the one before."""
    with closing(far_end.open()) as source:
        assert source.truth in TRUTHS and source.sites
        samples = gather(source, far_end)
        assert source.state is SourceState.LIVE
    for sample in samples:
        values = (sample.rate_rad_s, sample.acceleration_m_s2, sample.orientation)
        told = [number for value in values if value is not None for number in value]
        told += [sample.emg_mv] if sample.emg_mv is not None else []
        assert told and all(map(math.isfinite, told)), sample
        assert sample.orientation is None or math.hypot(*sample.orientation) == pytest.approx(1.0, abs=0.02)
    assert {sample.site for sample in samples} <= set(source.sites)
    for site in source.sites:
        assert all(b.t_s > a.t_s for a, b in pairwise(one for one in samples if one.site == site))


def test_it_is_in_one_state_at_a_time_and_says_so(far_end: FarEnd) -> None:
    """At every poll: one state; one report a place, with its counts; a sentence only while something is wrong."""
    given = 0
    with closing(far_end.open()) as source:
        for _ in range(ENOUGH):
            far_end.pass_time()
            given += len(source.poll(far_end.now_s))
            _is_told(source, source.reports())
        assert sum(report.samples for report in source.reports()) == given


def _is_told(source: Source, reports: Sequence[InputReport]) -> None:
    assert isinstance(source.state, SourceState)
    assert [report.site for report in reports] == list(source.sites)
    for report in reports:
        assert report.address and report.protocol
        assert min(report.samples, report.lost, report.bad_frames, report.resets) >= 0
        assert math.isnan(report.rate_hz) or report.rate_hz > 0
    if source.state in (SourceState.QUIET, SourceState.LOST):
        assert source.notice and "\n" not in source.notice
    if source.state in (SourceState.OPENING, SourceState.ENDED):
        assert source.notice is None


def test_a_poll_never_waits(far_end: FarEnd) -> None:
    """With nothing to read, a poll gives the processor to nobody: it sleeps on no port, lock or socket."""
    resource = pytest.importorskip("resource")
    if not hasattr(resource, "RUSAGE_THREAD"):
        pytest.skip(f"{sys.platform} does not count how often a thread waits")
    waited = 0
    with closing(far_end.open()) as source:
        gather(source, far_end)
        far_end.quiet = True
        for _ in range(POLLS):
            far_end.pass_time()
            before = resource.getrusage(resource.RUSAGE_THREAD).ru_nvcsw
            source.poll(far_end.now_s)
            waited += resource.getrusage(resource.RUSAGE_THREAD).ru_nvcsw - before
    # A thread of the source's own may hold the interpreter now and then; a poll that waits does so every time.
    assert waited < POLLS / 2, f"{waited} of {POLLS} polls waited"


@pytest.mark.parametrize("polls", [0, 1, 40])
def test_it_closes_at_any_moment_and_leaves_nothing_open(far_end: FarEnd, polls: int) -> None:
    """Closed at once, while it opens, or in full swing, and twice: it has ended, gives nothing, and nothing is left.

    It can be opened anew then.
    """
    with everything_open() as left:
        source = far_end.open()
        for _ in range(polls):
            far_end.pass_time()
            source.poll(far_end.now_s)
        source.close()
        source.close()
        assert source.state is SourceState.ENDED
        assert source.notice is None
        far_end.pass_time()
        assert list(source.poll(far_end.now_s)) == []
    assert not left()
    with closing(far_end.open()) as source:
        gather(source, far_end, 1)
