"""`moveagain inputs pair SITE…`: set up a kit by moving each sensor in turn; for people and for scripts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from game.app.pairing import PairingRun, PairRequest
    from input_devices import Isolation, PairingView

_POLL_S = 1 / 60
_STEP_S = 60.0
_STRAP_ON_S = 5.0
"""Without a terminal nobody presses Enter."""
_ISOLATIONS = ("battery", "radio", "isolator")


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `inputs pair`."""
    parser = commands.add_parser("pair", help="set up a kit: which sensor is worn where, told by moving it")
    parser.add_argument(
        "sites", nargs="*", metavar="SITE", help="where a sensor is worn, such as right_forearm sternum"
    )
    parser.add_argument("--kit", default=None, metavar="NAME", help="the kit's name; else kit, the one that is usual")
    parser.add_argument(
        "--port",
        action="append",
        default=[],
        metavar="PORT",
        help="only this port, such as /dev/ttyUSB0, or serial address; repeatable",
    )
    parser.add_argument(
        "--address",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="listen there too, such as slimevr:192.168.1.20 for trackers and phones; repeatable",
    )
    parser.add_argument("--anew", action="store_true", help="forget what the kit has held so far")
    parser.add_argument("--isolation", choices=_ISOLATIONS, help="muscles: what keeps the mains away")
    parser.add_argument("--implanted-electronics", choices=("yes", "no"), help="muscles: whether the person has any")
    parser.add_argument("--time-limit", type=_seconds, default=_STEP_S, metavar="S", help="how long a step may take")
    parser.add_argument(
        "--strap-on",
        type=_seconds,
        metavar="S",
        help="so long to strap the sensors on, instead of Enter when it is done",
    )
    parser.set_defaults(run=run)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 3600.0:
        raise argparse.ArgumentTypeError("seconds, from 0 to 3600")
    return value


def run(args: argparse.Namespace) -> int:
    """Ask for one place after the other, say what happens, and keep the kit."""
    from game.app.pairing import PairingRun
    from game.people.kits import DEFAULT_KIT

    request = _request(args)
    pairing = PairingRun(request, getattr(args, "home", None))
    try:
        _go(pairing, args.time_limit, _Ready(args.strap_on))
        path = pairing.keep()
    finally:
        pairing.close()
    chosen = "" if request.kit == DEFAULT_KIT else f" --input kit:{request.kit}"
    print(f"Kept in {path}. Play with it: moveagain play LEVEL{chosen}", flush=True)
    return 0


def _go(pairing: PairingRun, limit_s: float, ready: _Ready) -> None:
    """Until all is known. Raises RefusedError where a step takes too long."""
    from game.app.clock import now_s, wait
    from game.app.errors import RefusedError

    shown = _Shown()
    while True:
        view = pairing.poll(now_s())
        if shown.tell(view):
            began_s = now_s()
            ready.begin(view.step == "strap_on", began_s)
        if view.step == "done":
            return
        if view.step == "strap_on" and ready.said(now_s()):
            pairing.ready(now_s())
        elif now_s() - began_s > limit_s:
            raise RefusedError(
                f"Nothing came of it in {limit_s:.0f} s, and nothing was kept. "
                f"{view.refused or shown.latest or 'Run it again when everything is at hand.'}"
            )
        wait(_POLL_S)


class _Shown:
    """What has been said already."""

    def __init__(self) -> None:
        self.latest: str | None = None
        """The last reason why it did not go on."""
        self._step: tuple[str, str | None] | None = None
        self._chosen: str | None = None
        self._refused: str | None = None
        self._heard: set[str] = set()

    def tell(self, view: PairingView) -> bool:
        """Say what is new; whether a step begins."""
        for sensor in view.sensors:
            if sensor.key not in self._heard:
                self._heard.add(sensor.key)
                print(f"Heard: {sensor.words}.", flush=True)
        if view.chosen is not None and view.chosen != self._chosen:
            print(_chosen(view), flush=True)
        self._chosen = view.chosen
        begins = self._step != (view.step, view.site)
        if begins:
            self._step, self.latest = (view.step, view.site), None
            print(view.asked, flush=True)
        elif view.refused is not None and view.refused != self._refused:
            print(view.refused, flush=True)
        self._refused = view.refused
        self.latest = view.refused or self.latest
        return begins


def _chosen(view: PairingView) -> str:
    from input_devices import in_words

    one = next(sensor for sensor in view.sensors if sensor.key == view.chosen)
    return f"That is {one.words}, for your {in_words(one.site or '')}."


class _Ready:
    """Whether the person has said that everything is strapped on: by Enter, or by letting time pass."""

    def __init__(self, strap_on_s: float | None) -> None:
        terminal = sys.stdin is not None and sys.stdin.isatty()
        self._wait_s = strap_on_s if strap_on_s is not None or terminal else _STRAP_ON_S
        self._began_s = 0.0
        self._lines: SimpleQueue[str] = SimpleQueue()
        self._asks = terminal and strap_on_s is None

    def begin(self, straps_on: bool, now_s: float) -> None:
        """A step begins."""
        self._began_s = now_s
        if straps_on and self._asks:
            print("Press Enter when you are there.", flush=True)
            Thread(target=lambda: self._lines.put(sys.stdin.readline()), daemon=True).start()

    def said(self, now_s: float) -> bool:
        """Whether to go on."""
        if self._wait_s is not None:
            return now_s - self._began_s >= self._wait_s
        try:
            self._lines.get_nowait()
        except Empty:
            return False
        return True


def _request(args: argparse.Namespace) -> PairRequest:
    """What was asked for; in a terminal what is missing is asked."""
    from game.app.errors import RequestError
    from game.app.pairing import PairRequest, check_sites
    from game.people.kits import DEFAULT_KIT
    from input_devices import MUSCLES, serial_address

    asks = sys.stdin is not None and sys.stdin.isatty()
    sites: Sequence[str] = args.sites
    if not sites and asks:
        print("Where do you wear a sensor? Name one or more places, such as: right_forearm sternum")
        sites = _answer("> ").split()
    if not sites:
        raise RequestError("say where a sensor is worn, such as `moveagain inputs pair right_forearm sternum`")
    check_sites(sites)
    isolation: Isolation | None = args.isolation
    implanted = None if args.implanted_electronics is None else args.implanted_electronics == "yes"
    if asks and set(sites) & set(MUSCLES):
        if implanted is None:
            implanted = (
                _choice("Do you have electronics inside your body, such as a pacemaker?", ("yes", "no")) == "yes"
            )
        if isolation is None and not implanted:
            print("What keeps mains voltage away from you? battery: everything runs on it, this computer too;")
            isolation = cast("Isolation", _choice("radio: a wireless sensor; isolator: one in the cable.", _ISOLATIONS))
    return PairRequest(
        tuple(sites),
        args.kit if args.kit is not None else DEFAULT_KIT,
        (*(serial_address(port).text for port in args.port), *args.address),
        not args.port,
        isolation,
        implanted,
        args.anew,
    )


def _choice(question: str, answers: Sequence[str]) -> str:
    """One of the answers, asked for until it is one."""
    print(question)
    while True:
        said = _answer(f"{' / '.join(answers)}: ").lower()
        found = [answer for answer in answers if said and answer.startswith(said)]
        if len(found) == 1:
            return found[0]


def _answer(prompt: str) -> str:
    """What the person types; nobody who closes the input has to answer."""
    try:
        return input(prompt).strip()
    except EOFError:
        raise KeyboardInterrupt from None
