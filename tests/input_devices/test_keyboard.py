"""Held actions move the body's joints comfortably, within their limits, and let go of them gently."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from input_devices import Sample
from input_devices.keyboard import KeyboardParams, KeyboardSource, Pull
from input_devices.simulated import Body, BodyParams
from input_devices.skeleton import rotated

RAISE = {"up": Pull("right_shoulder_abduction", 120.0), "down": Pull("right_shoulder_abduction", 0.0)}
SWAY = {
    "up": Pull("trunk_forward", 20.0),
    "down": Pull("trunk_forward", -10.0),
    "right": Pull("trunk_right", 15.0),
    "left": Pull("trunk_right", -15.0),
}


def arm(params: KeyboardParams | None = None) -> KeyboardSource:
    return KeyboardSource(Body(BodyParams(), "seated", ("right_upper_arm",)), RAISE, params)


def raised_deg(source: KeyboardSource) -> float:
    _, _, down = rotated(source.body.orientations()["right_upper_arm"], (0.0, -1.0, 0.0))
    return math.degrees(math.acos(max(-1.0, min(1.0, down))))


def played(source: KeyboardSource, seconds: float, *actions: str) -> list[float]:
    """How far the arm is raised at each tick while the actions are held."""
    source.hold(frozenset(actions))
    angles = []
    for _ in range(round(60.0 * seconds)):
        source.poll(0.0)
        angles.append(raised_deg(source))
    return angles


def leaning_deg(source: KeyboardSource) -> tuple[float, float]:
    """Lean forward and to the right, of a sternum's sensor."""
    x, y, z = rotated(source.body.orientations()["sternum"], (0.0, 1.0, 0.0))
    return math.degrees(math.atan2(x, z)), math.degrees(math.atan2(-y, z))


def test_nothing_held_nothing_moves() -> None:
    assert max(played(arm(), 2.0)) < 1e-4


def test_a_held_action_raises_the_arm_at_a_comfortable_speed() -> None:
    angles = played(arm(), 2.0, "up")
    speeds = np.diff(angles) * 60.0
    assert speeds.max() == pytest.approx(45.0, rel=0.02)
    assert angles[-1] == pytest.approx(2.0 * 45.0, abs=10.0)


def test_it_stops_at_the_limit_without_overshoot() -> None:
    angles = played(arm(), 6.0, "up")
    assert angles[-1] == pytest.approx(120.0, abs=0.1)
    assert max(angles) <= 120.0 + 1e-6


def test_a_released_arm_sinks_back_and_rests_at_zero() -> None:
    source = arm()
    played(source, 2.0, "up")
    angles = played(source, 6.0)
    assert np.diff(angles).min() * 60.0 == pytest.approx(-30.0, rel=0.02)
    assert angles[-1] == pytest.approx(0.0, abs=0.1)


def test_without_gravity_a_released_arm_stays() -> None:
    source = arm(KeyboardParams(back_deg_s=0.0))
    played(source, 1.0, "up")
    angles = played(source, 3.0)
    assert angles[-1] == pytest.approx(angles[60], abs=0.1)
    assert angles[-1] > 30.0


def test_opposite_actions_hold_the_arm_where_it_is() -> None:
    source = arm()
    played(source, 1.5, "up")
    angles = played(source, 1.0, "up", "down")
    assert angles[-1] == pytest.approx(angles[30], abs=0.5)


def test_an_action_that_means_nothing_here_does_nothing() -> None:
    assert max(played(arm(), 1.0, "pause", "left")) < 1e-4


@pytest.mark.parametrize(
    ("actions", "forward_deg", "right_deg"),
    [(("up",), 20.0, 0.0), (("down",), -10.0, 0.0), (("right",), 0.0, 15.0), (("left",), 0.0, -15.0)],
)
def test_four_directions_lean_the_trunk_and_it_springs_back(
    actions: tuple[str, ...], forward_deg: float, right_deg: float
) -> None:
    source = KeyboardSource(Body(BodyParams(), "seated", ("sternum",)), SWAY)
    source.hold(frozenset(actions))
    for _ in range(180):
        source.poll(0.0)
    assert leaning_deg(source) == pytest.approx((forward_deg, right_deg), abs=0.2)
    source.hold(frozenset())
    for _ in range(180):
        source.poll(0.0)
    assert leaning_deg(source) == pytest.approx((0.0, 0.0), abs=0.2)


@settings(max_examples=25)
@given(st.lists(st.frozensets(st.sampled_from(sorted(RAISE))), min_size=1, max_size=12))
def test_whatever_is_held_the_arm_stays_within_limits_and_speed(holds: list[frozenset[str]]) -> None:
    source = arm()
    angles = [angle for actions in holds for angle in played(source, 0.4, *actions)]
    assert min(angles) >= -1e-6
    assert max(angles) <= 120.0 + 1e-6
    assert np.abs(np.diff(angles)).max() * 60.0 <= 46.0


def test_the_source_says_that_it_is_a_keyboard() -> None:
    source = arm()
    assert source.truth == "keyboard"
    assert source.stepped
    assert [(report.site, report.address) for report in source.reports()] == [("right_upper_arm", "keyboard")]


def test_the_same_actions_give_the_same_samples() -> None:
    runs = []
    for _ in range(2):
        source = KeyboardSource(Body(BodyParams(gyro_noise_deg_s=0.2), "seated", ("sternum",), seed=4), SWAY)
        samples: list[Sample] = []
        for tick in range(120):
            source.hold(frozenset({"up"} if tick % 40 < 20 else {"left"}))
            samples += source.poll(0.0)
        runs.append(samples)
    assert runs[0] == runs[1]
