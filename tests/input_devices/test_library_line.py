"""Every line that a library reads: it opens without waiting, is lost and found, gives up in time, and lets all go."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest

from input_devices.errors import UnavailableError
from input_devices.library_line import SILENT_AFTER_S, AbsentError, LibraryLine
from input_devices.protocols.reading import Reading
from tests.input_devices.pseudo_sensor import Bench

SAID = Reading((0.1, 0.2, 0.3), (0.0, 0.0, 9.8))


class FakeSession:
    """A device that sends one reading at every look while it is well."""

    def __init__(self) -> None:
        self.bad_frames = 1
        self.complaint: str | None = None
        self.sends = True
        self.gone = False
        self.closed = 0

    def take(self) -> Sequence[Reading]:
        if self.gone:
            raise UnavailableError("is gone")
        return [SAID] if self.sends else []

    def close(self) -> None:
        self.closed += 1


class FakeLibrary:
    """Opens sessions, at once or when it is let, or says why not."""

    def __init__(self) -> None:
        self.sessions: list[FakeSession] = []
        self.let = threading.Event()
        self.let.set()
        self.refusal: UnavailableError | None = None
        self.asked = 0

    def open(self, unwanted: threading.Event) -> FakeSession:
        self.asked += 1
        while not self.let.wait(0.001):
            if unwanted.is_set():
                raise UnavailableError("nobody waits")
        if self.refusal is not None:
            raise self.refusal
        self.sessions.append(FakeSession())
        return self.sessions[-1]


class Ear(Bench):
    """Looks at a line at every step of a bench's clock."""

    def __init__(self, line: LibraryLine) -> None:
        super().__init__()
        self.line = line
        self.heard = 0

    def step(self) -> None:
        super().step()
        found = self.line.hear(self.now_s)
        self.heard += sum(len(readings) for _, readings in found.batches) if found is not None else 0


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture
def ear(library: FakeLibrary) -> Ear:
    return Ear(LibraryLine("a thing", "its own", library.open, "is gone; look for it"))


def test_hearing_does_not_wait_for_what_opens(library: FakeLibrary, ear: Ear) -> None:
    """A library may take seconds; meanwhile there is nothing to hear from, and nothing wrong."""
    library.let.clear()
    ear.run(1.0)
    assert library.asked == 1 and ear.line.trouble is None and ear.heard == 0
    library.let.set()
    ear.until(lambda: ear.heard > 0)
    ear.line.close()


def test_what_is_gone_is_closed_and_opened_anew(library: FakeLibrary, ear: Ear) -> None:
    """The one before is let go first, once; bad frames of both are counted."""
    ear.until(lambda: ear.heard > 0)
    library.sessions[0].gone = True
    ear.until(lambda: ear.line.trouble is not None)
    assert ear.line.trouble == "is gone; look for it"
    ear.until(lambda: len(library.sessions) == 2 and ear.line.trouble is None)
    assert [session.closed for session in library.sessions] == [1, 0]
    assert ear.line.bad_frames == 2
    ear.line.close()
    assert [session.closed for session in library.sessions] == [1, 1]


def test_what_falls_silent_is_taken_for_gone(library: FakeLibrary, ear: Ear) -> None:
    """After so long, and not before: many libraries never tell."""
    ear.until(lambda: ear.heard > 0)
    library.sessions[0].sends = False
    ear.run(SILENT_AFTER_S - 0.1)
    assert ear.line.trouble is None
    ear.run(0.2)
    assert ear.line.trouble == "is gone; look for it"
    ear.line.close()


def test_why_it_cannot_be_opened_is_said_and_it_is_tried_again(library: FakeLibrary, ear: Ear) -> None:
    """Not there yet, the reason; away after it was there, that it went; another reason always as it is."""
    library.refusal = AbsentError("it is nowhere; switch it on")
    ear.until(lambda: library.asked > 3)
    assert ear.line.trouble == "cannot be opened: it is nowhere; switch it on"
    library.refusal = None
    ear.until(lambda: ear.heard > 0)
    assert ear.line.trouble is None
    library.refusal = AbsentError("it is nowhere; switch it on")
    library.sessions[0].gone = True
    asked = library.asked
    ear.until(lambda: library.asked > asked + 1)
    assert ear.line.trouble == "is gone; look for it"
    library.refusal = UnavailableError("another program has it")
    ear.until(lambda: ear.line.trouble == "cannot be opened: another program has it")
    ear.line.close()


def test_closing_while_it_opens_lets_go_of_what_opened(library: FakeLibrary, ear: Ear) -> None:
    """Whoever opens is told that nobody waits; what came open all the same is closed."""
    library.let.clear()
    ear.run(0.1)
    ear.line.close()
    ear.line.close()
    assert library.sessions == [] and ear.line.hear(ear.now_s) is None


def test_a_thousand_times_opened_and_lost_leaves_nothing(library: FakeLibrary) -> None:
    """Every session is closed exactly once, and no thread is left."""
    before = threading.active_count()
    line = LibraryLine("a thing", "its own", library.open, "is gone; look for it")
    now_s = 0.0
    while len(library.sessions) < 1000:
        now_s += 0.5  # longer than any wait between two attempts
        if line.hear(now_s) is not None:
            library.sessions[-1].gone = True
    line.close()
    assert {session.closed for session in library.sessions} == {1}
    assert threading.active_count() == before
