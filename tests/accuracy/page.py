"""Page: all sections in one, with what they are made of: `game/motion/ACCURACY.md`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from tests.accuracy import joints, orientation, repetitions, rising, simulated, sway
from tests.accuracy.kinds import Chain, Exercise, OneSensor, Recording, Rising, Standing, Unread
from tests.accuracy.peers import versions
from tests.accuracy.section import Section, wrapped

FILE = Path(__file__).parents[2] / "game" / "motion" / "ACCURACY.md"
TITLE = "# How accurate the numbers are"
OPENING = (
    "What this project's own code gives, streamed as in play, against what others measured at the same time, beside "
    "what other packages give in the same run. Nothing is tuned to a recording. `python -m tests.accuracy FOLDER "
    "--write` makes this page from a folder of recordings; [how](../../tests/accuracy/README.md) it knows them."
)
CLAIMS = (
    "Up and all angles against gravity are within about a degree of cameras; a person's limb in a strap is not: the "
    "movement table says a standard error of its own for every way to measure.",
    "No range of motion is claimed tighter than about 5°, and no heading is trusted for longer than the table says.",
    "These are training measures with their error shown; they do not replace an examination.",
)
SOURCES = (
    "BROAD: nine-axis sensor with optical truth. Laidig, Caruso, Cereatti and Seel 2021, CC BY 4.0.",
    "Orientation with myon and OptiTrack cameras: tsfast's recordings, Apache-2.0.",
    "Shoulder exercises at the wrist: seglearn, Burns, Leung, Hardisty, Whyne, Henry and McLachlin 2018, BSD-3-Clause.",
    "Physiotherapy exercises: Yurtman and Barshan, UCI Machine Learning Repository 730; labels by L. Hayes.",
    "Sit to stand on the lower back: scikit-digital-health, MIT.",
    "Standing on a force plate: Santos and Duarte 2016, CC BY 4.0.",
)
T = TypeVar("T", OneSensor, Chain, Exercise, Rising, Standing)


def sections(found: Sequence[Recording], *, simulate: bool = True) -> Iterator[Section]:
    """One for each kind of recording that is there, and the simulated joints."""
    if single := _of(OneSensor, found):
        yield orientation.section(single)
    if chains := _of(Chain, found):
        yield joints.section(chains)
    if exercises := _of(Exercise, found):
        yield repetitions.section(exercises)
    if rises := _of(Rising, found):
        yield rising.section(rises)
    if stands := _of(Standing, found):
        yield sway.section(stands)
    if simulate:
        yield simulated.section()


def _of(kind: type[T], found: Sequence[Recording]) -> list[T]:
    return [one for one in found if isinstance(one, kind)]


def unread(found: Sequence[Recording]) -> list[str]:
    """A sentence for each file that says nothing here."""
    return [f"{one.name} {one.reason}." for one in found if isinstance(one, Unread)]


def page(parts: Sequence[Section]) -> str:
    """The whole page in Markdown."""
    lines = [TITLE, "", *wrapped(OPENING), "", *wrapped(f"Beside: {', '.join(versions())}."), ""]
    lines += ["What follows from it, and what does not:", ""]
    lines += [line for claim in CLAIMS for line in wrapped(claim, "- ")] + [""]
    for part in parts:
        lines += part.lines()
    lines += ["## The recordings", "", "None of them is part of this project. Their authors and licences:", ""]
    lines += [line for source in SOURCES for line in wrapped(source, "- ")]
    return "\n".join(lines) + "\n"
