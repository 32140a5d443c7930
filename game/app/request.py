"""PlayRequest: what somebody wants to play, and everything that is needed for it, made ready."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from game.app.clock import today
from game.app.errors import RefusedError, RequestError, unknown
from game.app.muscles import muscles_of, refuse_electrodes, refuse_uncalibrated
from game.app.programmes import levels_prescribed, unknown_levels
from game.coaching.caps import allowed_today
from game.coaching.history import History
from game.coaching.prescription import Prescription
from game.coaching.refusal import refusal_of
from game.coaching.warm_up import warm_up_of
from game.content import find_level
from game.level import Level, read_level
from game.level.kinds import TESTS
from game.level.lints_of_dose import findings_of_dose
from game.motion.calibration import Calibration
from game.motion.companion import unseen, with_companions
from game.motion.emg_calibration import EmgCalibration
from game.motion.mounts import TRUNK_SITES
from game.round import Mode, RoundSetup
from game.sessions.engine import engine
from game.sessions.header import SessionHeader, WornInput
from input_devices import MUSCLES, Source, Truth, Vector, broadcast_interface, in_words

if TYPE_CHECKING:
    from game.coaching.record import PatientRecord
    from game.sessions.reader import Recorded

SIDES = ("left", "right")
KIT = "kit"


@dataclass(frozen=True, slots=True)
class PlayRequest:
    """One level, asked for by a person or a command."""

    level: str
    """An id or a path."""
    input: str | None = None
    """keyboard, simulated[:PROFILE], kit[:NAME] or replay:FILE; None when `wear` says it."""
    wear: tuple[str, ...] = ()
    """SITE=ADDRESS, one a sensor."""
    side: str = "right"
    person: str | None = None
    seed: int = 0
    repetitions: int | None = None
    minutes: float | None = None
    silence_end_s: float | None = None
    implanted_electronics: bool | None = None
    """Whether the person has any, as they answered; None where nobody asked, and then no electrode is opened."""
    warms_up: bool = False
    """The first exercise of a sitting begins with a few easy movements."""
    broadcast: str | None = None
    """Where what is seen is sent while it is played, `lsl:INTERFACE`; None sends nothing."""

    @property
    def live(self) -> bool:
        """Whether real sensors are asked for."""
        return bool(self.wear) or (self.input or "").partition(":")[0] == KIT


@dataclass(frozen=True, slots=True)
class Prepared:
    """A level that may start: its setup and header, and the sources, already opening."""

    level: Level
    header: SessionHeader
    sources: tuple[Source, ...]
    recorded: Recorded | None = None
    """The recording, where one is played again."""


def load_level(id_or_path: str) -> Level:
    """The level of that id or path. Raises ContentError or LevelProblems."""
    return read_level(*find_level(id_or_path))


def prepare(
    request: PlayRequest,
    sitting: str,
    history: History | None,
    worn: Mapping[str, Source],
    mounts: Mapping[str, Vector],
    calibrations: Mapping[str, EmgCalibration] | None = None,
    prescription: Prescription | None = None,
    earlier: Callable[[Truth], Sequence[Mapping[str, Any]]] = lambda _truth: (),
    coached: Callable[[Level, Truth], Mapping[str, Any]] = lambda _level, _truth: {},
    joint: Calibration | None = None,
    record: PatientRecord | None = None,
) -> Prepared:
    """Make ready what was asked for. `history` is the person's, None for nobody's; `worn` the sensors, by site, and
    `mounts` which way up a kit knows them; `calibrations` the person's muscles, `joint` what is known of the joint;
    `prescription` the one that is played, None in gentle mode; `record` what is known of the person; `earlier` gives
    the tests of this sitting that were fed by the same kind of input, and `coached` what the coach knows of the person
    on a level.

    Raises RequestError, ContentError, LevelProblems, ProfileError or SessionError for what cannot be read, and
    RefusedError for what may not start.
    """
    level = load_level(request.level)
    if level.kind in TESTS and (request.repetitions, request.minutes) != (None, None):
        raise RequestError(f"{level.id} is a test and has its own dose: leave --repetitions and --minutes out")
    kind, _, rest = (request.input or ("" if request.wear else "keyboard")).partition(":")
    if kind == "replay":
        return _replayed(request, level, rest, sitting)
    if request.wear and kind:
        raise RequestError("--wear says which sensors are worn, so --input is left out")
    if worn:
        day = today().date()
        refuse_electrodes(worn, prescribed=prescription is not None)
        sites = order_sites(level, request.side, tuple(worn))
        _refuse(request, level, worn, day, prescription, history, record)
        sources = tuple(dict.fromkeys(worn[site] for site in sites))
        mode: Mode = "gentle" if prescription is None else "prescribed"
        fresh = _fresh(request, level, sites, mode, "sensor", sources, sitting, mounts)
        own = muscles_of(worn, calibrations or {}, day)
        refuse_uncalibrated(level, request.side, own)
        if joint is not None:
            own = {**(own or {}), "joint": joint.as_row()}
        warm_up = warm_up_of(level.kind, history) if request.warms_up else 0
        setup = replace(fresh.header.setup, calibration=own, warm_up=warm_up)
        setup = _prescribed(setup, level, prescription, day, history)
        fresh = replace(fresh, header=replace(fresh.header, setup=setup))
        return _compared(_coached(fresh, coached), earlier)
    if kind not in ("keyboard", "simulated"):
        there = "There are keyboard, simulated[:PROFILE], kit[:NAME] and replay:FILE."
        raise unknown(f"there is no input “{kind}”", kind, ("keyboard", "simulated", KIT, "replay"), there)
    tryout = _simulated(request, level, kind, rest, sitting)
    if prescription is not None:
        tryout = _bound(request, tryout, prescription)
    return _compared(_coached(tryout, coached), earlier)


def _bound(request: PlayRequest, prepared: Prepared, prescription: Prescription) -> Prepared:
    """A try-out inside a prescription, where one was given: nothing is counted and nobody is asked, but its levels, its
    wall, its dose and its coach are the prescription's. Raises RefusedError."""
    level, day = prepared.level, today().date()
    _refuse(request, level, (), day, prescription, None, None)  # nobody wears electrodes here, so none are refused
    setup = _prescribed(prepared.header.setup, level, prescription, day, None)
    return replace(prepared, header=replace(prepared.header, setup=setup))


