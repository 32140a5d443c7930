"""Pointing: the worn sensor chooses on every page for whoever presses with it, in a Round or outside one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from game.app.meanwhile import Beside
from game.app.resting import Resting
from game.exercises.exercise import TICK_S
from game.round.view import Phase
from game.screens.aim import rest_share
from game.screens.language import gettext as _
from input_devices import SITES

if TYPE_CHECKING:
    from game.app.hosting import Hosting
    from game.app.worn import Worn
    from game.motion.tilt import Tilt
    from game.round.view import RoundView
    from game.screens.stage import Stage
    from input_devices import Sample

_LEAN_SHARE, _LEAN_DEG_MIN = 0.25, 5.0
"""How far the trunk or the head goes to point at the last door, of what a limb does, and at least (choices)."""
_TRUNK = ("sternum", "pelvis", "head")
_SOMEWHERE = "right_forearm"
"""Where a sensor is taken to be that no kit knows: on a limb, whichever."""
_DEAF = (Phase.PLAY, Phase.WAITING, Phase.NEUTRAL, Phase.BEND, Phase.RANGE)
"""Phases in which moving, holding still or strapping a sensor on is what is asked for: it chooses nothing."""
_HELD_BACK_S_MAX = 10.0
"""A Round waits no longer for a limb that never comes to rest: then it is asked to in so many words (a choice)."""
_BACK_SAID_AFTER_S = 2.0
"""Who comes back by themselves is not told to (a choice)."""
_UNHEARD_S, _SAID_AFTER_S, _AGAIN_S = 0.75, 5.0, 3.0
"""A sensor that says nothing for so long points no more; after so long without pointing it is said what to do, and a
sensor that was not found is looked for again (choices)."""


class Pointing:
    """Ticked with the Round that is played, or without one, when it holds the kit's sensors itself. Where they cannot
    be heard every page is moved through by keys as ever, and one sentence says so."""

    def __init__(self, stage: Stage, home_dir: str | None) -> None:
        self._stage, self._home = stage, home_dir
        self._opening: Beside[Worn | None] | None = None
        self._worn: Worn | None = None
        self._tilts: dict[str, Tilt] = {}
        self._played: Hosting | None = None
        self._held_back_s = 0.0
        self._resting = Resting()
        self._try_at_s = -math.inf
        self._pointed_s = math.nan
        self._said = self._before = ""
        self._waited_s = 0.0

    def tick(self, now_s: float, hosting: Hosting | None, *, taken: bool = False) -> bool:
        """One sixtieth of a second: where the sensor points goes to the stage; True where whoever plays asks for a
        pause by keeping still. `taken`: the ports are somebody else's, who is no Round."""
        if taken or self._stage.settings.play_by != "sensor":
            self.let_go()
        elif hosting is not None and any(source.truth == "sensor" for source in hosting.sources):
            return self._in_round(now_s, hosting)
        elif hosting is None or hosting.round.view().phase not in _DEAF:
            self._alone(now_s)
        return False

    def let_go(self) -> None:
        """The ports are free for somebody else."""
        opening, self._opening = self._opening, None
        if opening is not None:
            opening.abandon()
        worn, self._worn = self._worn, None
        if worn is not None:
            worn.close()
        self._pointed_s, self._try_at_s = math.nan, -math.inf
        self._say("")

    def _in_round(self, now_s: float, hosting: Hosting) -> bool:
        """By the movement's own angle, or the lean, from the neutral pose; by the tilt where neither is known.

        Nothing begins from a limb that is still held where it chose: the neutral pose is not taken from there, and
        going on waits for it.
        """
        if hosting is not self._played:
            self._played, self._held_back_s = hosting, 0.0
            self._resting = Resting(getattr(hosting.round.level.exercise, "rest_between_s", 0.0))
            hosting.held_back = any(math.isfinite(tilt.angle_deg) for tilt in self._tilts.values())
        tilted = angle_deg, far_deg = self._tilted(now_s, hosting.samples)
        lifted = not angle_deg <= rest_share(far_deg) * far_deg
        if hosting.held_back:
            self._held_back_s += TICK_S
            hosting.held_back = lifted and self._held_back_s < _HELD_BACK_S_MAX
        view = hosting.round.view()
        deaf = view.phase in _DEAF
        hosting.lifted = lifted and math.isfinite(angle_deg) and not deaf
        self._waited_s = self._waited_s + TICK_S if hosting.held_back or hosting.waits else 0.0
        back = _("Let it come back to rest: then it goes on.")
        self._say(back if self._waited_s > _BACK_SAID_AFTER_S else "")
        if deaf:
            return self._resting.step(view, self._awake(now_s), angle_deg)
        angle_deg, far_deg = self._of_round(view)
        stale = view.phase is Phase.ENDED or view.silent_site is not None  # what was seen last is not where it is
        if stale or not math.isfinite(angle_deg):
            angle_deg, far_deg = tilted
        self._stage.aim(angle_deg, TICK_S, far_deg)
        return False

    def _of_round(self, view: RoundView) -> tuple[float, float]:
        """The movement's angle, or where that is not what is moved, the lean; deg, nan where not known, and how far."""
        joint = math.isfinite(view.angle_deg) and view.kind != "steady"
        return (view.angle_deg if joint else view.lean_right_deg), self._far_deg(lean=not joint)

    def _far_deg(self, *, lean: bool) -> float:
        """How far whoever plays tilts a limb, or leans, to point at the last door."""
        aim_deg = float(self._stage.settings.aim_deg)
        return max(_LEAN_DEG_MIN, _LEAN_SHARE * aim_deg) if lean else aim_deg

    def _awake(self, now_s: float) -> list[Tilt]:
        """Of every sensor that is heard."""
        return [tilt for tilt in self._tilts.values() if now_s - tilt.last_s <= _UNHEARD_S]

    def _alone(self, now_s: float) -> None:
        """By the tilt of a sensor of the kit."""
        if math.isnan(self._pointed_s):
            self._pointed_s = now_s
        angle_deg, far_deg = self._tilted(now_s, self._heard(now_s))
        self._stage.aim(angle_deg, TICK_S, far_deg)
        if math.isfinite(angle_deg):
            self._pointed_s = now_s
            self._say("")
        elif now_s - self._pointed_s > _SAID_AFTER_S:
            heard = bool(self._awake(now_s))
            lie, answer = (
                _("Keep the sensor still for a moment: then it chooses."),
                _("The sensor is not heard: plug it in or switch it on. The keys work too."),
            )
            self._say(lie if heard else answer)

    def _heard(self, now_s: float) -> Sequence[Sample]:
        """What the sensors say that are held here; where none is, they are opened beside the screens."""
        if self._worn is not None:
            sources = dict.fromkeys(self._worn.sources.values())
            return [sample for source in sources for sample in source.poll(now_s)]
        if self._opening is not None and self._opening.done:
            self._worn, self._opening = self._opening.take(), None
            self._try_at_s = now_s + _AGAIN_S
        elif self._opening is None and now_s >= self._try_at_s:
            self._opening = Beside(partial(_opened, self._home), _close)
        return ()

    def _tilted(self, now_s: float, samples: Sequence[Sample]) -> tuple[float, float]:
        """How far a sensor is tilted, deg, nan where none is heard, and how far it goes; one on a limb first."""
        for sample in samples:
            if sample.site in SITES:
                if sample.site not in self._tilts:
                    from game.motion.tilt import Tilt  # loaded already, beside the screens

                    self._tilts[sample.site] = Tilt()
                self._tilts[sample.site].feed(sample)
        heard = [site for site, tilt in self._tilts.items() if now_s - tilt.last_s <= _UNHEARD_S]
        site = min(heard, key=lambda site: site in _TRUNK, default=None)
        if site is None:
            return math.nan, self._far_deg(lean=False)
        return self._tilts[site].angle_deg, self._far_deg(lean=site in _TRUNK)

    def _say(self, words: str) -> None:
        """What is to be done about it, and after that again what others announced."""
        if words != self._said:
            self._before = self._before if self._said else self._stage.announced
            self._said = words
            self._stage.announce(words or self._before)


def _opened(home_dir: str | None) -> Worn | None:
    """The motion sensors of the usual kit, or else the one on a port, opening; None where there is none, or none can be
    opened now. Runs beside the screens, where what is slow to load may be loaded."""
    import game.motion.tilt
    from game.app.errors import RefusedError, RequestError
    from game.app.offers import sensor_there, worn_input
    from game.app.worn import open_at
    from input_devices import InputError, full_address

    assert game.motion.tilt
    kit = worn_input(home_dir).kit
    if kit is not None:
        addresses = {
            each.site: full_address(each.address, each.isolation) for each in kit.sensors if each.site in SITES
        }
    else:
        there = sensor_there()
        addresses = {} if there is None else {_SOMEWHERE: there}
    try:
        return open_at(addresses, kit) if addresses else None
    except (InputError, RequestError, RefusedError):
        return None


def _close(worn: Worn | None) -> None:
    if worn is not None:
        worn.close()
