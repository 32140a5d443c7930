"""Pairing: the sensor that one person moves, and no other, is the one for the place; then which way up it is worn."""

from __future__ import annotations

import math
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as budget
from hypothesis import strategies as st

from input_devices import (
    ISOLATIONS,
    ElectrodesError,
    Isolation,
    Kit,
    KitPairing,
    KitSensor,
    PairingView,
    UsbIdentity,
    open_worn,
)
from input_devices.computer_power import Power
from input_devices.heard_sensors import Arrival, SpeakingSensor
from input_devices.kit_pairing import MOVED_S, NOTHING_AFTER_S
from input_devices.protocols.reading import Reading
from tests.input_devices.wearers import Desk, bumped, still, swung

NAMES = ("ttyUSB0", "ttyUSB1", "ttyUSB2", "ttyUSB3")
BICEPS = "right_biceps"
LONG_S = MOVED_S + 1.6
"""Long enough for anybody who moves one sensor clearly."""


def desk(*sites: str, count: int = 3, **how: float) -> Desk:
    return Desk(KitPairing("kit", sites), NAMES[:count], **how)  # type: ignore[arg-type]


@budget(max_examples=7)
@given(
    st.permutations(NAMES),
    st.floats(0.7, 6.0),
    st.floats(0.5, 3.0),
    st.floats(0.0, 0.08),
    st.integers(0, 9),
)
def test_the_one_that_is_turned_is_chosen(
    order: list[str], peak_rad_s: float, swings: float, noise_rad_s: float, seed: int
) -> None:
    """Slow or brisk, with quiet or noisy sensors, in any order; which way up each is worn is taken at the end."""
    found = Desk(KitPairing("kit", ("right_forearm", "sternum")), NAMES, noise_rad_s=noise_rad_s, seed=seed)
    found.run(1.0)
    for name, step in zip(order, ("move", "strap_on"), strict=False):
        found.run(LONG_S, {name: swung(peak_rad_s, swings)})
        assert (found.view.step, found.view.chosen) == (step, name)
        found.run(1.2)
    found.ups = dict(zip(NAMES, [(0.6, 0.8, 0.0), (0.0, -1.0, 0.0), (1.0, 0.0, 0.0), (0.0, 0.0, -1.0)], strict=True))
    found.pairing.ready(found.now_s)
    assert found.run(2.5).step == "done"
    kit = found.pairing.kit
    assert kit is not None
    assert {sensor.site: sensor.address for sensor in kit.sensors} == {
        "right_forearm": f"serial:/dev/{order[0]}?protocol=csv",
        "sternum": f"serial:/dev/{order[1]}?protocol=csv",
    }
    for site, name in zip(("right_forearm", "sternum"), order, strict=False):
        sensor = kit.at(site)
        assert sensor is not None and sensor.up is not None
        assert math.dist(sensor.up, found.ups[name]) < 1e-3


@pytest.mark.parametrize("shaken", [NAMES[:3], NAMES[:2], NAMES[:1]])
def test_a_bump_of_the_table_chooses_nothing(shaken: tuple[str, ...]) -> None:
    """Whether it is felt by all of them, by two or by one, once or again and again."""
    found = desk("right_forearm")
    found.run(1.0)
    for _ in range(4):
        found.run(1.1, dict.fromkeys(shaken, bumped(found.now_s + 0.1)))
        assert found.view.step == "move"


def test_two_that_move_alike_are_asked_again() -> None:
    """Also where one moves half as much as the other; once only one moves, it is chosen."""
    found = desk("right_forearm")
    found.run(1.0)
    view = found.run(4.0, {"ttyUSB0": swung(2.0), "ttyUSB1": swung(1.1)})
    assert view.step == "move"
    assert view.refused is not None and "ttyUSB0 and ttyUSB1 move alike" in view.refused
    assert found.run(LONG_S + 1.0, {"ttyUSB0": swung()}).chosen == "ttyUSB0"


def test_one_that_is_for_another_place_already_is_named() -> None:
    """It is not taken twice."""
    found = desk("right_forearm", "sternum")
    found.run(1.0)
    found.run(LONG_S, {"ttyUSB1": swung()})
    view = found.run(3.0, {"ttyUSB1": swung()})
    assert (view.step, view.site) == ("move", "sternum")
    assert view.refused == "That is ttyUSB1, which is for your right forearm already. Move another one."


