"""Pairing a kit: which sensor is worn where, told by moving it; then which way up each is worn, told by holding still.

For whoever shows the steps, in a window or a terminal, once a frame or oftener:

    heard = HeardSensors((), every_port=True)     # listens to all ports at once
    pairing = KitPairing("kit", ("right_forearm", "sternum"))
    …
    pairing.step(heard.poll(now_s), now_s, heard.troubles)
    view = pairing.view(now_s)                    # draw it: `asked` large, `refused` below it, a bar a sensor
    if view.step == "strap_on" and key_pressed:
        pairing.ready(now_s)
    if view.step == "done":
        kit = pairing.kit                         # and heard.close(), pairing.close()

The steps are `move` (or `tense` for a muscle) once for every place, then `strap_on`, which ends when the person says
that everything is on and they sit or stand in the start position, then `hold_still` for two seconds, then `done`.
What is refused is no error: it says why nothing is chosen yet, and goes away by itself.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from input_devices.computer_power import Power
from input_devices.electrodes import watch_electrodes
from input_devices.heard_sensors import Arrival, SpeakingSensor
from input_devices.kit import Isolation, Kit, KitSensor
from input_devices.sample import MUSCLES, PLACES, in_words
from input_devices.stirring import Stirring

Step = Literal["move", "tense", "strap_on", "hold_still", "done"]

MOVED_S = 1.5
"""So long one sensor has to move, and it alone …"""
KEEPS_MOVING = 0.5
"""… from one that clearly does, down to this share of it at the slowest moments of a slow swing, …"""
ALIKE = 0.3
"""… while no other moves at this share of it."""
STILL_S = 2.0
NOTHING_AFTER_S = 6.0
"""So long the person may take before it is said that nothing moves, or that something does not keep still."""
_REFUSED_AFTER_S = 0.7
"""A reason is shown when it has held for a moment: none flickers by while a sensor is picked up."""


@dataclass(frozen=True, slots=True)
class SensorView:
    """One sensor that is heard."""

    key: str
    words: str
    """How to name it to a person: ttyUSB0, or ttyUSB0 sensor a."""
    movement: float
    """How much it moves (for a muscle: how much it works), 0–1; 1 is enough."""
    site: str | None
    """Where it will be worn, once that is chosen."""


@dataclass(frozen=True, slots=True)
class PairingView:
    """What is to be shown now."""

    step: Step
    site: str | None
    """Which place is asked for; None when all are chosen."""
    asked: str
    """What the person is asked to do, a sentence."""
    sensors: tuple[SensorView, ...]
    progress: float
    """How much of the present step is done, 0–1."""
    refused: str | None
    """Why it does not go on, a sentence with what to do; None while all is well."""
    chosen: str | None
    """The key of the sensor that was chosen last."""


class KitPairing:
    """Takes what sensors say, and the time; knows no port and no clock. Only what moves clearly and alone is chosen."""

    def __init__(
        self,
        name: str,
        sites: Sequence[str],
        *,
        keep: Kit | None = None,
        isolation: Isolation | None = None,
        implanted_electronics: bool | None = None,
        ask_power: Callable[[], Power] | None = None,
    ) -> None:
        """`sites` are some of PLACES, asked for in this order; `keep` is a kit whose other places stay as they are.

        `isolation` and `implanted_electronics` are what the person answered, `ask_power` says what the computer runs
        on: by the same rule as when they are worn, a muscle is refused with ElectrodesError before any electrode is
        listened to, and not listened to while a charger is plugged in.
        """
        unknown = [site for site in sites if site not in PLACES]
        if unknown or not sites or len(set(sites)) < len(sites):
            raise ValueError(f"these are no places to pair: {sites}")
        implanted = implanted_electronics
        if implanted is None and keep is not None:
            implanted = keep.implanted_electronics
        muscles = [site for site in sites if site in MUSCLES]
        self._watch = watch_electrodes(dict.fromkeys(muscles, isolation), implanted, ask_power)
        self.kit: Kit | None = None
        """What came of it, when it is done."""
        self._name, self._sites, self._keep = name, tuple(sites), keep
        self._isolation, self._implanted = isolation, implanted
        self._step: Step = _way(self._sites[0])
        self._sensors: dict[str, SpeakingSensor] = {}
        self._stirring: dict[str, Stirring] = {}
        self._chosen: dict[str, str] = {}
        """Site → the key of its sensor."""
        self._best: str | None = None
        self._best_since_s = self._step_since_s = math.inf
        self._refused: str | None = None
        self._refused_since_s = math.inf
        self._progress = 0.0
        self._troubles: Sequence[str] = ()

    def step(self, arrivals: Sequence[Arrival], now_s: float, troubles: Sequence[str] = ()) -> None:
        """Take what has come since the last call; to be called also with nothing. `troubles` say of lines on which
        nothing useful comes why."""
        self._step_since_s = min(self._step_since_s, now_s)
        self._troubles = troubles
        mains = self._watch.refusal(now_s) if self._watch is not None else None
        if self._step == "tense" and mains is not None:
            self._best, self._progress = None, 0.0
            self._refuse(f"Electrodes are not used: {mains}.", now_s)
            return
        for arrival in arrivals:
            self._sensors.setdefault(arrival.sensor.key, arrival.sensor)
        heard = {arrival.sensor.key: arrival.readings for arrival in arrivals}
        for key in self._sensors:
            self._stirring.setdefault(key, Stirring()).take(heard.get(key, ()), now_s)
        if self._step in ("move", "tense"):
            self._choose(now_s)
        elif self._step == "hold_still":
            self._hold(now_s)

    def ready(self, now_s: float) -> None:
        """The person says: everything is strapped on, and I am in the start position."""
        if self._step == "strap_on":
            self._begin("hold_still", now_s)

    def close(self) -> None:
        """Watch nothing any more."""
        if self._watch is not None:
            self._watch.close()

    def view(self, now_s: float) -> PairingView:
        """What is to be shown now."""
        site = self._site
        worn = {key: site for site, key in self._chosen.items()}
        held = now_s - self._refused_since_s >= _REFUSED_AFTER_S
        return PairingView(
            self._step,
            site,
            self._asked(site),
            tuple(
                SensorView(key, sensor.words, min(1.0, self._much(key, now_s)), worn.get(key))
                for key, sensor in self._sensors.items()
            ),
            self._progress,
            self._refused if held else None,
            list(self._chosen.values())[-1] if self._chosen else None,
        )

    @property
    def _site(self) -> str | None:
        """Which place is asked for now."""
        return self._sites[len(self._chosen)] if len(self._chosen) < len(self._sites) else None

    def _asked(self, site: str | None) -> str:
        if self._step == "move":
            return f"Move the sensor you will wear on your {in_words(site or '')}: turn it to and fro."
        if self._step == "tense":
            return f"Let go, then tense your {in_words(site or '')} for two seconds."
        if self._step == "strap_on":
            one = len(self._chosen) == 1
            return f"Strap {'it' if one else 'them all'} on, and sit or stand as you will at the start of play."
        if self._step == "hold_still":
            return "Hold still for two seconds."
        return "That is all: the sensors are known."

    def _much(self, key: str, now_s: float) -> float:
        stirring = self._stirring[key]
        return stirring.tension(now_s) if self._step == "tense" else stirring.movement(now_s)

    def _choose(self, now_s: float) -> None:
        """Choose the sensor that has moved clearly and alone for long enough."""
        taken = set(self._chosen.values())
        if self._step == "tense":  # a sensor with electrodes may be worn on a limb and feel a muscle as well
            taken = {key for site, key in self._chosen.items() if site in MUSCLES}
        levels = sorted(((self._much(key, now_s), key) for key in self._sensors), reverse=True)
        free = [(much, key) for much, key in levels if key not in taken]
        best = free[0] if free else (0.0, None)
        alike = [key for much, key in free[1:] if much >= ALIKE * max(1.0, best[0])]
        moves = best[0] >= (KEEPS_MOVING if best[1] is not None and best[1] == self._best else 1.0)
        self._refuse(self._why_not(moves, best[1], alike, levels, taken, now_s), now_s)
        if not moves or alike or best[1] is None:
            self._best, self._progress = None, 0.0
            return
        if best[1] != self._best:
            self._best, self._best_since_s = best[1], now_s
        self._progress = min(1.0, (now_s - self._best_since_s) / MOVED_S)
        if self._progress >= 1.0:
            site = self._site
            assert site is not None
            self._chosen[site] = best[1]
            following = self._site
            self._begin(_way(following) if following is not None else self._last_steps(), now_s)

    def _why_not(
        self,
        moves: bool,
        best: str | None,
        alike: Sequence[str],
        levels: Sequence[tuple[float, str]],
        taken: set[str],
        now_s: float,
    ) -> str | None:
        site = in_words(self._site or "")
        words = {key: sensor.words for key, sensor in self._sensors.items()}
        verb, doing = ("works", "tense") if self._step == "tense" else ("moves", "move")
        if moves and alike and best is not None:
            one, other = (words[key] for key in self._sensors if key in (best, alike[0]))  # in an order that stays
            return (
                f"{one} and {other} {verb.rstrip('s')} alike. "
                f"Keep the others still, and {doing} only the one for your {site}."
            )
        if moves:
            return None
        mover = next((key for much, key in levels if much >= 1.0 and key in taken), None)
        if mover is not None:
            where = next(place for place, key in self._chosen.items() if key == mover)
            return f"That is {words[mover]}, which is for your {in_words(where)} already. {doing.title()} another one."
        if now_s - self._step_since_s < NOTHING_AFTER_S:
            return None
        if not set(self._sensors) - taken:
            other = "another" if taken else "a"
            do = f"Plug {other} sensor in, and switch it on."
            return (
                f"No {'other ' * bool(taken)}sensor is heard. {_sentence(self._troubles[0]) if self._troubles else do}"
            )
        return f"Nothing {verb} yet. If you do {doing} it, check that it is switched on and charged."

    def _last_steps(self) -> Step:
        """Muscles need no direction; where only they were asked for, nothing is left to do."""
        return "strap_on" if any(site not in MUSCLES for site in self._chosen) else "done"

    def _begin(self, step: Step, now_s: float) -> None:
        self._step, self._step_since_s = step, now_s
        self._best, self._progress = None, 0.0
        self._refused, self._refused_since_s = None, math.inf
        if step == "done":
            self._finish(now_s)

    def _hold(self, now_s: float) -> None:
        """Done when every sensor on a limb or the trunk has lain still for long enough since the person was ready."""
        long_s = min(STILL_S, now_s - self._step_since_s)
        limbs = {site: self._stirring[key] for site, key in self._chosen.items() if site not in MUSCLES}
        moving = [site for site, stirring in limbs.items() if stirring.up(now_s, long_s) is None]
        if moving:
            self._progress = 0.0
            quiet = [site for site in moving if not limbs[site].heard(now_s)]
            late = now_s - self._step_since_s >= NOTHING_AFTER_S
            if quiet:
                said = f"Nothing comes from the sensor on your {in_words(quiet[0])}. Check that it is switched on."
            else:
                said = f"Your {in_words(moving[0])} still moves. Rest it on something, and hold still."
            self._refuse(said if late or quiet else None, now_s)
            return
        self._refuse(None, now_s)
        self._progress = long_s / STILL_S
        if self._progress >= 1.0:
            self._begin("done", now_s)

    def _refuse(self, why: str | None, now_s: float) -> None:
        if why is None or self._refused is None:
            self._refused_since_s = now_s if why is not None else math.inf
        self._refused = why

    def _finish(self, now_s: float) -> None:
        found = [self._worn(site, key, now_s) for site, key in self._chosen.items()]
        again = {(self._sensors[key].address, site in MUSCLES) for site, key in self._chosen.items()}
        kept = [
            sensor
            for sensor in (self._keep.sensors if self._keep is not None else ())
            if sensor.site not in self._chosen and (sensor.address, sensor.site in MUSCLES) not in again
        ]
        sensors = sorted((*found, *kept), key=lambda sensor: PLACES.index(sensor.site))
        self.kit = Kit(self._name, tuple(sensors), self._implanted)

    def _worn(self, site: str, key: str, now_s: float) -> KitSensor:
        sensor = self._sensors[key]
        if site in MUSCLES:
            return KitSensor(site, sensor.address, sensor.usb, isolation=self._isolation)
        up = self._stirring[key].up(now_s, STILL_S)
        if up is not None:
            up = (round(up[0], 4), round(up[1], 4), round(up[2], 4))
        return KitSensor(site, sensor.address, sensor.usb, up)


def _sentence(notice: str) -> str:
    return f"{notice[0].upper()}{notice[1:].rstrip('.')}."


def _way(site: str) -> Step:
    return "tense" if site in MUSCLES else "move"
