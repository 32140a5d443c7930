"""PairFlow: the steps of pairing in the window: places, the sensors one by one, and the kit that is kept."""

from __future__ import annotations

from collections.abc import Callable

from game.app.errors import RequestError
from game.app.kitted import usual_kit
from game.app.pairing import PairingRun, PairRequest, lines_of
from game.app.showing import sentence
from game.people.errors import PeopleError
from game.people.kits import DEFAULT_KIT, find_kit
from game.screens.language import gettext as _
from game.screens.message import MessageScreen
from game.screens.pairing import PairScreen
from game.screens.places import PlacesScreen
from game.screens.screen import PairAt, Screen
from game.sessions.home import home
from input_devices import InputError, Kit, KitError


class PairFlow:
    """Shows its screens by `show(screen, after)`; polled once a tick. It pairs the kit that is played with."""

    def __init__(self, home_dir: str | None, show: Callable[[Screen, str], None]) -> None:
        self._home = home_dir
        self._show = show
        self._kit = usual_kit(home_dir) or DEFAULT_KIT
        self._run: PairingRun | None = None
        self._screen: PairScreen | None = None
        self._wanted: PairAt | None = None
        self._ready = False
        old = self._known()
        if isinstance(old, str):
            to_do = _("What it holds is forgotten when you pair your sensors anew.")
            self._show(MessageScreen(old, to_do), "places")
        else:
            self.places()

    def places(self) -> None:
        """Ask where sensors are worn; those that the kit has are chosen already."""
        old = self._known()
        sites = tuple(sensor.site for sensor in old.sensors) if isinstance(old, Kit) else ()
        self._show(PlacesScreen(sites), "title")

    def begin(self, wanted: PairAt) -> None:
        """Pair these places, from the next tick on."""
        self._wanted = wanted

    def _begin(self, wanted: PairAt, now_s: float) -> None:
        """Listen to every port, and where the kit's sensors were heard, and ask for the first place."""
        old = self._known()
        request = PairRequest(
            wanted.sites,
            self._kit,
            lines_of(old) if isinstance(old, Kit) else (),
            isolation=wanted.isolation,
            implanted_electronics=wanted.implanted_electronics,
            anew=True,
        )
        try:
            self._run = PairingRun(request, self._home)
        except (RequestError, InputError) as error:
            self._show(MessageScreen(_("This cannot be paired."), sentence(str(error))), "title")
            return
        self._screen = PairScreen(self._run.poll(now_s), wanted.sites)
        self._show(self._screen, "ready")

    @property
    def listens(self) -> bool:
        """Whether the ports are listened to, or about to be."""
        return self._wanted is not None or self._run is not None

    def ready(self) -> None:
        """The person says that everything is strapped on."""
        self._ready = True

    def tick(self, now_s: float) -> None:
        """Hear the sensors, and show how far it is."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._begin(wanted, now_s)
        if self._run is None or self._screen is None:
            return
        if self._ready:
            self._run.ready(now_s)
            self._ready = False
        view = self._run.poll(now_s)
        if view.step != "done":
            self._screen.see(view)
            return
        run, self._run = self._run, None
        try:
            run.keep()
        except (PeopleError, KitError) as error:
            self._show(MessageScreen(_("Your sensors could not be remembered."), str(error)), "title")
        else:
            to_do = _("They are found again whatever they are plugged into. Choose Play.")
            self._show(MessageScreen(_("Your sensors are known."), to_do), "title")
        finally:
            run.close()

    def close(self) -> None:
        """Let go of every port; nothing is kept of what was not done."""
        if self._run is not None:
            self._run.close()
            self._run = None

    def _known(self) -> Kit | str | None:
        """The kit as it is, or the first that is wrong with it."""
        try:
            return find_kit(home(self._home), self._kit)
        except KitError as error:
            return str(error).splitlines()[0]
