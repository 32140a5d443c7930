"""What the computer brings: a screen, drawing in time, sound, a voice, ports, Bluetooth, and a clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from game.app.doctor.check import Check, State
from game.app.doctor.seen import Seen

FRAME_MS, FRAME_LATE_MS = 5.0, 12.0
"""What a frame may cost, median and 99th percentile: a sixtieth of a second is 16.7 ms and has more to do. Choices."""
WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)
"""No clock that stands before this program was written is right."""
AHEAD = timedelta(days=1)
"""A session may be so far ahead of the clock: a journey through time zones does that much. A choice."""
_NOWHERE = ("dummy", "offscreen", "disk")
"""SDL's drivers that show and sound nothing."""
_SCREENS = {"x11": "X11", "wayland": "Wayland", "windows": "Windows", "cocoa": "macOS"}
_HEADLESS = "`moveagain play shoulder_abduction_reach_1 --headless --input simulated --speed max` plays without one"


def screen(seen: Seen) -> Check:
    screen = seen.screen
    if screen.driver in _NOWHERE:
        return Check(
            "Screen",
            State.MISSING,
            f"Windows are drawn into nowhere: SDL_VIDEODRIVER says “{screen.driver}”.",
            "Take SDL_VIDEODRIVER out of the environment, and ask again.",
            needed=True,
        )
    if screen.opened:
        wide, tall = screen.size
        way = _SCREENS.get(screen.driver, screen.driver)
        return Check("Screen", State.GOOD, f"A window opens through {way}; the desktop is {wide}×{tall}.", needed=True)
    if not screen.libraries:
        mend = "Run `sudo apt install libx11-6 libxext6 libxcursor1 libxi6 libxrandr2`, and ask again."
        return Check("Screen", State.MISSING, f"No window opens: {screen.trouble}.", mend, needed=True)
    ways = {
        "linux": f"Start it on the computer's own desktop, or over the network with `ssh -X`; {_HEADLESS}.",
        "windows": f"Start it on the computer's own desktop; {_HEADLESS}.",
        "macos": f"Start it on the computer's own desktop; {_HEADLESS}.",
    }
    return Check("Screen", State.MISSING, f"No window opens: {screen.trouble}.", ways[seen.system], needed=True)


def frames(seen: Seen) -> Check:
    frames, name = seen.frames, "Drawing"
    if frames is None:
        return Check(name, State.MISSING, "Not measured: nothing can be drawn.", "Mend what stands above, ask again.")
    wide, tall = frames.size
    said = (
        f"Measured just now: a frame of the lanterns at {wide}×{tall}, drawn by the processor, takes "
        f"{frames.median_ms:.1f} ms (median of {frames.count}), 99 in 100 at most {frames.late_ms:.1f} ms. There are "
        "16.7 ms for one."
    )
    if frames.median_ms <= FRAME_MS and frames.late_ms <= FRAME_LATE_MS:
        return Check(name, State.GOOD, said)
    mend = "Close other programs, plug a laptop in, or play in a smaller window."
    return Check(name, State.BETTER, said, mend)


def sound(seen: Seen) -> Check:
    sound = seen.loudspeaker
    if sound.opened and sound.driver not in _NOWHERE:
        return Check("Sound", State.GOOD, f"The loudspeaker opens through {sound.driver}.")
    if sound.opened:
        return Check(
            "Sound",
            State.BETTER,
            f"Sounds go into nowhere: SDL_AUDIODRIVER says “{sound.driver}”.",
            "Take SDL_AUDIODRIVER out of the environment, and ask again.",
        )
    mend = {
        "linux": "Run `sudo apt install pipewire-pulse`, log in again, and choose a loudspeaker in the settings",
        "windows": "Choose a loudspeaker under Settings, System, Sound",
        "macos": "Choose a loudspeaker under System Settings, Sound",
    }
    return Check(
        "Sound",
        State.MISSING,
        f"Nothing can be heard: {sound.trouble}.",
        f"{mend[seen.system]}; all that sounds is shown as well.",
    )


