"""Stage: one window, one screen on it; it opens quickly, says what is wanted, and never flashes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.people.settings import PersonSettings
from game.screens import words
from game.screens.backdrop import BACKDROP
from game.screens.controls import DEAF_S
from game.screens.display import NoDisplayError, WrongPygameError
from game.screens.lettering import Role
from game.screens.message import MessageScreen
from game.screens.page import Page
from game.screens.screen import Go, Intent, Look, Place, Quit, Set
from game.screens.spoken import sentences
from game.screens.stage import Stage
from game.screens.theme import THEMES, contrast
from game.screens.title import TitleScreen
from game.screens.widgets import Door, Paper

FRAME_S = 1 / 60


class Blank:
    """A screen of one grey that notes what it is handed."""

    def __init__(self, grey: int = 0, wants: Sequence[Intent] = ()) -> None:
        self.grey, self.wants = grey, wants
        self.looks: list[Look] = []
        self.sizes: list[tuple[int, int]] = []
        self.heard: list[int] = []
        self.dirty: Sequence[pygame.Rect] | None = None

    def lay_out(self, size: tuple[int, int], look: Look) -> None:
        self.sizes.append(size)
        self.looks.append(look)

    def handle(self, event: pygame.event.Event) -> Sequence[Intent]:
        if event.type != pygame.KEYDOWN:
            return ()
        self.heard.append(event.key)
        return self.wants

    def draw_still(self, surface: pygame.Surface) -> None:
        surface.fill((self.grey, self.grey, self.grey))

    def draw_live(self, surface: pygame.Surface, dt_s: float) -> None: ...

    def spoil(self) -> None: ...


@pytest.fixture
def stage() -> Iterator[Stage]:
    """A small stage in memory."""
    made = Stage((640, 360), window=False)
    pygame.event.clear()
    yield made
    made.close()


def press(*keys: int) -> None:
    for key in keys:
        pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=key, mod=0))


def frame(stage: Stage, dt_s: float = FRAME_S) -> None:
    stage.draw_still()
    stage.draw_live(dt_s)
    stage.present()


@pytest.mark.parametrize("theme", ["dusk", "day"])
@pytest.mark.parametrize("text_scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(640, 360), (1280, 720), (1024, 768)])
def test_a_banner_takes_room_and_covers_nothing(theme: str, text_scale: float, size: tuple[int, int]) -> None:
    """It stands along the foot of whatever is shown, through every change, until it is taken away; its words can be
    read in both looks at every size of text."""
    stage = Stage(size, window=False, theme_name=theme, text_scale=text_scale)
    first, second = Blank(10), Blank(20)
    stage.show(first)
    stage.announce(words.broadcast("192.168.178.120"))
    ground = THEMES[theme].ink
    assert contrast(ground, THEMES[theme].panel) > 7
    for screen in (first, second):
        stage.show(screen)
        for _ in range(40):
            frame(stage)
        wide, tall = screen.sizes[-1]
        assert wide == size[0] and 0.75 * size[1] < tall < size[1]
        picture = pygame.surfarray.array3d(stage._frame)
        strip = picture[:, tall:]
        assert tuple(picture[0, tall - 1]) == (screen.grey,) * 3
        assert all(tuple(strip[x, y]) == ground for x in (0, -1) for y in (0, -1))
        inked = np.flatnonzero((np.abs(strip.astype(int) - ground).sum(axis=2) > 60).any(axis=1))
        assert inked[0] > 0 and inked[-1] < size[0] - 2
    stage.announce("")
    frame(stage)
    assert second.sizes[-1] == size
    assert tuple(pygame.surfarray.array3d(stage._frame)[0, -1]) == (20, 20, 20)
    stage.close()


@pytest.mark.parametrize("theme", ["dusk", "day"])
@pytest.mark.parametrize("text_scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(640, 360), (1280, 720), (1024, 768)])
def test_captions_take_room_and_cover_nothing(theme: str, text_scale: float, size: tuple[int, int]) -> None:
    """Their strip is there whatever is written on it, so that nothing moves; the longest sentence that is said fits,
    can be read, and goes when there is nothing more; with a banner, both stand there."""
    stage = Stage(size, window=False, theme_name=theme, text_scale=text_scale, captions=True, mute=True)
    blank = Blank(10)
    stage.show(blank)
    frame(stage)
    wide, tall = blank.sizes[-1]
    assert wide == size[0] and 0.8 * size[1] < tall < size[1]
    ground = THEMES[theme].panel
    assert contrast(ground, THEMES[theme].ink) > 7
    for sentence in (
        "",
        *sentences((words.approved_do_not_exercise(), words.approved_disclaimer())),
        "[bell: reached]",
        "",
    ):
        stage.sounds.captions.say(sentence)
        frame(stage)
        assert blank.sizes[-1] == (wide, tall)
        picture = pygame.surfarray.array3d(stage._frame)
        assert (picture[:, :tall] == blank.grey).all()
        inked = np.abs(picture[:, tall + 2 :].astype(int) - ground).sum(axis=2) > 60
        assert inked.any() == bool(sentence)
        assert not inked[:, [0, 1, -2, -1]].any() and not inked[[0, 1, -2, -1]].any()
    stage.announce(words.broadcast("192.168.178.120"))
    frame(stage)
    assert blank.sizes[-1][1] < tall
    stage.announce("")
    stage.settle(PersonSettings(theme=theme, text_percent=round(100 * text_scale)))
    frame(stage)
    assert blank.sizes[-1] == size
    stage.close()


def test_one_key_mutes_the_voice_and_one_says_it_again(stage: Stage) -> None:
    """V and R, on every screen, which hears nothing of it; that the voice is off is a setting, to be kept."""
    stage.show(MessageScreen("The sensor is quiet.", "Is it plugged in?"))
    told: list[str] = []
    stage.sounds.voice._tell = told.append
    for _ in range(400):
        frame(stage)
    said = [each for each in told if each]
    assert said == ["The sensor is quiet.", "Is it plugged in?"]
    press(pygame.K_r)
    assert stage.intents() == []
    for _ in range(600):
        frame(stage)
    assert [each for each in told if each] == [*said, *said, "Any key: go on"]
    press(pygame.K_v, pygame.K_r)
    assert stage.intents() == [Set("voice", False)] and stage.sounds.voice.mute
    for _ in range(60):
        frame(stage)
    assert len([each for each in told if each]) == 5
    press(pygame.K_v)
    assert stage.intents() == [Set("voice", True)] and not stage.sounds.voice.mute


def test_look_keys_work_on_every_screen_and_are_told(stage: Stage) -> None:
    """T, plus, minus and M set what they say at once; the app hears of it, to keep it, and the screen does not."""
    blank = Blank()
    stage.show(blank)
    press(pygame.K_t, pygame.K_PLUS, pygame.K_MINUS, pygame.K_MINUS, pygame.K_m)
    texts = [Set("text_percent", percent) for percent in (125, 100, 100)]
    assert stage.intents() == [Set("theme", "day"), *texts, Set("sound", False)]
    assert blank.looks[-1] == Look("day", 1.0) and stage.sounds.mute
    assert (stage.settings.theme, stage.settings.text_percent, stage.settings.sound) == ("day", 100, False)
    assert not blank.heard


def test_what_the_call_muted_is_heard_again_at_the_same_key() -> None:
    """Whatever is set: `--mute` is no setting, and M undoes it."""
    stage = Stage((640, 360), window=False, mute=True)
    stage.show(Blank())
    stage.settle(stage.settings)
    assert stage.sounds.mute and stage.settings.sound
    press(pygame.K_m)
    assert stage.intents() == [Set("sound", True)] and not stage.sounds.mute
    stage.close()


def test_whoever_is_known_at_once_hears_the_game_too() -> None:
    """What is set before the first frame opens no loudspeaker, and keeps none shut: after that frame it is opened."""
    stage = Stage((640, 360), window=True)
    stage.settle(PersonSettings(volume_effects=0.3))
    stage.speak_with(None, ("Stop.",))
    stage.show(Blank())
    assert not stage.sounds.mute, "something was to sound before the first frame"
    opened: list[bool] = []
    stage.sounds.warm = lambda **_how: opened.append(True)  # type: ignore[method-assign]
    frame(stage)
    frame(stage)
    assert opened == [True]
    stage.close()


class Lettered(Page):
    """A page whose one door has the key that means another light elsewhere."""

    def compose(self, paper: Paper) -> None:
        self.put(Door("Tired", (Go(Place.NEXT),), key=pygame.K_t, key_words="T"), paper.page())


def test_a_doors_own_letter_goes_before_what_it_means_elsewhere(stage: Stage) -> None:
    """On the page that is shown, and on no other."""
    stage.show(Lettered())
    press(pygame.K_t)
    assert stage.intents() == [Go(Place.NEXT)] and stage.look.theme == "dusk"
    stage.show(Blank())
    press(pygame.K_t)
    assert stage.intents() == [Set("theme", "day")]


def test_held_keys_move_the_body_until_they_are_let_go(stage: Stage) -> None:
    """Arrow keys and WASD are the same four; nothing stays held when the window is left."""
    stage.show(Blank())
    press(pygame.K_w, pygame.K_RIGHT)
    stage.intents()
    assert stage.held() == {"up", "right"}
    pygame.event.post(pygame.event.Event(pygame.KEYUP, key=pygame.K_w, mod=0))
    stage.intents()
    assert stage.held() == {"right"}
    pygame.event.post(pygame.event.Event(pygame.WINDOWFOCUSLOST))
    stage.intents()
    assert not stage.held()


def test_closing_the_window_is_a_wish(stage: Stage) -> None:
    """The stage asks; the app decides what is still to be kept."""
    pygame.event.post(pygame.event.Event(pygame.QUIT))
    assert stage.intents() == [Quit()]


def test_a_hand_that_shakes_chooses_once(stage: Stage) -> None:
    """Enter pressed again within half a second is not heard; Space always is."""
    blank = Blank(wants=(Go(Place.NEXT),))
    stage.show(blank)
    press(pygame.K_RETURN, pygame.K_RETURN, pygame.K_3, pygame.K_SPACE)
    assert stage.intents() == [Go(Place.NEXT), Go(Place.NEXT)]
    assert blank.heard == [pygame.K_RETURN, pygame.K_SPACE]
    frame(stage, DEAF_S + 0.01)
    press(pygame.K_RETURN)
    assert stage.intents() == [Go(Place.NEXT)]


def test_one_screen_melts_into_the_next_without_a_flash(stage: Stage) -> None:
    """From black to white takes many frames and never turns back."""
    stage.show(Blank(0))
    frame(stage)
    stage.show(Blank(255))
    seen = []
    for _ in range(30):
        frame(stage)
        seen.append(stage._frame.get_at((10, 10))[0])
    steps = np.diff([0, *seen])
    assert seen[-1] == 255
    assert steps.min() >= 0
    assert steps.max() < 40


def test_reduced_motion_changes_at_once() -> None:
    """With calm nothing melts."""
    stage = Stage((64, 36), window=False, calm=True)
    stage.show(Blank(0))
    frame(stage)
    stage.show(Blank(255))
    frame(stage)
    assert stage._frame.get_at((5, 5))[0] == 255
    stage.close()


def test_the_valley_comes_without_a_flash(stage: Stage) -> None:
    """From the bare sky to the whole valley no frame changes by more than a little, and the last one stays."""
    stage.show(TitleScreen())
    frame(stage)
    levels = [float(pygame.surfarray.array3d(stage._frame).mean())]
    BACKDROP.paint((640, 360), "dusk")
    for _ in range(30):
        frame(stage)
        levels.append(float(pygame.surfarray.array3d(stage._frame).mean()))
    assert max(np.abs(np.diff(levels))) < 0.1 * 255
    assert levels[-1] == levels[-2]


def test_a_picture_is_kept(stage: Stage, tmp_path: Path) -> None:
    """What is drawn can be kept as a file of the stage's size."""
    stage.show(Blank(90))
    frame(stage)
    stage.picture(tmp_path / "frame.png")
    assert pygame.image.load(tmp_path / "frame.png").get_size() == stage.size == (640, 360)