def _prescribed(
    setup: RoundSetup, level: Level, prescription: Prescription | None, day: date, history: History | None
) -> RoundSetup:
    """With the prescription, what it allows today, and how its person is coached; without one, in gentle mode."""
    return replace(
        setup,
        prescription=None if prescription is None else prescription.as_row(),
        allowed=allowed_today(level, prescription, day, history).as_row(),
        settings={} if prescription is None else {"coach": prescription.coached(level.movement, day)},
    )


def _refuse(
    request: PlayRequest,
    level: Level,
    worn: Collection[str],
    day: date,
    prescription: Prescription | None,
    history: History | None,
    record: PatientRecord | None,
) -> None:
    """Raise RefusedError where the level may not start today, or not for so long."""
    if request.repetitions is not None and (found := findings_of_dose(level, request.repetitions)):
        raise RefusedError(f"{found[0].what}. Ask for fewer with --repetitions, or leave it out.")
    refusal = refusal_of(
        level,
        prescription,
        day,
        side=request.side,
        history=history,
        record=record,
        electrodes=any(site in MUSCLES for site in worn),
        of_the_programme=levels_prescribed(prescription, day),
    )
    if refusal is not None:
        raise RefusedError(" ".join((refusal, *unknown_levels(prescription, (level.id,)))))


def _coached(prepared: Prepared, coached: Callable[[Level, Truth], Mapping[str, Any]]) -> Prepared:
    """With what the coach knows of the person from earlier sessions."""
    header = prepared.header
    setup = replace(header.setup, coach=dict(coached(prepared.level, header.truth)))
    return replace(prepared, header=replace(header, setup=setup))


def _compared(prepared: Prepared, earlier: Callable[[Truth], Sequence[Mapping[str, Any]]]) -> Prepared:
    """With the earlier tests of the sitting, where it is a test that may be compared with them, or an exercise that
    asks for a share of what one of them found."""
    if prepared.level.kind not in (*TESTS, "steady"):
        return prepared
    header = prepared.header
    setup = replace(header.setup, earlier=tuple(earlier(header.truth)))
    return replace(prepared, header=replace(header, setup=setup))


def order_sites(level: Level, side: str, worn: tuple[str, ...]) -> tuple[str, ...]:
    """The worn sites, those that measure the movement first. Raises RequestError when they are not among them.

    Where muscles are what is played with, those come first, and no motion sensor is needed: one that does not measure
    the movement is left out.
    """
    way = level.row.way(worn, side)
    if muscles := level.muscles(side):
        return _with_electrodes(level, side, worn, muscles)
    if way is None:
        ways = " or ".join(" with ".join(sites) for sites in level.row.fewest(side))
        raise RequestError(
            f"{level.id} on the {side} side is measured at {ways}; worn is {', '.join(worn)}. "
            "Give another --wear, or --side"
        )
    missing = unseen(level.companions, worn, side)
    if missing is not None:
        at = " or ".join(in_words(site) for site in missing.sites(side))
        raise RequestError(
            f"{level.id} also watches {missing.row.doing}: wear one more sensor on the {at}; worn is {', '.join(worn)}"
        )
    first = level.row.sites(way, side)
    return (*first, *(site for site in worn if site not in first))


