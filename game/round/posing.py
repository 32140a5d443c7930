"""Posing: the neutral pose, and after it the bend where one is needed; asked for until both are taken."""

from __future__ import annotations

import math

from game.exercises.events import Event, NeutralRefused, NeutralTaken, ZeroDue
from game.exercises.exercise import TICK_S, Exercise
from game.level import Level
from game.motion.calibration import kept_joint
from game.motion.emg_calibration import muscles_from_row
from game.motion.motion import Motion
from game.motion.mounts import reached_deg
from game.motion.tracker import BodyTracker
from game.motion.wearing import WearingWatch
from game.round.axis import AxisAsked
from game.round.setup import RoundSetup
from game.round.view import BendView, Phase
from input_devices import MUSCLES

POSES = (Phase.NEUTRAL, Phase.BEND)


def body_of(level: Level, setup: RoundSetup) -> tuple[BodyTracker, WearingWatch | None]:
    """The tracker of what is worn, and the watch over how it is worn; none where electrodes alone are."""
    segments = [site for site in setup.worn if site not in MUSCLES]
    attended = setup.silence_end_s is None
    beside, side = level.companions, setup.side
    wearing = None
    if segments:
        wearing = WearingWatch(
            level.row, segments, setup.mounts, level.starts, attended=attended, companions=beside, side=side
        )
    tracker = BodyTracker(
        level.row,
        setup.worn,
        muscles=muscles_from_row(setup.calibration),
        wearing=wearing,
        calibration=kept_joint(setup.calibration),
        posture=level.starts,
        companions=beside,
        side=side,
    )
    return tracker, wearing


class Posing:
    """What is asked for before play, and again when a sensor was handled or a zero has become too old."""

    def __init__(self, tracker: BodyTracker, level: Level, setup: RoundSetup) -> None:
        attended = setup.silence_end_s is None
        self._tracker, self._level, self._worn = tracker, level, setup.worn
        self._poses = any(place not in MUSCLES for place in setup.worn)
        """A motion sensor is worn: without one no pose is asked for."""
        self._axis = AxisAsked(tracker, attended=attended)
        self._waited_s = 0.0
        self._refused: str | None = None
        self.back_to: Phase | None = None
        """Where play goes on when all is taken again; None where it has not begun."""

    @property
    def notes(self) -> list[str]:
        """What whoever reads the summary should know; and why there is nothing to measure, where no neutral pose was
        taken."""
        notes = [] if self._axis.note is None else [self._axis.note]
        off_deg = self._reached_deg()
        if off_deg > 0.0:
            notes.append(
                f"the neutral pose was the one that was reached, {off_deg:.0f}° from the limb hanging by the sensor's "
                "arrow: angles count from there"
            )
        if not self._tracker.neutral and self._tracker.heard:
            notes.append(f"the neutral pose was not taken: {self._tracker.refused or 'not still for long enough'}")
        return notes

    def _reached_deg(self) -> float:
        zero = self._tracker.neutrals.get(self._worn[0])  # electrodes have none
        level = self._level
        return 0.0 if zero is None else reached_deg(level.row, self._worn, level.starts, zero.up)

    @property
    def bend(self) -> BendView:
        """How far the bend is, for a screen."""
        return self._axis.view

    def seek(self, back_to: Phase | None) -> Phase:
        """Ask anew; the phase in which that is."""
        self._tracker.seek()
        self._waited_s = 0.0
        if back_to not in (None, *POSES):
            self.back_to = back_to
        return Phase.NEUTRAL

    def step(self, tick: int, phase: Phase) -> tuple[list[Event], bool]:
        """One tick of asking: what happened, and whether what this phase asks for is taken."""
        if phase is Phase.BEND:
            return self._axis.step(tick), self._axis.over
        if not self._poses:
            return [], True
        self._waited_s += TICK_S
        tracker, refused = self._tracker, self._refused
        self._refused = tracker.refused
        if tracker.neutral:
            return [NeutralTaken(tick, self._waited_s), *self._axis.begin(tick)], True
        if tracker.refused is not None and tracker.refused != refused:
            return [NeutralRefused(tick, tracker.refused)], False
        return [], False

    @property
    def bends(self) -> bool:
        """With the neutral pose taken, the bend is to follow."""
        return not self._axis.over

    def due(self, tick: int, motion: Motion | None, exercise: Exercise) -> list[Event]:
        """An angle that drifts wants its zero anew: between two trials, or at once where it cannot be had any more."""
        lost = motion is not None and math.isnan(motion.angle.value_deg)
        if not lost and (exercise.trial is not None or not exercise.ready):
            return []
        due = self._tracker.rezero_due
        if due is None:
            return []
        if lost:
            exercise.spoil("zero had to be set anew")
        return [ZeroDue(tick, due)]