def test_when_nothing_moves_it_says_what_to_do() -> None:
    """Not at once; with no sensor another sentence than with a sensor that lies still, and with a port's own."""
    nothing = desk("right_forearm", count=0)
    assert nothing.run(NOTHING_AFTER_S - 0.5).refused is None
    assert nothing.run(2.0).refused == "No sensor is heard. Plug a sensor in, and switch it on."
    nothing.pairing.step([], nothing.now_s, ["the sensor on ttyUSB0 cannot be opened: run something"])
    assert nothing.view.refused == "No sensor is heard. The sensor on ttyUSB0 cannot be opened: run something."
    lying = desk("right_forearm")
    view = lying.run(NOTHING_AFTER_S + 2.0)
    assert view.refused is not None and view.refused.startswith("Nothing moves yet.")


def test_who_does_not_hold_still_is_waited_for() -> None:
    """Which way up is taken only from two seconds without movement; what moves is named."""
    found = desk("right_forearm", "sternum")
    found.run(1.0)
    found.run(LONG_S, {"ttyUSB0": swung()})
    found.run(1.2)
    found.run(LONG_S, {"ttyUSB1": swung()})
    assert found.run(20.0).step == "strap_on", "only the person says that everything is on"
    found.pairing.ready(found.now_s)
    for number in range(50):
        found.ups["ttyUSB1"] = (math.sin(number * 0.5), 0.0, math.cos(number * 0.5))
        assert found.run(0.2).step == "hold_still"
    assert any("breastbone still moves" in why for why in found.refused)
    assert found.run(2.5).step == "done"


def test_a_sensor_that_falls_silent_is_not_taken_for_a_still_one() -> None:
    """It is said that nothing comes from it."""
    found = desk("right_forearm")
    found.run(1.0)
    found.run(LONG_S, {"ttyUSB0": swung()})
    found.pairing.ready(found.now_s)
    del found.speeds["ttyUSB0"]
    view = found.run(10.0)
    assert view.step == "hold_still"
    assert view.refused == "Nothing comes from the sensor on your right forearm. Check that it is switched on."


def test_other_places_of_the_kit_stay_and_a_sensor_moves_with_its_place() -> None:
    """Pairing one place anew forgets neither the others nor what was said of implants; the moved sensor's old place
    is empty."""
    old = Kit(
        "kit",
        (
            KitSensor("left_thigh", "serial:/dev/ttyACM0"),
            KitSensor("sternum", "serial:/dev/ttyUSB2?protocol=csv", up=(0.0, 1.0, 0.0)),
        ),
        implanted_electronics=False,
    )
    found = Desk(KitPairing("kit", ("right_forearm",), keep=old), NAMES[:3])
    found.run(1.0)
    found.run(LONG_S, {"ttyUSB2": swung()})
    found.pairing.ready(found.now_s)
    found.run(3.0)
    kit = found.pairing.kit
    assert kit is not None and kit.implanted_electronics is False
    assert [sensor.site for sensor in kit.sensors] == ["left_thigh", "right_forearm"]


@pytest.mark.parametrize("power", Power)
@pytest.mark.parametrize("implanted", [None, True, False])
@pytest.mark.parametrize("isolation", [None, *ISOLATIONS])
def test_a_muscle_is_paired_by_the_same_rule_as_it_is_opened(
    isolation: Isolation | None, implanted: bool | None, power: Power, tmp_path: Path
) -> None:
    """Whatever was answered, and whatever the computer runs on; nothing is listened to before."""
    address = f"serial:{tmp_path}/none" + (f"?isolation={isolation}" if isolation else "")
    said = []
    for begin in (
        lambda: KitPairing(
            "kit", (BICEPS,), isolation=isolation, implanted_electronics=implanted, ask_power=lambda: power
        ),
        lambda: open_worn({BICEPS: address}, implanted_electronics=implanted, ask_power=lambda: power)[BICEPS],
    ):
        try:
            begin().close()
            said.append("")
        except ElectrodesError as error:
            said.append(str(error))
    assert said[0] == said[1]
    needs_battery = isolation == "battery" and power is not Power.BATTERY
    assert bool(said[0]) is (implanted is not False or isolation is None or needs_battery)