def test_the_wrong_pygame_is_named_with_its_repair(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another package may overwrite pygame-ce; the sentence says what to run."""
    monkeypatch.setattr(pygame, "IS_CE", 0)
    with pytest.raises(WrongPygameError, match="pip install --force-reinstall pygame-ce"):
        Stage((64, 36), window=False)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_no_screen_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window that would be drawn into nowhere is no window."""
    for name in ("SDL_VIDEODRIVER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    pygame.display.quit()
    with pytest.raises(NoDisplayError, match="no screen"):
        Stage((64, 36), window=True)


def test_the_first_frame_waits_for_nothing_heavy() -> None:
    """Before the title is seen neither the levels nor numpy nor any of the heavy parts are imported."""
    script = (
        "import sys\n"
        "from game.screens.stage import Stage\n"
        "from game.screens.title import TitleScreen\n"
        "stage = Stage((320, 180), window=False)\n"
        "stage.show(TitleScreen())\n"
        "stage.intents(); stage.draw_still(); stage.draw_live(0.0)\n"
        "heavy = ('numpy', 'pydantic', 'scipy', 'vqf', 'yaml', 'django', 'serial', 'game.level', 'game.round')\n"
        "print([name for name in heavy if name in sys.modules])\n"
    )
    where = Path(__file__).parents[3]
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=where, env={**os.environ}, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"


def test_a_page_at_rest_asks_for_no_redraw(stage: Stage) -> None:
    """What has not changed is not shown again."""
    page = MessageScreen("Something happened.", "Do this.")
    stage.show(page)
    BACKDROP.paint(stage.size, "dusk")
    for _ in range(60):
        stage.draw_still()
        stage.draw_live(FRAME_S)
        last = page.dirty
    assert last is not None
    assert not list(last)


def test_a_page_that_changes_between_its_still_part_and_its_moving_one_is_shown_whole() -> None:
    """Samples are heard after the still part was drawn: what they change on a page is seen in the next frame."""

    class Words(Page):
        says = "before"

        def compose(self, paper: Paper) -> None:
            paper.words(self.says, Role.CUE, paper.page())

    page, surface = Words(), pygame.Surface((640, 360), 0, 32)
    page.lay_out(surface.get_size(), Look("dusk"))
    page.draw_still(surface)
    page.draw_live(surface, FRAME_S)
    before = pygame.surfarray.array3d(surface)
    page.says = "after"
    page.compose_again()
    page.draw_live(surface, FRAME_S)
    assert page.dirty is None, "it asks to be shown whole"
    shown = pygame.surfarray.array3d(surface)
    assert (shown != before).any(), "with what is new in it"
    page.draw_still(surface)
    page.draw_live(surface, FRAME_S)
    assert (pygame.surfarray.array3d(surface) == shown).all()
