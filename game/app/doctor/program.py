"""What the program itself needs: Python, its packages, the filter for motion, and a face for its words."""

from __future__ import annotations

from collections.abc import Mapping

from game.app.doctor.check import Check, State
from game.app.doctor.seen import Seen

PYTHON_LEAST = (3, 11)
PACKAGES: Mapping[str, str] = {
    "pygame-ce": "2.5",
    "pyserial": "3.5",
    "numpy": "1.26",
    "pyyaml": "6.0",
    "pydantic": "2.7",
    "platformdirs": "4",
    "rich": "13",
    "scipy": "1.12",
    "font-source-sans-pro": "0.0.1",
}
"""What the game cannot do without, and from which version on; the filter has a check of its own."""


def python(seen: Seen) -> Check:
    said = ".".join(map(str, seen.python))
    if seen.bundled:
        return Check("Python", State.GOOD, f"Python {said} comes with the app.", needed=True)
    if seen.python[:2] >= PYTHON_LEAST:
        return Check("Python", State.GOOD, f"Python {said} is new enough.", needed=True)
    least = ".".join(map(str, PYTHON_LEAST))
    mend = {
        "linux": "Run `sudo apt install python3 python3-venv` on a newer Debian, or take the app with its own.",
        "windows": "Run `winget install Python.Python.3.13`, then set Moveagain up anew.",
        "macos": "Run `brew install python@3.13`, then set Moveagain up anew.",
    }
    return Check(
        "Python", State.MISSING, f"Python {said} is too old; {least} is needed.", mend[seen.system], needed=True
    )


def packages(seen: Seen) -> Check:
    absent = [name for name in PACKAGES if seen.packages.get(name) is None]
    old = [name for name, version in seen.packages.items() if version is not None and _older(version, PACKAGES[name])]
    if not absent and not old:
        said = ", ".join(f"{name} {seen.packages[name]}" for name in PACKAGES)
        return Check("Packages", State.GOOD, f"All are here: {said}.", needed=True)
    parts = [f"{name} is not here, or cannot be loaded" for name in absent]
    parts += [f"{name} {seen.packages[name]} is older than {PACKAGES[name]}" for name in old]
    wanted = " ".join(f'"{name}>={PACKAGES[name]}"' for name in (*absent, *old))
    return Check(
        "Packages", State.MISSING, f"{'; '.join(parts)}.", _again(seen, f"python -m pip install {wanted}"), needed=True
    )


def pygame(seen: Seen) -> Check:
    if seen.pygame_is_ce:
        return Check("pygame", State.GOOD, "It is pygame-ce, the one that this game needs.", needed=True)
    repair = "python -m pip uninstall -y pygame && python -m pip install --force-reinstall pygame-ce"
    found = (
        "It cannot be loaded."
        if seen.pygame_is_ce is None
        else "Another package has replaced pygame-ce by the old pygame, which this game cannot use."
    )
    return Check("pygame", State.MISSING, found, _again(seen, repair), needed=True)


def fusion(seen: Seen) -> Check:
    name = "Motion filter"
    if seen.fusion is None:
        mend = _again(seen, 'python -m pip install "vqf>=2.1"')
        return Check(name, State.MISSING, "Neither vqf nor imufusion is here: no movement can be told.", mend, True)
    if seen.fusion.startswith("vqf"):
        return Check(name, State.GOOD, f"{seen.fusion} is used, the most accurate of those measured.", needed=True)
    return Check(
        name,
        State.BETTER,
        f"{seen.fusion} is used, about three times less accurate than vqf, which is not here.",
        "Run Moveagain with Python 3.11 to 3.13 on a PC or a Mac: vqf is made for these.",
        needed=True,
    )


def fonts(seen: Seen) -> Check:
    if seen.fonts is None:
        return Check("Fonts", State.GOOD, "Source Sans Pro can be set.", needed=True)
    repair = "python -m pip install --force-reinstall font-source-sans-pro"
    return Check("Fonts", State.MISSING, f"No words can be set: {seen.fonts}.", _again(seen, repair), needed=True)


def _older(version: str, least: str) -> bool:
    return _numbers(version) < _numbers(least)


def _numbers(version: str) -> tuple[int, ...]:
    """The leading numbers of a version: 2.5.6.dev1 → 2, 5, 6."""
    found = []
    for part in version.split("."):
        if not part.isdecimal():
            break
        found.append(int(part))
    return tuple(found)


def _again(seen: Seen, command: str) -> str:
    """How to get something back that belongs to the program."""
    if seen.bundled:
        return "Unpack the app's folder anew: something of it is gone."
    return f"Run `{command}` with the Python that Moveagain runs with."
