"""Kitted: which kit is played with, and which of its sensors a level takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from game.app.errors import RequestError
from game.app.request import KIT, PlayRequest, load_level
from game.app.worn import Worn, open_at, open_worn
from game.level import Level
from game.motion.companion import unseen, with_companions
from game.motion.mounts import TRUNK_SITES
from game.people.kits import DEFAULT_KIT, GUEST_KIT, kit_names, read_kit
from game.sessions.home import home
from input_devices import MUSCLES, Kit, full_address, in_words


def usual_kit(home_dir: str | None) -> str | None:
    """The kit that is played with when nothing is said: the default one, or the only one; None where none is set up. A
    guest's is not looked at."""
    names = [name for name in kit_names(home(home_dir)) if name != GUEST_KIT]
    return names[0] if names and (names[0] == DEFAULT_KIT or len(names) == 1) else None


def with_input(request: PlayRequest, home_dir: str | None) -> PlayRequest:
    """The same request with its input named: where nothing is said, the usual kit, and without one the keyboard."""
    if request.input is not None or request.wear:
        return request
    name = usual_kit(home_dir)
    return replace(request, input="keyboard" if name is None else f"{KIT}:{name}")


def open_request(request: PlayRequest, home_dir: str | None, *, prescribed: bool = False) -> Worn:
    """The sensors that are asked for, opening from now on; none where the input is another. A kit's electrodes are worn
    in prescribed play only.

    Raises RequestError or InputError, for a kit also what reading the level raises.
    """
    kind, _, name = (request.input or "").partition(":")
    if request.wear or kind != KIT:
        return open_worn(request.wear, request.implanted_electronics, prescribed=prescribed)
    kit = read_kit(home(home_dir), name or DEFAULT_KIT)
    level = load_level(request.level)
    sites = fitting(kit, level, request.side)
    muscles = MUSCLES if prescribed and sites else ()
    sensors = [kit.at(place) for place in (*sites, *muscles)]
    addresses = {
        sensor.site: full_address(sensor.address, sensor.isolation) for sensor in sensors if sensor is not None
    }
    if not addresses:
        raise misfit(kit, level, request.side)
    return open_at(addresses, kit, request.implanted_electronics, prescribed=prescribed)


def fitting(kit: Kit, level: Level, side: str) -> tuple[str, ...]:
    """The sites of the kit's sensors that the level is played with: those that measure the movement and what is watched
    beside it, those on the trunk, which show its part in it, and the electrodes that it is played with, which need no
    sensor beside them. None where something of that is not measured."""
    there = [sensor.site for sensor in kit.sensors]
    way, muscles = level.row.way(there, side), level.muscles(side)
    if not set(muscles) <= set(there):
        return ()
    if way is None and muscles:
        return muscles
    if way is None or unseen(level.companions, there, side) is not None:
        return ()
    sites = level.row.sites(way, side)
    beside = [told[0] for companion in level.companions if (told := companion.way(there, side)) is not None]
    sites = tuple(dict.fromkeys((*sites, *beside)))
    return (*sites, *(site for site in TRUNK_SITES if site not in sites and kit.at(site) is not None), *muscles)


def misfit(kit: Kit, level: Level, side: str) -> RequestError:
    """Why a kit does not fit, and what to do."""
    muscles = level.muscles(side)
    ways = [with_companions(sites, level.companions, side) for sites in level.row.fewest(side)]
    ways = [muscles] if muscles else ways
    pair = "one" if len(ways[0]) == 1 else "them"
    where = f" on the {side} side" if level.row.sided else ""
    kit_words = f" --kit {kit.name}" if kit.name != DEFAULT_KIT else ""
    return RequestError(
        f"{level.id} is measured{where} at the {_ways(ways)}, and the kit {kit.name} has "
        f"{_places([sensor.site for sensor in kit.sensors]) or 'no sensor'}. Pair {pair} with `moveagain "
        f"inputs pair {' '.join(ways[0])}{kit_words}`, or play another level{' or side' if where else ''}, "
        "or with --input keyboard"
    )


def _ways(ways: Sequence[Sequence[str]]) -> str:
    return " or the ".join(_places(sites) for sites in ways)


def _places(sites: Sequence[str]) -> str:
    return " and the ".join(in_words(site) for site in sites)