def _with_electrodes(level: Level, side: str, worn: tuple[str, ...], muscles: tuple[str, ...]) -> tuple[str, ...]:
    missing = [in_words(place) for place in muscles if place not in worn]
    if missing:
        raise RequestError(
            f"{level.id} is played with a muscle's signal, and no electrodes are worn over the "
            f"{' and the '.join(missing)}. Put them on and say where, such as --wear {muscles[0]}=ADDRESS, "
            "or try it with --input keyboard"
        )
    way = level.row.way(worn, side)
    first = () if way is None else level.row.sites(way, side)
    trunk = () if way is None else tuple(site for site in worn if site in TRUNK_SITES and site not in first)
    others = tuple(place for place in worn if place in MUSCLES and place not in muscles)
    return (*first, *trunk, *muscles, *others)


def _fresh(
    request: PlayRequest,
    level: Level,
    worn: tuple[str, ...],
    mode: Mode,
    truth: Truth,
    sources: tuple[Source, ...],
    sitting: str,
    mounts: Mapping[str, Vector] = MappingProxyType({}),
) -> Prepared:
    setup = RoundSetup(
        level=level.text,
        side=request.side,
        worn=worn,
        mode=mode,
        seed=request.seed,
        repetitions=request.repetitions,
        minutes=request.minutes,
        silence_end_s=request.silence_end_s,
        mounts=dict(mounts),
        engine=engine(),
    )
    return Prepared(level, _header(request, level, setup, truth, sources, sitting), sources)


def _header(
    request: PlayRequest,
    level: Level,
    setup: RoundSetup,
    truth: Truth,
    sources: tuple[Source, ...],
    sitting: str,
) -> SessionHeader:
    return SessionHeader(
        session=str(uuid.uuid4()),
        sitting=sitting,
        started=today().isoformat(timespec="milliseconds"),
        person=request.person,
        truth=truth,
        level=level.id,
        posture=level.posture,
        presence=level.presence,
        setup=setup,
        effort=getattr(level.exercise, "effort", "active"),
        load_kg=getattr(level.exercise, "load_kg", None) or None,
        broadcast=None if request.broadcast is None else broadcast_interface(request.broadcast),
        inputs=tuple(
            WornInput(report.site, report.address, report.protocol, report.isolation)
            for source in sources
            for report in source.reports()
        ),
    )


def _simulated(request: PlayRequest, level: Level, kind: str, profile: str, sitting: str) -> Prepared:
    from game.population.bodies import keyboard_source
    from game.population.electrodes import electrodes_as_row, electrodes_source, worn_by
    from game.population.profile import find_profile

    keys, side, seed = kind == "keyboard", request.side, request.seed
    worn = simulated_sites(level, side)
    source: Source
    calibration: Mapping[str, Any] | None = None
    if not keys:
        source, calibration = worn_by(level, side, worn, find_profile(profile), seed)
    elif muscles := level.muscles(side):
        source = electrodes_source(muscles, seed, keys=True)
        calibration = electrodes_as_row(muscles, level.reference)
    else:
        source = keyboard_source(level.row, side, worn, level.starts, seed, level.kind, level.companions)
    truth: Truth = "keyboard" if keys else "simulated"
    fresh = _fresh(request, level, worn, "tryout", truth, (source,), sitting)
    setup = replace(fresh.header.setup, calibration=calibration)
    return replace(fresh, header=replace(fresh.header, setup=setup))


def simulated_sites(level: Level, side: str) -> tuple[str, ...]:
    """Where a simulated body wears its sensors: where the fewest measure the movement and its companions, and the
    trunk; or electrodes alone, where muscles are what is played with."""
    if muscles := level.muscles(side):
        return muscles
    sites = with_companions(level.row.sites(level.row.simplest, side), level.companions, side)
    return sites if set(sites) & set(TRUNK_SITES) else (*sites, "sternum")


def _replayed(request: PlayRequest, level: Level, file: str, sitting: str) -> Prepared:
    from game.sessions.reader import read_session
    from input_devices import ReplaySource

    if not file:
        raise RequestError("--input replay needs a file: replay:PATH of a session")
    recorded = read_session(Path(file))
    setup = replace(recorded.header.setup, level=level.text, engine=engine())
    order_sites(level, setup.side, setup.worn)  # another level may want sensors that were not worn
    was_worn = [(each.site, each.address, each.protocol) for each in recorded.header.inputs]
    source = ReplaySource((tick.samples for tick in recorded.ticks()), was_worn)
    header = _header(replace(request, person=None), level, setup, "replay", (source,), sitting)
    return Prepared(level, header, (source,), recorded)