def test_a_charger_that_is_plugged_in_stops_pairing_until_it_is_out() -> None:
    """It is said why; nothing that electrodes measure meanwhile chooses one."""
    power = [Power.BATTERY]
    pairing = KitPairing("kit", (BICEPS,), isolation="battery", implanted_electronics=False, ask_power=lambda: power[0])
    found = Desk(pairing, NAMES[:2])

    def let_it_answer(seconds: float) -> PairingView:
        view = found.view
        for _ in range(round(seconds / 0.1)):
            view = found.run(0.1)
            threading.Event().wait(0.003)
        return view

    found.emg_mv = dict.fromkeys(NAMES[:2], 0.004)
    assert let_it_answer(2.0).refused is None
    power[0] = Power.MAINS
    let_it_answer(0.8)
    found.emg_mv["ttyUSB1"] = 0.2
    view = let_it_answer(LONG_S + 2.0)
    assert (view.step, view.chosen) == ("tense", None) and "pull out its charger" in (view.refused or "")
    power[0] = Power.BATTERY
    assert let_it_answer(LONG_S + 2.0).step == "done"
    pairing.close()


def test_a_muscle_is_told_by_tensing_it() -> None:
    """The electrodes whose voltage rises are chosen; a sensor that is only moved is not; no direction is needed."""
    pairing = KitPairing("kit", (BICEPS,), isolation="radio", implanted_electronics=False)
    found = Desk(pairing, NAMES[:3])
    found.emg_mv = {"ttyUSB0": 0.004, "ttyUSB1": 0.004}
    assert found.run(2.0, {"ttyUSB2": swung()}).step == "tense"
    found.emg_mv["ttyUSB1"] = 0.2
    assert found.run(LONG_S).step == "done"
    kit = pairing.kit
    assert kit is not None and kit.implanted_electronics is False
    (sensor,) = kit.sensors
    assert (sensor.site, sensor.address, sensor.isolation, sensor.up) == (
        BICEPS,
        "serial:/dev/ttyUSB1?protocol=csv",
        "radio",
        None,
    )


def test_nothing_is_chosen_while_all_lie_still() -> None:
    """However long, and however noisy they are."""
    found = desk("right_forearm", noise_rad_s=0.3)
    assert found.run(30.0, {"ttyUSB0": still}).step == "move"


def test_a_tracker_that_tells_only_when_it_turns_is_paired() -> None:
    """SlimeVR's send how they are turned, and nothing while that does not change: such silence is stillness, for a
    while; then nothing comes from them."""
    pairing = KitPairing("kit", ("right_forearm",))
    sensor = SpeakingSensor("tracker", "tracker", "slimevr:127.0.0.1?sensor=DE:AD:BE:EF:00:01/0", None)

    def run(from_s: float, lasting_s: float, *, turns: bool) -> None:
        for step in range(round(lasting_s * 50)):
            now_s = from_s + step / 50
            half_rad = 0.5 * math.sin(4.0 * now_s) if turns else 0.3
            readings = [Reading(orientation=(math.cos(half_rad), math.sin(half_rad), 0.0, 0.0))]
            pairing.step([Arrival(sensor, readings)] if turns or step == 0 else [], now_s)

    run(0.0, 0.2, turns=False)
    run(1.0, 3.5, turns=True)
    assert pairing.view(4.5).step == "strap_on"
    run(5.0, 0.5, turns=False)
    pairing.ready(5.5)
    run(5.5, 2.2, turns=False)
    assert pairing.view(7.7).step == "done"
    assert pairing.kit is not None and pairing.kit.sensors[0].up is not None
    assert math.dist(pairing.kit.sensors[0].up, (0.0, math.sin(0.6), math.cos(0.6))) < 1e-3


@pytest.mark.parametrize(
    ("numbers", "anywhere"), [(("A", "B"), None), (("0001", "0001"), False), ((None, None), False), (("A",), True)]
)
def test_a_kit_knows_whether_another_socket_can_be_trusted(
    numbers: tuple[str | None, ...], anywhere: bool | None
) -> None:
    """Where a kit has two of a make without a serial number, or with the same, only the socket tells them apart."""
    sensors = tuple(
        KitSensor(site, f"serial:/dev/ttyUSB{k}", UsbIdentity(0x10C4, 0xEA60, number, f"1-{k}"))
        for k, (site, number) in enumerate(zip(("sternum", "head"), numbers, strict=False))
    )
    other = KitSensor("pelvis", "serial:/dev/ttyACM0", UsbIdentity(0x2341, 0x43, "0001", "1-7"))
    kit = Kit("kit", (*sensors, other))
    assert [kit.anywhere(sensor) for sensor in sensors] == [anywhere] * len(sensors)
    assert kit.anywhere(other) is True
