"""Speech: the system's own voice, as sound files; what was said once is kept and needs no program again."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from game.screens.language import gettext as _

WORDS_A_MINUTE = 145
"""Calm reading aloud; a choice, slower than the programs' own 175."""
_PITCH = 38
"""Of espeak, 0–99; its own is 50. Lower is easier for old ears; a choice."""
_TIMEOUT_S = 10.0
_KEPT_BYTES_MAX = 64_000_000
"""About twenty-five minutes of speech; what was not said for longest goes first. A choice."""
_ESPEAKS = ("espeak-ng", "espeak")
_NO_WINDOW = 0x0800_0000 if sys.platform == "win32" else 0
"""On Windows a program that is called would open a black window for a moment (CREATE_NO_WINDOW)."""
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
        if self.name == "powershell":
            return [self.path, "-NoProfile", "-NonInteractive", "-EncodedCommand", _script(language, out)]
        how = ["-v", _ESPEAK_VOICES.get(language, language), "-s", str(WORDS_A_MINUTE), "-p", str(_PITCH), "-b", "1"]
        return [self.path, *how, "-w", str(out), "--stdin"]


_ESPEAK_VOICES = {"en": "en-gb", "qps": "en-gb"}
"""What the program calls a language, where it calls it otherwise; the pseudo-language is English under its marks."""
_SYSTEM_SPEECH = """
Add-Type -AssemblyName System.Speech
$words = (New-Object IO.StreamReader([Console]::OpenStandardInput(), [Text.Encoding]::UTF8)).ReadToEnd()
$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer
$of = $voice.GetInstalledVoices() | Where-Object {
  $_.Enabled -and $_.VoiceInfo.Culture.TwoLetterISOLanguageName -eq LANGUAGE
} | Select-Object -First 1
if (-not $of) { exit 3 }
$voice.SelectVoice($of.VoiceInfo.Name)
$voice.Rate = -2
$as = New-Object System.Speech.AudioFormat.SpeechAudioFormatInfo(22050, 'Sixteen', 'Mono')
$voice.SetOutputToWaveFile(OUT, $as)
$voice.Speak($words)
$voice.Dispose()
"""
"""The voices of Windows, by what every Windows has: an app that was installed needs neither Python nor a package for
it. Without a voice of that language it says nothing, since one of another would not be understood. The rate is two
steps of ten below the voice's own (a choice). Untested there."""


def _script(language: str, out: Path) -> str:
    """The whole script as one word of the call, with the language and the file in it as text that nothing in them can
    end."""
    from base64 import b64encode

    said = {"LANGUAGE": {"qps": "en"}.get(language, language), "OUT": str(out)}
    script = _SYSTEM_SPEECH
    for name, text in said.items():
        script = script.replace(name, "'" + text.replace("'", "''") + "'")
    return b64encode(script.encode("utf-16-le")).decode("ascii")


def programs() -> Iterator[Program]:
    """Every program here that can speak into a file, the best first."""
    if sys.platform == "darwin" and (path := shutil.which("say")):
        yield Program("say", path)
    if sys.platform == "win32" and (path := shutil.which("powershell")):
        yield Program("powershell", path)
    for name in _ESPEAKS:
        if path := shutil.which(name):
            yield Program(name, path)


def why_silent() -> str | None:
    """Why nothing is said aloud here, and what to do, in the person's language; None where something can be."""
    if next(programs(), None) is not None:
        return None
    if sys.platform == "win32":
        return _("This computer has no voice for the game. To hear it, install espeak-ng.")
    return _("This computer has no voice for the game. To hear it, install espeak-ng: sudo apt install espeak-ng")


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
        import hashlib

        how = (str(_FORMAT), self._program.name, self._language, str(WORDS_A_MINUTE), str(_PITCH), words)
        return hashlib.sha256("\0".join(how).encode()).hexdigest()[:32]

    def _speak(self, words: str, kept: Path) -> bytes | None:
        import subprocess  # here, as all that is slow to load: none of it is needed for the first frame
        import tempfile

        try:
            with tempfile.TemporaryDirectory(prefix="moveagain-voice-") as folder:
                out = Path(folder) / "said.wav"
                subprocess.run(
                    self._program.command(self._language, out),
                    input=words.encode(),
                    capture_output=True,
                    timeout=_TIMEOUT_S,
                    check=True,
                    creationflags=_NO_WINDOW,
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
