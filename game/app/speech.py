"""Speech: the system's own voice, as sound files; what was said once is kept and needs no program again."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

WORDS_A_MINUTE = 145
"""Calm reading aloud; a choice, slower than the programs' own 175."""
_PITCH = 38
"""Of espeak, 0–99; its own is 50. Lower is easier for old ears; a choice."""
_TIMEOUT_S = 10.0
_KEPT_BYTES_MAX = 64_000_000
"""About twenty-five minutes of speech; what was not said for longest goes first. A choice."""
_ESPEAKS = ("espeak-ng", "espeak")
_FORMAT = 1
"""Another number where the same words are to be made anew."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program that speaks into a file."""

    name: str
    path: str

    def command(self, language: str, out: Path) -> list[str]:
        """How it is called to read standard input into `out` in that language; the words are never part of the call."""
        if self.name == "say":
            return [self.path, "-r", str(WORDS_A_MINUTE), "--data-format=LEI16@22050", "-o", str(out), "-f", "-"]
        if self.name == "pyttsx3":
            return [self.path, "-c", _PYTTSX3, language, str(WORDS_A_MINUTE), str(out)]
        how = ["-v", _ESPEAK_VOICES.get(language, language), "-s", str(WORDS_A_MINUTE), "-p", str(_PITCH), "-b", "1"]
        return [self.path, *how, "-w", str(out), "--stdin"]


_ESPEAK_VOICES = {"en": "en-gb"}
_PYTTSX3 = """
import sys, pyttsx3
language, rate, out = sys.argv[1:]
words = sys.stdin.buffer.read().decode()
engine = pyttsx3.init()
engine.setProperty("rate", int(rate))
for voice in engine.getProperty("voices"):
    if language in str(voice.languages).lower() or f"{language}-" in voice.id.lower():
        engine.setProperty("voice", voice.id)
        break
engine.save_to_file(words, out)
engine.runAndWait()
"""
"""Run in a process of its own, because the library wants its own loop; the system's voices of Windows, untested."""


def programs() -> Iterator[Program]:
    """Every program here that can speak into a file, the best first."""
    if sys.platform == "darwin" and (path := shutil.which("say")):
        yield Program("say", path)
    for name in _ESPEAKS:
        if path := shutil.which(name):
            yield Program(name, path)
    if sys.platform == "win32":
        from importlib.util import find_spec

        if find_spec("pyttsx3") is not None:
            yield Program("pyttsx3", sys.executable)


def why_silent() -> str | None:
    """Why nothing is said aloud here, and what to do; None where something can be."""
    if next(programs(), None) is not None:
        return None
    if sys.platform == "win32":
        return 'This computer has no voice for the game; to hear it, run: python -m pip install "moveagain[speech]"'
    return "This computer has no voice for the game; to hear it, install espeak-ng: sudo apt install espeak-ng"


def system_voice(home_dir: str | None, language: str = "en") -> SystemVoice | None:
    """The system's voice, its files kept in the home; None where there is none."""
    from game.sessions.home import home

    program = next(programs(), None)
    return None if program is None else SystemVoice(program, home(home_dir) / "cache" / "voice", language)


class SystemVoice:
    """Speaks sentences into files by one program, in one language."""

    def __init__(self, program: Program, folder: Path, language: str = "en") -> None:
        self.silent_because: str | None = None
        """Why the last sentence could not be had, in a sentence; None when it could."""
        self._program = program
        self._folder = folder
        self._language = language
        self._pruned = False

    def wav(self, words: str) -> bytes | None:
        """The sentence as a WAV file, from the folder where it was said before; None where it cannot be had."""
        kept = self._folder / f"{self._key(words)}.wav"
        try:
            sound = kept.read_bytes()
            os.utime(kept)
        except OSError:
            pass
        else:
            return sound
        self._prune()
        return self._speak(words, kept)

    def _key(self, words: str) -> str:
        how = (str(_FORMAT), self._program.name, self._language, str(WORDS_A_MINUTE), str(_PITCH), words)
        return hashlib.sha256("\0".join(how).encode()).hexdigest()[:32]

    def _speak(self, words: str, kept: Path) -> bytes | None:
        try:
            with tempfile.TemporaryDirectory(prefix="moveagain-voice-") as folder:
                out = Path(folder) / "said.wav"
                subprocess.run(
                    self._program.command(self._language, out),
                    input=words.encode(),
                    capture_output=True,
                    timeout=_TIMEOUT_S,
                    check=True,
                )
                sound = out.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            self.silent_because = f"{self._program.name} could not say a sentence: {error}."
            return None
        self.silent_because = None
        self._keep(sound, kept)
        return sound

    def _keep(self, sound: bytes, kept: Path) -> None:
        """In one piece or not at all. Where the disk takes nothing, it is made again the next time."""
        part = kept.with_suffix(f".{os.getpid()}.part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(sound)
            part.replace(kept)
        except OSError:
            with suppress(OSError):
                part.unlink()

    def _prune(self) -> None:
        """Once, before the first sentence is made: what was not said for longest goes where there is too much."""
        if self._pruned:
            return
        self._pruned = True
        try:
            files = sorted(self._folder.glob("*.wav"), key=lambda path: path.stat().st_mtime, reverse=True)
            total = 0
            for path in files:
                total += path.stat().st_size
                if total > _KEPT_BYTES_MAX:
                    path.unlink(missing_ok=True)
        except OSError:
            pass  # another game prunes it too
