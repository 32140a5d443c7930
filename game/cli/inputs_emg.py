"""`moveagain inputs emg ADDRESS`: look at a muscle, or calibrate it to a person's rest and comfortable effort."""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Callable
from textwrap import wrap
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from game.app.electrodes import MuscleLook, MuscleWish

_EVERY_S = 0.1
_PLAIN_EVERY_S = 1.0
"""How often a line is written where the output is no terminal."""
_BAR = 40
_WIDTH = 80
_ASKS = "Has the person electronics inside the body, such as a pacemaker or a pump? (yes/no) "


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `emg`."""
    parser = subparsers.add_parser("emg", help="look at a muscle, or calibrate it for a person")
    parser.add_argument("address", metavar="ADDRESS", help="a port such as /dev/ttyUSB0, or an address")
    parser.add_argument("--muscle", required=True, metavar="MUSCLE", help="where the electrodes are: right_biceps…")
    parser.add_argument("--isolation", metavar="WHAT", help="what keeps the mains away: battery, radio or isolator")
    parser.add_argument("--implanted-electronics", choices=("yes", "no"), help="whether the person has any")
    parser.add_argument("--person", metavar="NAME", help="calibrate, and keep it for this person")
    parser.add_argument("--maximum", action="store_true", help="calibrate to the strongest effort, where it is allowed")
    parser.add_argument("--seconds", type=_seconds, default=math.inf, metavar="N", help="look for so long")
    parser.add_argument("--json", action="store_true", help="print one object at the end, and nothing else")
    parser.set_defaults(run=run)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0.0 < value <= 86_400.0:
        raise argparse.ArgumentTypeError("more than 0, at most 86400")
    return value


def run(args: argparse.Namespace) -> int:
    """Look until it is enough, or lead through the calibration and keep it."""
    from game.app.electrodes import MuscleWish
    from game.app.errors import RequestError

    if args.maximum and args.person is None:
        raise RequestError("--maximum is for calibrating: say for whom with --person NAME")
    if args.person is not None and args.seconds < math.inf:
        raise RequestError("--seconds is for looking: a calibration takes as long as it takes")
    wish = MuscleWish(args.address, args.muscle, args.isolation, _implanted(args))
    show = _Shown(quiet=args.json)
    found = _look(wish, args.seconds, show) if args.person is None else _calibrate(wish, args, show)
    if args.json:
        print(json.dumps(found, allow_nan=False))
    return 0


def _implanted(args: argparse.Namespace) -> bool:
    """As the call says, or as the person in front of a terminal answers."""
    from game.app.errors import RequestError

    said = args.implanted_electronics
    while said is None and sys.stdin.isatty() and sys.stdout.isatty() and not args.json:
        answer = input(_ASKS).strip().lower()
        said = {"y": "yes", "yes": "yes", "n": "no", "no": "no"}.get(answer)
    if said is None:
        raise RequestError(
            "electrodes are used only when it is known that the person has no implanted electronics, such as a "
            "pacemaker or a pump; say --implanted-electronics no, or yes"
        )
    return bool(said == "yes")


def _look(wish: MuscleWish, seconds: float, show: _Shown) -> dict[str, Any]:
    from game.app.electrodes import look

    latest: MuscleLook | None = None
    try:
        for latest in look(wish, seconds):
            show.take(latest)
    except KeyboardInterrupt:
        pass  # enough has been seen
    return {} if latest is None else as_row(latest)


def _calibrate(wish: MuscleWish, args: argparse.Namespace, show: _Shown) -> dict[str, Any]:
    from game.app.electrodes import calibrate, keep
    from game.motion.emg_calibration import EmgCalibration

    latest: MuscleLook | None = None
    for found in calibrate(wish, maximum=args.maximum):
        if isinstance(found, EmgCalibration):
            path = keep(getattr(args, "home", None), args.person, wish.muscle, found)
            row = {} if latest is None else as_row(latest)
            show.say(
                f"Calibrated: rest {found.rest_mv:.4g} mV, effort {found.effort_mv:.4g} mV. It counts today, as long "
                f"as the electrodes stay on. Kept in {path}"
            )
            return {**row, "person": args.person, "calibration": found.as_row(), "file": str(path)}
        latest = found
        show.take(found)
    raise AssertionError("calibrating ends with a calibration or a refusal")


def as_row(look: MuscleLook) -> dict[str, Any]:
    """A muscle at a moment as plain values; what is not known is None."""
    signal, report = look.signal, look.report
    return {
        "muscle": report.site,
        "address": report.address,
        "isolation": report.isolation,
        "protocol": report.protocol,
        "rate_hz": _number(report.rate_hz),
        "samples": report.samples,
        "lost": report.lost,
        "bad_frames": report.bad_frames,
        "envelope_mv": _number(signal.envelope_mv),
        "fault": None if signal.fault is None else signal.fault.value,
        "notice": report.notice or (signal.reason if signal.fault is not None else None),
    }


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


class _Shown:
    """Redrawn in place in a terminal; elsewhere a line when something new is to be said, and once a second."""

    def __init__(self, *, quiet: bool, now_s: Callable[[], float] | None = None) -> None:
        from game.app import clock

        self._quiet = quiet
        self._now_s = now_s or clock.now_s
        self._live = sys.stdout.isatty()
        self._drawn = 0
        self._shown_s = -math.inf
        self._said: list[str] = []
        self._largest_mv = 0.0

    def say(self, words: str) -> None:
        """A sentence that stays."""
        if not self._quiet:
            print("\n".join(wrap(words, _WIDTH)), flush=True)

    def take(self, look: MuscleLook) -> None:
        """What is to be seen now."""
        if self._quiet:
            return
        envelope_mv = look.signal.envelope_mv
        self._largest_mv = max(self._largest_mv, 0.0 if math.isnan(envelope_mv) else envelope_mv)
        said = _sentences(look)
        fresh, due_s = said != self._said, _EVERY_S if self._live else _PLAIN_EVERY_S
        if not fresh and self._now_s() - self._shown_s < due_s:
            return
        self._said, self._shown_s = said, self._now_s()
        level = self._level(look)
        if self._live:
            lines = [*(part for one in said for part in wrap(one, _WIDTH)), level]
            back = f"\x1b[{self._drawn}F\x1b[J" if self._drawn else ""
            print(back + "\n".join(lines), flush=True)
            self._drawn = len(lines)
        else:
            print("\n".join([*said, level] if fresh else [level]), flush=True)

    def _level(self, look: MuscleLook) -> str:
        """The envelope as a bar: beside the effort so far, or beside the largest that was seen."""
        envelope_mv = look.signal.envelope_mv
        if math.isnan(envelope_mv):
            return "  no signal yet" if look.report.samples == 0 else "  the signal is settling"
        share = look.share
        if look.words is None:
            share = envelope_mv / self._largest_mv if self._largest_mv > 0.0 else 0.0
        filled = 0 if math.isnan(share) else min(_BAR, max(0, round(share * _BAR)))
        left = f"  {math.ceil(look.left_s)} s" if look.left_s > 0.0 else ""
        return f"  {'█' * filled}{'·' * (_BAR - filled)} {envelope_mv:.4g} mV{left}"


def _sentences(look: MuscleLook) -> list[str]:
    """What is asked for, and what is wrong."""
    from game.motion.muscle import SETTLING, UNCALIBRATED

    wrong = look.reason or look.report.notice or look.signal.reason
    said = [] if look.words is None else [look.words]
    return said if wrong in (UNCALIBRATED, SETTLING, None) else [*said, f"{wrong[:1].upper()}{wrong[1:]}."]