def voice(seen: Seen) -> Check:
    if seen.voice is not None:
        return Check("Voice", State.GOOD, f"Prompts can be spoken by {seen.voice}.")
    mend = {
        "linux": "Run `sudo apt install espeak-ng`",
        "windows": "Install espeak-ng",
        "macos": "See that `say` answers in the terminal",
    }
    found = "The system has no voice that prompts could be spoken by."
    return Check("Voice", State.MISSING, found, f"{mend[seen.system]}; all that is said is written as well.")


def ports(seen: Seen) -> Check:
    """Whether sensors on a wire can be heard. No port is opened for it: some boards start anew when one is."""
    name = "Ports"
    barred = [port for port in seen.ports if port.barred is not None]
    if barred:
        found, mend = str(barred[0].barred), "Mend that, unplug the sensor and plug it in again."
        happened, _semicolon, do = found.partition("; ")
        if do:
            mend = f"{do[:1].upper()}{do[1:]}."
        return Check(name, State.MISSING, f"{barred[0].words} cannot be opened: {happened}.", mend)
    if seen.ports:
        return Check(name, State.GOOD, f"There is {'; '.join(port.words for port in seen.ports)}.")
    if seen.lacks_group is not None:
        return Check(
            name,
            State.BETTER,
            f"There is no serial port now, and this user is not in the group {seen.lacks_group}, which may open them.",
            f"Run `sudo usermod -aG {seen.lacks_group} $USER`, log out and log in again, then plug a sensor in.",
        )
    mend = "For play with a sensor plug one in, or pair it in the system's Bluetooth settings."
    return Check(name, State.BETTER, "There is no serial port now.", mend)


def bluetooth(seen: Seen) -> Check:
    """Whether sensors without a wire can be heard."""
    there, name = seen.bluetooth, "Bluetooth"
    if there.adapters == ():
        return Check(
            name,
            State.MISSING,
            "This computer has no Bluetooth adapter.",
            "For sensors without a wire plug a USB Bluetooth adapter in; sensors with a cable need none.",
        )
    if there.switched_off:
        mend = {
            "linux": "Run `rfkill unblock bluetooth`, or switch it on in the system's settings.",
            "windows": "Switch it on under Settings, Bluetooth & devices.",
            "macos": "Switch it on under System Settings, Bluetooth.",
        }
        return Check(name, State.BETTER, "Bluetooth is switched off.", mend[seen.system])
    if not there.library:
        mend_library = (
            "Take the newest app; cables work as they are."
            if seen.bundled
            else "Run `python -m pip install 'moveagain[bluetooth]'`; cables work as they are."
        )
        return Check(name, State.BETTER, "The package bleak is not here, which hears such sensors.", mend_library)
    if there.adapters is None:
        return Check(
            name,
            State.GOOD,
            "Whether Bluetooth is on is not told by this system; `moveagain inputs --bluetooth` lists who is heard.",
        )
    return Check(name, State.GOOD, f"The adapter {', '.join(there.adapters)} is there.")


def clock(seen: Seen) -> Check:
    """Whether the date can be right: a session belongs to a day, and a prescription ends on one."""
    name, newest, now = "Clock", seen.kept.newest, seen.now
    said = f"{now:%Y-%m-%d %H:%M}"
    mend = {
        "linux": "Run `sudo timedatectl set-ntp true`, or set the clock in the system's settings.",
        "windows": "Set it under Settings, Time & language, Date & time.",
        "macos": "Set it under System Settings, General, Date & Time.",
    }[seen.system]
    if now < WRITTEN:
        return Check(name, State.BETTER, f"It says {said}, which is before this program was written.", mend)
    if newest is not None and newest - now > AHEAD:
        found = f"It says {said}, but a session is kept that began on {newest:%Y-%m-%d}."
        return Check(name, State.BETTER, found, mend)
    return Check(name, State.GOOD, f"It says {said}.")
