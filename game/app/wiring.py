"""Wiring: a request becomes a hosted Round with its sources, its simulated mover and its file."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from game.app.clock import today
from game.app.hosting import Hosting, Mover
from game.app.kitted import open_request
from game.app.request import PlayRequest, Prepared, load_level, prepare
from game.app.worn import Worn
from game.coaching.prescription import Prescription
from game.motion.calibration import Calibration
from game.people.calibrations import calibrations_of
from game.people.errors import PeopleError
from game.people.joints import joints_of, keep_joint, key_of
from game.people.last_worn import remember_worn
from game.sessions.earlier import earlier_tests
from game.sessions.home import home, sessions_folder
from game.sessions.index import history_of
from game.sessions.writer import SessionWriter
from input_devices import MUSCLES

if TYPE_CHECKING:
    from game.app.broadcasting import Broadcasting
    from input_devices import KeyboardElectrodes, KeyboardSource


def host(
    request: PlayRequest,
    home_dir: str | None,
    sitting: str | None = None,
    held: Callable[[], frozenset[str]] | None = None,
    worn: Worn | None = None,
    prescription: Prescription | None = None,
    joints: dict[str, Calibration] | None = None,
) -> Hosting:
    """Everything made ready to be stepped; `held` says which keys are held, where there is a window, `worn` are
    the sensors of the request, where they are open already, and `prescription` is the one that is played. `joints` are
    those that were learned in this sitting, where nobody is named; a person's are in their files.

    Raises what `open_request`, `calibrations_of` and `prepare` raise; no sensor stays open then.
    """
    prescribed = prescription is not None and prescription.holds_electrodes
    worn = open_request(request, home_dir, prescribed=prescribed) if worn is None else worn
    sources = worn.sources
    try:
        folder = sessions_folder(home(home_dir))
        history, calibrations, known = None, {}, {} if joints is None else joints
        if request.person is not None and sources:
            history = history_of(folder, request.person, today())
            known = _known_joints(home(home_dir), request.person)
            if any(site in MUSCLES for site in sources):
                calibrations = calibrations_of(home(home_dir), request.person)
        prepared = prepare(
            request,
            sitting or str(uuid.uuid4()),
            history,
            sources,
            worn.mounts,
            calibrations,
            prescription,
            lambda truth: [] if sitting is None else earlier_tests(folder, sitting, request.person, truth),
            known.get(key_of(load_level(request.level).row.name, request.side)),
        )
        stepped = all(source.stepped for source in prepared.sources)
        broadcasting = _broadcasting(prepared, stepped=stepped)
    except BaseException:
        worn.close()
        raise
    if worn.keys:
        with suppress(PeopleError):  # play does not wait for a list of sensors to be right
            remember_worn(home(home_dir), {key: site for site, key in worn.keys.items()}, today().date())
    try:
        writer = SessionWriter(folder, prepared.header, live=held is not None or not stepped)
    except BaseException:
        if broadcasting is not None:
            broadcasting.close()
        raise
    return Hosting(prepared, writer, _mover(request, prepared, held), broadcasting, _keeper(request, home_dir, joints))


def _known_joints(home_: Path, person: str) -> dict[str, Calibration]:
    """What is known of the person's joints; nothing where their file cannot be read, since one bend tells it anew."""
    with suppress(PeopleError):
        return joints_of(home_, person)
    return {}


def _keeper(
    request: PlayRequest, home_dir: str | None, joints: dict[str, Calibration] | None
) -> Callable[[Calibration], None] | None:
    """What becomes of a joint that was learned with worn sensors."""

    def keep(calibration: Calibration) -> None:
        if not calibration.asked_for:
            return
        if joints is not None:
            joints[key_of(calibration.movement, calibration.side)] = calibration
        if request.person is not None:
            with suppress(PeopleError):  # it is learned anew next time, and the session is kept all the same
                keep_joint(home(home_dir), request.person, calibration)

    return keep if request.live else None


def _broadcasting(prepared: Prepared, *, stepped: bool) -> Broadcasting | None:
    """What is seen is sent nowhere unless it was asked for. Raises UnavailableError."""
    interface = prepared.header.broadcast
    if interface is None:
        return None
    from game.app.broadcasting import Broadcasting

    return Broadcasting(interface, prepared.header, stepped=stepped)


def _mover(request: PlayRequest, prepared: Prepared, held: Callable[[], frozenset[str]] | None) -> Mover | None:
    """Who moves a simulated body and its muscles: the keys that are held, or a simulated player."""
    from game.population.bodies import player_of
    from game.population.electrodes import mover_of
    from game.population.profile import find_profile
    from input_devices import KeyboardElectrodes, KeyboardSource

    sources = prepared.sources
    keyed = [source for source in sources if isinstance(source, KeyboardSource | KeyboardElectrodes)]
    if keyed:
        return None if held is None else lambda _view: _hold(keyed, held())
    if any(source.truth != "simulated" for source in sources):
        return None
    profile = find_profile((request.input or "").partition(":")[2])
    return mover_of(player_of(prepared.level, profile, request.seed), sources, request.side)


def _hold(keyed: Sequence[KeyboardSource | KeyboardElectrodes], actions: frozenset[str]) -> None:
    for source in keyed:
        source.hold(actions)
