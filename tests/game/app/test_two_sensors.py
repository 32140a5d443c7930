"""A level that two sensors measure: which are worn, in which order, and what is said where one is missing."""

from __future__ import annotations

import pytest

from game.app.errors import RequestError
from game.app.kitted import fitting, misfit
from game.app.offers import cards
from game.app.request import load_level, order_sites, simulated_sites
from input_devices import Kit, KitSensor

pytestmark = pytest.mark.usefixtures("reviewed")

ELBOW, KNEE, SWAY = "elbow_flexion_reach_1", "knee_flexion_reach_1", "trunk_sway_steady_1"


def kit(*sites: str) -> Kit:
    return Kit("kit", tuple(KitSensor(site, f"serial:/dev/ttyUSB{n}") for n, site in enumerate(sites)))


def test_the_sensor_that_moves_comes_first_and_what_helps_to_measure_next() -> None:
    """However they are named; the others stay in their order."""
    worn = ("sternum", "right_upper_arm", "pelvis", "right_forearm")
    assert order_sites(load_level(ELBOW), "right", worn) == ("right_forearm", "right_upper_arm", "sternum", "pelvis")
    assert order_sites(load_level(KNEE), "left", ("left_thigh", "left_shank")) == ("left_shank", "left_thigh")


def test_half_of_a_pair_is_refused_with_what_is_missing() -> None:
    with pytest.raises(RequestError, match="left_shank with left_thigh; worn is left_shank"):
        order_sites(load_level(KNEE), "left", ("left_shank",))


def test_a_kit_gives_both_where_it_has_both() -> None:
    assert fitting(kit("right_upper_arm", "right_forearm"), load_level(ELBOW), "right") == (
        "right_forearm",
        "right_upper_arm",
    )
    assert fitting(kit("right_shank"), load_level(KNEE), "right") == ()
    said = str(misfit(kit("right_shank"), load_level(KNEE), "right"))
    assert "at the right lower leg and the right thigh, and the kit kit has right lower leg" in said
    assert "`moveagain inputs pair right_shank right_thigh`" in said


def test_a_level_for_two_is_not_offered_to_one_sensor_that_was_found() -> None:
    """A kit says where two are worn; without one nobody knows."""
    offered = {card.id: card for card in cards(tryout=False)}
    assert not offered[KNEE].playable and "lower leg and your thigh" in offered[KNEE].why_not
    assert offered[ELBOW].playable
    assert {card.id: card for card in cards(tryout=True)}[KNEE].playable


def test_a_simulated_body_wears_the_fewest_that_measure_and_one_on_the_trunk() -> None:
    assert simulated_sites(load_level(KNEE), "left") == ("left_shank", "left_thigh", "sternum")
    assert simulated_sites(load_level(ELBOW), "right") == ("right_forearm", "sternum")
    assert simulated_sites(load_level(SWAY), "right") == ("sternum",)
