"""Reminding: a notification of the desktop on fixed weekdays, by a timer of systemd's; a missed day says nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from datetime import time
from pathlib import Path

from game.app.clock import today
from game.app.errors import RefusedError, RequestError
from game.coaching.weekdays import WEEKDAYS
from game.people.errors import PeopleError
from game.people.file import write_whole
from game.people.folder import person_folder
from game.people.reminders import TITLE, TITLE_LETTERS_MAX, Reminders, calendar, identity_of
from game.people.settings import PersonSettings, settings_of
from game.people.settings_file import settings_in
from game.sessions.home import home

LATE_MIN = 30
"""A computer that slept at the hour reminds within so long after it, else not at all: a choice."""
_ANYWHERE = "`moveagain reminders calendar FILE` makes a file for any calendar"
_WAIT_S = 5.0
"""The window waits meanwhile; systemd answers in a tenth of it. A choice."""


def wanted(home_dir: str | None, person: str | None, days: str | None, at: str | None, title: str | None) -> Reminders:
    """What the person's settings say, and the call above them. Raises RequestError."""
    settings, trouble = (PersonSettings(), None) if person is None else settings_in(home(home_dir), person)
    said = {"reminder_days": days, "reminder_time": at}
    given, wrong = settings_of({key: word for key, word in said.items() if word is not None})
    if wrong:
        words = "; ".join(wrong).replace("reminder_days", "--days").replace("reminder_time", "--at")
        raise RequestError(words)
    chosen = settings.reminder_days if days is None else given.reminder_days
    hour = settings.reminder_time if at is None else given.reminder_time
    if not chosen:
        unread = "" if trouble is None else f" ({trouble})"
        raise RequestError(f"no weekday is said: give --days monday,thursday, or set reminder_days of --person{unread}")
    title = TITLE if title is None else title.strip()
    if not title or len(title) > TITLE_LETTERS_MAX or not title.isprintable():
        raise RequestError(f"a title is one line of at most {TITLE_LETTERS_MAX} letters")
    return Reminders(chosen, time.fromisoformat(hour), title)


def write_calendar(path: Path, home_dir: str | None, person: str | None, reminders: Reminders) -> None:
    """Write the calendar file. Raises RefusedError or PeopleError."""
    text = calendar(reminders, identity_of(home(home_dir), person or ""), today())
    try:
        path.write_bytes(text.encode("utf-8"))
    except OSError as error:
        raise RefusedError(f"{path} cannot be written: {error.strerror}; name another file") from error


def install(home_dir: str | None, person: str | None, reminders: Reminders) -> Path:
    """Let the desktop remind this person; the timer's file. Raises RefusedError where there are no such timers."""
    systemctl, notify = shutil.which("systemctl"), shutil.which("notify-send")
    if systemctl is None:
        raise RefusedError(f"this system has no timers of systemd; {_ANYWHERE}")
    if notify is None:
        raise RefusedError(f"notify-send is not here: run `sudo apt install libnotify-bin`; or {_ANYWHERE}")
    timer, service = _files(home_dir, person)
    write_whole(service, service_text(reminders, notify))
    write_whole(timer, timer_text(reminders))
    try:
        _call(systemctl, "daemon-reload")
        _call(systemctl, "enable", "--now", timer.name)
        _call(systemctl, "restart", timer.name)  # one that ran already keeps the old hours else
    except RefusedError:
        _take_away(timer, service)
        raise
    return timer


def remove(home_dir: str | None, person: str | None) -> bool:
    """Remind this person no more; whether there was anything to remove. Raises RefusedError."""
    timer, service = _files(home_dir, person)
    if not timer.exists() and not service.exists():
        return False
    systemctl = shutil.which("systemctl")
    with suppress(RefusedError):  # the files decide: without them nothing is started again
        if systemctl is not None:
            _call(systemctl, "disable", "--now", timer.name)
    _take_away(timer, service)
    with suppress(RefusedError):
        if systemctl is not None:
            _call(systemctl, "daemon-reload")
    return True


def timer_text(reminders: Reminders) -> str:
    """When systemd is to look; what it missed while the computer was off, it does not make up for."""
    days = ",".join(day[:3].title() for day in reminders.days)
    return (
        "[Unit]\nDescription=Moveagain's reminder\n\n"
        f"[Timer]\nOnCalendar={days} *-*-* {reminders.at:%H:%M}:00\nAccuracySec=1min\nPersistent=false\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )


def service_text(reminders: Reminders, notify: str) -> str:
    """What it does then. After a sleep systemd makes up for an hour that passed meanwhile: the condition lets it be,
    unless it is still the day and about the hour."""
    numbers = " ".join(str(WEEKDAYS.index(day) + 1) for day in reminders.days)
    minute = 60 * reminders.at.hour + reminders.at.minute
    condition = (
        f'case " {numbers} " in *" $(date +%u) "*) ;; *) exit 1;; esac; '
        f"h=$(date +%H); m=$(date +%M); late=$(( 60 * ${{h#0}} + ${{m#0}} - {minute} )); "
        f"[ $late -ge 0 ] && [ $late -le {LATE_MIN} ]"
    )
    return (
        "[Unit]\nDescription=Moveagain's reminder\n\n"
        f"[Service]\nType=oneshot\nExecCondition=/bin/sh -c {_quoted(condition)}\n"
        f"ExecStart={_quoted(notify)} --app-name=Moveagain -- {_quoted(reminders.title)}\n"
    )


def _quoted(word: str) -> str:
    """One word of a command in a unit: nothing in it is a variable, a specifier or the end of it (systemd.service)."""
    for letter, written in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", "$$")):
        word = word.replace(letter, written)
    return f'"{word}"'


def _files(home_dir: str | None, person: str | None) -> tuple[Path, Path]:
    """The timer and its service, of names that are this person's own and do not say who it is."""
    config = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    folder = Path(config).expanduser() / "systemd" / "user"
    mark = person_folder(home(home_dir), person or "").name.rpartition("-")[2]
    name = f"moveagain-reminder-{mark}"
    return folder / f"{name}.timer", folder / f"{name}.service"


def _take_away(*files: Path) -> None:
    for file in files:
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise PeopleError(f"{file} cannot be removed: {error.strerror}; remove it by hand") from error


def _call(systemctl: str, *words: str) -> None:
    try:
        subprocess.run(
            [systemctl, "--user", *words],
            check=True,
            capture_output=True,
            text=True,
            timeout=_WAIT_S,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError) as error:
        said = str(getattr(error, "stderr", None) or error).strip().splitlines()
        raise RefusedError(
            f"systemd does not take the reminder ({said[0] if said else 'without a word'}): log in on the desktop and "
            f"try again; or {_ANYWHERE}"
        ) from error
