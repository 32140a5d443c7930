"""The system's voice: found where there is one, asked once for each sentence, and silent without a fuss."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from base64 import b64decode
from pathlib import Path

import numpy as np
import pytest

from game.app import speech
from game.app.speech import Program, SystemVoice, programs, system_voice, why_silent
from game.screens.tones import RATE_HZ
from game.screens.voice import samples

REAL = next((Program(name, path) for name in ("espeak-ng", "espeak") if (path := shutil.which(name))), None)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Every process that is started, and how."""
    kept: list[list[str]] = []
    real = subprocess.run

    def run(command: list[str], **how: object) -> object:
        assert not how.get("shell")
        kept.append(command)
        return real(command, **how)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", run)
    return kept


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """One that writes the words themselves into its file, and its call beside."""
    script = tmp_path / "espeak-ng"
    script.write_text(
        f"#!{sys.executable}\nimport sys\nout = sys.argv[sys.argv.index('-w') + 1]\n"
        "words = sys.stdin.buffer.read()\n"
        "sys.exit('no such voice') if b'Fail' in words else open(out, 'wb').write(b'RIFF' + words)\n"
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return Program("espeak-ng", str(script))


def test_a_sentence_is_made_once(program: Program, tmp_path: Path, calls: list[list[str]]) -> None:
    """The second time, and in the next game, no process is started."""
    folder = tmp_path / "kept"
    first = SystemVoice(program, folder)
    assert first.wav("Slowly up.") == b"RIFFSlowly up."
    assert first.wav("Slowly up.") == SystemVoice(program, folder).wav("Slowly up.") == b"RIFFSlowly up."
    assert len(calls) == 1


def test_words_language_and_program_each_make_another_file(program: Program, tmp_path: Path) -> None:
    """What was said in one language is not said in another."""
    for language in ("en", "de"):
        for words in ("Stop.", "Go."):
            SystemVoice(program, tmp_path / "kept", language).wav(words)
    SystemVoice(Program("espeak", program.path), tmp_path / "kept").wav("Stop.")
    assert len(list((tmp_path / "kept").iterdir())) == 5


@pytest.mark.parametrize("words", ["--version", "-w /tmp/x; rm -rf ~", "Größer, “bigger”, más", "$(id) `id`"])
def test_words_are_never_part_of_the_call(program: Program, tmp_path: Path, calls: list[list[str]], words: str) -> None:
    """Whatever they are: they go in by standard input."""
    assert SystemVoice(program, tmp_path / "kept").wav(words) == b"RIFF" + words.encode()
    assert not any(words in part for part in calls[0])


def test_a_program_that_fails_is_silent_and_says_why(program: Program, tmp_path: Path) -> None:
    """Nothing is kept of it, and the next sentence is tried again."""
    voice = SystemVoice(program, tmp_path / "kept")
    assert voice.wav("Fail.") is None
    assert voice.silent_because is not None and "espeak-ng" in voice.silent_because
    assert voice.wav("Go on.") is not None and voice.silent_because is None
    assert len(list((tmp_path / "kept").iterdir())) == 1
    assert SystemVoice(Program("espeak-ng", str(tmp_path / "gone")), tmp_path / "kept").wav("Up.") is None


def test_a_disk_that_takes_nothing_costs_only_the_cache(program: Program, tmp_path: Path) -> None:
    """It is said all the same."""
    (tmp_path / "kept").write_text("a file where the folder should be")
    assert SystemVoice(program, tmp_path / "kept").wav("Up.") == b"RIFFUp."


def test_the_cache_does_not_grow_for_ever(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not said for longest goes first."""
    monkeypatch.setattr(speech, "_KEPT_BYTES_MAX", 25)
    folder = tmp_path / "kept"
    for age_s, words in ((300, "Oldest."), (200, "Older."), (100, "Newer.")):
        SystemVoice(program, folder).wav(words)
        newest = max(folder.iterdir(), key=lambda path: path.stat().st_mtime)
        os.utime(newest, (newest.stat().st_mtime - age_s,) * 2)
    SystemVoice(program, folder).wav("New.")
    assert sorted(path.read_bytes() for path in folder.iterdir()) == [b"RIFFNew.", b"RIFFNewer.", b"RIFFOlder."]


def test_a_computer_without_a_voice_says_what_to_do(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """No program, no voice, one sentence."""
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(sys, "platform", "linux")
    assert not list(programs()) and system_voice(str(home)) is None
    assert "apt install espeak-ng" in (why_silent() or "")


@pytest.mark.parametrize(("language", "asked"), [("de", "'de'"), ("qps", "'en'")])
def test_on_windows_an_app_that_was_installed_speaks_too(
    language: str, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By what every Windows has, never by the program itself, which is no Python there; nothing in the file's name ends
    the text that it is in the script. Only the call is looked at: nobody has run it on Windows."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "executable", "moveagain.exe")
    monkeypatch.setattr(shutil, "which", lambda name: name if name == "powershell" else None)
    (found,) = programs()
    call = found.command(language, Path("C:/Users/O'Neil; exit/said.wav"))
    assert call[0] == "powershell" and not any("moveagain.exe" in part for part in call)
    script = b64decode(call[-1]).decode("utf-16-le")
    assert f"-eq {asked}" in script
    assert re.search(r"SetOutputToWaveFile\('C:.Users.O''Neil; exit.said\.wav', ", script)
    assert why_silent() is None


def test_espeak_ng_comes_before_espeak(monkeypatch: pytest.MonkeyPatch) -> None:
    """The better voice first; neither is missed on a computer that has it."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    assert [found.name for found in programs()] == ["espeak-ng", "espeak"]
    assert why_silent() is None


@pytest.mark.skipif(REAL is None, reason="this computer has no espeak-ng")
@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Do not exercise now."), ("de", "Jetzt nicht üben."), ("es", "No haga ejercicio ahora.")],
)
def test_the_real_voice_speaks(language: str, words: str, home: Path, calls: list[list[str]]) -> None:
    """Half a second to five of something like speech: most of it below 4 kHz, and a deep voice (its beat is found
    by its likeness to itself); the second time from the folder in the home."""
    assert REAL is not None
    voice = SystemVoice(REAL, home / "cache" / "voice", language)
    found = voice.wav(words)
    assert found is not None and voice.wav(words) == found and len(calls) == 1
    sound = samples(found)
    assert 0.3 < len(sound) / RATE_HZ < 5.0
    power = np.square(np.abs(np.fft.rfft(sound, 1 << 18)))
    assert power[: round(4_000 / RATE_HZ * (1 << 18))].sum() > 0.9 * power.sum()
    likeness = np.fft.irfft(power)
    lags = np.arange(round(RATE_HZ / 300), round(RATE_HZ / 60))
    assert 60 < RATE_HZ / lags[np.argmax(likeness[lags])] < 160
