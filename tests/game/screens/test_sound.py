"""Sound: calm and low, never the only sign, and silent without a fuss where there is nothing to hear it with."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.exercises import events
from game.exercises.events import (
    Answered,
    AxisRefused,
    AxisTaken,
    BeatGiven,
    CompensationSeen,
    CueGiven,
    DifficultyChanged,
    Event,
    FallAnswered,
    ImpactFelt,
    NeutralRefused,
    NeutralTaken,
    PaceBeat,
    PainReported,
    Paused,
    PhaseDone,
    RangeShown,
    RepCompleted,
    RestEnded,
    RestStarted,
    Resumed,
    Rezeroed,
    RoundEnded,
    SensorDoubted,
    SensorTrusted,
    SetEnded,
    SignalBack,
    SignalLost,
    StretchTaken,
    TargetReached,
    Tired,
    TrialEnded,
    TrialStarted,
    UnwellReported,
    Verdict,
    ZeroDue,
)
from game.screens.guide import QUIET, Want
from game.screens.mixing import CHANNELS, GUIDE, TONES, Duck
from game.screens.sound import Sounds, tone_for
from game.screens.tones import GUIDE_PEAK, MUSIC_PEAK, RATE_HZ, SCORES, TONE_PEAK, VOICE_PEAK, Tone, wave


@pytest.fixture(autouse=True)
def quiet_again() -> Iterator[None]:
    """No device stays open."""
    yield
    pygame.mixer.quit()


def repetition(verdict: Verdict) -> Event:
    return RepCompleted(9, 0.0, 1.0, 2.0, 0.0, 60.0, 50.0, verdict, "")


def trial(target_deg: float, *, success: bool) -> Event:
    return TrialEnded(9, 0, 0.0, 2.0, target_deg, 60.0, 1.0, success, True, False, "")


SOUNDED = (
    *(NeutralTaken(1, 2.0), NeutralRefused(1, "moved"), AxisTaken(1, "bend"), AxisRefused(1, "too short")),
    *(ZeroDue(1, "drift"), Rezeroed(1), RangeShown(1, 60.0), BeatGiven(1, True), TargetReached(1, 0)),
    *(PhaseDone(1, 0, "lift"), trial(math.nan, success=True), repetition("clean"), PaceBeat(1, "up", 0)),
    *(SignalLost(1, "head"), SignalBack(1, "head", 1.0), SensorDoubted(1, "head", "slipped")),
    *(SensorTrusted(1, "head", "slipped", "person"), Paused(1, "person"), Resumed(1), RestStarted(1, 30.0)),
    *(RestEnded(1), ImpactFelt(1, "head"), RoundEnded(1, "finished")),
)


@pytest.mark.parametrize("tone", Tone)
def test_every_tone_is_calm(tone: Tone) -> None:
    """No click at either end nor within, no clipping with any others, every pitch from 110 to 400 Hz, and hardly
    anything above 2 kHz, where old ears hear little."""
    heard = wave(tone) / 32_767
    assert abs(heard[0]) < 0.005 and abs(heard[-1]) < 0.005
    assert 0.04 < np.max(np.abs(heard)) <= TONE_PEAK
    assert np.max(np.abs(np.diff(heard))) < 0.05, "a jump that fast is a click"
    power = np.square(np.abs(np.fft.rfft(heard)))
    pitches_hz = np.fft.rfftfreq(len(heard), 1 / RATE_HZ)
    assert 110 < pitches_hz[int(np.argmax(power))] < 400
    assert power[pitches_hz < 1_000].sum() > 0.97 * power.sum()
    assert power[pitches_hz < 2_000].sum() > 0.999 * power.sum()
    assert all(110 < note.pitch_hz < 400 for note in SCORES[tone])


def test_tones_are_about_as_loud_as_each_other() -> None:
    """The loudest fifth of a second of each lies within 12 dB, the softest being the steps of a hold; *go* is no softer
    than any."""

    def loud(tone: Tone) -> float:
        heard = np.square(wave(tone) / 32_767)
        span = round(0.2 * RATE_HZ)
        return 10 * math.log10(np.max(np.convolve(heard, np.ones(span) / span, "valid")))

    levels = {tone: loud(tone) for tone in Tone}
    assert max(levels.values()) - min(levels.values()) < 12
    assert levels[Tone.GO] == max(levels.values())


def test_whatever_sounds_at_once_is_never_clipped() -> None:
    """Four tones, the guide and the music; and all of it with the voice, once it has given way."""
    duck = Duck()
    assert len(TONES) * TONE_PEAK + GUIDE_PEAK + MUSIC_PEAK < 1
    duck.step(10, speaking=True)
    assert VOICE_PEAK + (len(TONES) * TONE_PEAK + GUIDE_PEAK) * duck.tones + MUSIC_PEAK * duck.music < 1


@given(st.lists(st.tuples(st.floats(0.001, 0.3), st.booleans()), max_size=40))
def test_everything_gives_way_to_the_voice_without_a_jump(times: list[tuple[float, bool]]) -> None:
    """What is left moves by no more than the frame allows, and never out of its bounds."""
    duck = Duck()
    for dt_s, speaking in times:
        before = duck.music
        duck.step(dt_s, speaking=speaking)
        assert abs(duck.music - before) <= 0.75 * dt_s / 0.15 + 1e-9
        assert 0.25 - 1e-9 <= duck.music <= 1.0 and 0.5 - 1e-9 <= duck.tones <= 1.0
        assert not duck.down or duck.music == pytest.approx(0.25)


def test_a_tone_is_the_same_every_time() -> None:
    """Nothing about it is drawn by lot."""
    assert np.array_equal(wave(Tone.FINISH), wave(Tone.FINISH))


def test_events_sound_as_the_table_says() -> None:
    """What was reached, clean, lost, found, rested or finished is heard; a cue is not, nor what was not clean."""
    table = {
        Tone.REACHED: TargetReached(1, 0),
        Tone.CLEAN: repetition("clean"),
        Tone.LOST: SignalLost(1, "head"),
        Tone.BACK: SignalBack(1, "head", 2.0),
        Tone.REST: RestStarted(1, 30.0),
        Tone.ON: RestEnded(1),
        Tone.FINISH: RoundEnded(1, "finished"),
    }
    assert {tone_for(event): event for event in table.values()} == table
    assert tone_for(SensorDoubted(1, "head", "slipped")) is Tone.LOST
    assert tone_for(SensorTrusted(1, "head", "slipped", "person")) is Tone.BACK
    assert tone_for(NeutralRefused(1, "moved")) is Tone.AGAIN
    assert tone_for(Paused(1, "person")) is Tone.WAIT
    assert tone_for(repetition("compensated")) is None
    assert tone_for(CueGiven(1, "higher")) is None


SILENT = {
    *(CueGiven, CompensationSeen),  # the cue is said and shown, one at a time
    *(Answered, PainReported, UnwellReported, FallAnswered),  # the person's own words
    *(Tired, SetEnded),  # the offer is said; the rest sounds
    *(DifficultyChanged, StretchTaken, TrialStarted),  # nothing to be done about it; what is asked sounds itself
}
"""Events without a sound, and why."""


def test_of_every_event_it_is_decided_whether_it_sounds() -> None:
    """None is forgotten: each kind has a sound for some of its values, or stands among the silent ones."""
    examples: dict[type[Event], Event] = {type(each): each for each in SOUNDED}
    assert set(examples) | SILENT == {
        each for each in vars(events).values() if isinstance(each, type) and issubclass(each, Event)
    } - {Event}
    assert not set(examples) & SILENT
    for event in SOUNDED:
        assert tone_for(event) is not None, event


def test_a_repetition_is_not_heard_twice() -> None:
    """A trial with degrees ends with its repetition, which is heard; one without has only itself."""
    assert tone_for(trial(60.0, success=True)) is None
    assert tone_for(trial(math.nan, success=True)) is Tone.CLEAN
    assert tone_for(trial(math.nan, success=False)) is None


def test_no_device_means_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an audio device everything goes on, and why it is silent can be asked."""

    def refuse(*_how: object, **_more: object) -> None:
        raise pygame.error("no audio device")

    monkeypatch.setattr(pygame.mixer, "init", refuse)
    sounds = Sounds()
    sounds.warm(wait=True)
    assert sounds.silent_because == "no audio device"
    assert not sounds.play(Tone.CLEAN)
    sounds.hear(RestEnded(1))
    sounds.silence(on=True)
    assert sounds.mute


def test_it_falls_silent_at_once_and_too_softly_to_click(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever sounds is faded out within a moment; but not the tone of the body, which glides to nothing by itself:
    the block that waits on its channel would sound after the one that was cut off. It sounds again as it was."""
    sounds = Sounds()
    assert not sounds.play(Tone.REST), "not before it is warm"
    sounds.warm(wait=True)
    assert sounds.silent_because is None
    assert sounds.play(Tone.REST)
    faded: list[int] = []

    class Channel:
        def __init__(self, place: int) -> None:
            self.place = place

        def fadeout(self, time_ms: int) -> None:
            assert 20 <= time_ms <= 100
            faded.append(self.place)

        def stop(self) -> None:
            raise AssertionError("it would click")

    monkeypatch.setattr(sounds, "_channels", tuple(map(Channel, range(CHANNELS))))
    sounds._guide.want = Want(200.0, 0.5)
    for _press in range(2):
        sounds.silence(on=True)
    assert faded == [place for place in range(CHANNELS) if place != GUIDE]
    assert sounds._guide.want == QUIET
    monkeypatch.undo()
    assert not sounds.play(Tone.REST)
    sounds.silence(on=False)
    assert sounds.play(Tone.REST)


def test_a_hold_is_heard_in_steps_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each quarter once, none on the way back, none again when it is full."""
    sounds = Sounds()
    played: list[Tone] = []

    def note(tone: Tone, _caption: str = "") -> bool:
        played.append(tone)
        return True

    monkeypatch.setattr(sounds, "play", note)
    for share in (0.0, 0.1, 0.3, 0.3, 0.55, 0.2, 0.3, 0.6, 0.8, 1.0, 1.0):
        sounds.follow(share)
    assert played == [Tone.HOLD_1, Tone.HOLD_2, Tone.HOLD_1, Tone.HOLD_2, Tone.HOLD_3]


def test_a_body_that_is_guided_by_sound_hears_how_far_out_it_is() -> None:
    """Quiet in the middle, a tone on the way out that falls and grows, and no fluttering at its begin."""
    sounds = Sounds()
    heard = []
    for far in (0.0, 0.45, 0.55, 0.45, 0.39, 0.6, 1.05, 1.5, 0.2, math.nan):
        sounds.sway(far)
        heard.append(sounds.sways)
    assert heard == [False, False, True, True, False, True, True, True, False, False]
