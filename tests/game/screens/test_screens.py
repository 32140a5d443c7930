"""Every screen at every size, look and size of text: nothing cut, covered or too small; the keyboard is enough."""

from __future__ import annotations

import pygame
import pytest

from game.round.commands import Command, Do
from game.round.view import Phase
from game.screens import tour, tour_of_play, words
from game.screens.choose import ChooseScreen, LevelCard
from game.screens.face import InputState
from game.screens.message import MessageScreen, refusal
from game.screens.page import Page
from game.screens.play import PlayScreen
from game.screens.questions import BEFORE, QuestionsScreen
from game.screens.results import ResultsScreen
from game.screens.screen import MOST_TEXT_SCALE, ChooseLevel, Go, Look, Place, Quit, Say
from game.screens.title import AboutScreen, TitleScreen
from game.screens.views import VIEWS
from tests.game.screens.seeing import BareWorld, laid_out

pytestmark = pytest.mark.usefixtures("display")
CARDS = (
    LevelCard("one", "Lanterns to the side", "Raise an arm.", "reach", ("right", "left"), 6),
    LevelCard("two", "The ferry at anchor", "Sit tall.", "steady", ("right",), 5),
    LevelCard("three", "Lanterns in front", "Raise an arm.", "reach", ("right", "left"), 6),
    LevelCard("four", "The ferry on the way", "", "steady", ("right",), 5, False, "Not now."),
)


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """No world is painted, unless a test is about it."""
    monkeypatch.setattr("game.screens.play.VIEWS", dict.fromkeys(VIEWS, BareWorld))


def press(key: int, mod: int = 0) -> pygame.event.Event:
    return pygame.event.Event(pygame.KEYDOWN, key=key, mod=mod)


def say(do: Do, value: float = 0.0, question: str = "") -> Say:
    return Say(Command(do, value, question))


def in_phase(phase: Phase) -> PlayScreen:
    """A Round's screen in that phase."""
    view = tour_of_play.LANTERNS._replace(phase=phase, silent_site="right_forearm")
    screen = PlayScreen()
    screen.see(view, ())
    laid_out(screen)
    return screen


@pytest.mark.parametrize("notice", ["It is gone; plug it in, and play goes on by itself.", "The port is in use."])
def test_where_a_sensor_is_quiet_it_is_said_once_that_play_goes_on(notice: str) -> None:
    screen = PlayScreen()  # some of what sources say of themselves holds it already
    state = InputState("right_forearm", "lost", 50.0, notice)
    screen.see(tour_of_play.LANTERNS._replace(phase=Phase.SILENT, silent_site="right_forearm"), (state,))
    assert " ".join(box.words for box in laid_out(screen).boxes).lower().count("play goes on by itself") == 1


@pytest.mark.parametrize(("name", "words_"), [("wear-wrong", "usermod"), ("wear-muscle-off", "press all of them on")])
def test_what_has_to_be_done_is_written_at_every_size_of_text(name: str, words_: str) -> None:
    """Also where there is no room for every sensor: the one that needs something comes first."""
    for text_scale in (1.0, 1.5, MOST_TEXT_SCALE):
        boxes = laid_out(tour.SCREENS[name](), look=Look(text_scale=text_scale)).boxes
        assert any(words_ in box.words for box in boxes), text_scale


@pytest.mark.parametrize("name", tour.SCREENS)
def test_larger_text_is_nowhere_smaller(name: str) -> None:
    """Whatever is written at text scale 1 is written at least as large at scale 2."""
    usual = {box.words: box.size_px for box in laid_out(tour.SCREENS[name](), look=Look()).boxes}
    large = {box.words: box.size_px for box in laid_out(tour.SCREENS[name](), look=Look(text_scale=2.0)).boxes}
    for said in usual.keys() & large.keys():
        assert large[said] >= usual[said], (name, said)


@pytest.mark.parametrize("theme", ["dusk", "day"])
@pytest.mark.parametrize("name", [name for name in tour.SCREENS if name.startswith(("lanterns", "ferry", "measure-"))])
def test_no_word_covers_the_person_or_the_target(name: str, theme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under the words over a world nothing of it moves, at any size of text."""
    monkeypatch.setattr("game.screens.play.VIEWS", VIEWS)
    size = (960, 540)
    for text_scale in (1.0, 2.0):
        screen = tour.SCREENS[name]()
        paper = laid_out(screen, size, Look(theme, text_scale, calm=True))
        world = screen._field._view  # type: ignore[attr-defined]
        background, live = pygame.Surface(size), pygame.Surface(size)
        world.draw_still(live)
        background.blit(world._kept, (0, 0))
        live.blit(world._kept, (0, 0))
        world._draw(live, screen._view, 0.0)  # type: ignore[attr-defined]
        moved = pygame.mask.from_threshold(background, (0, 0, 0), (12, 12, 12), live)
        moved.invert()
        for box in paper.boxes:
            if box.kind in ("text", "panel"):
                under = pygame.mask.Mask(box.rect.size, fill=True)
                assert not moved.overlap_area(under, box.rect.topleft), (name, text_scale, box.words)


def test_stop_is_one_key_from_every_phase() -> None:
    """Space, and Escape too, ask to stop whatever the Round is doing."""
    for phase in Phase:
        if phase in (Phase.STOP, Phase.PAIN, Phase.ENDED):
            continue
        for key in (pygame.K_SPACE, pygame.K_ESCAPE):
            assert list(in_phase(phase).handle(press(key))) == [say(Do.STOP)], (phase, key)


def test_stop_pressed_again_chooses_nothing() -> None:
    """On the stop and the pain screen Space does nothing at all."""
    for phase in (Phase.STOP, Phase.PAIN):
        assert not list(in_phase(phase).handle(press(pygame.K_SPACE)))


def test_the_stop_screen_has_two_doors_and_three_ways_on() -> None:
    """*It hurts* and *I feel unwell* are the larger; going on, finishing and a pause are there too, all by arrows and
    Enter."""
    screen = in_phase(Phase.STOP)
    reached = []
    for keys in ((), (pygame.K_RIGHT,), (pygame.K_DOWN,), (pygame.K_LEFT,), (pygame.K_LEFT,)):
        for key in keys:
            screen.handle(press(key))
        reached += list(screen.handle(press(pygame.K_RETURN)))
    assert reached[:2] == [say(Do.HURTS), say(Do.UNWELL)]
    assert reached[2:] == [say(Do.RESUME), say(Do.PAUSE), say(Do.FINISH), say(Do.RESUME)]
    doors = [box for box in screen.paper.boxes if box.kind == "door"]
    assert min(box.rect.height for box in doors[:2]) > 2 * max(box.rect.height for box in doors[2:])


def test_pain_is_answered_by_one_key() -> None:
    """0 to 9 are themselves, X is ten, S is sharp or new; nothing else leads away."""
    for key, value in [*((pygame.K_0 + digit, digit) for digit in range(10)), (pygame.K_x, 10)]:
        assert list(in_phase(Phase.PAIN).handle(press(key))) == [say(Do.PAIN, float(value))]
    assert list(in_phase(Phase.PAIN).handle(press(pygame.K_s))) == [say(Do.SHARP)]
    assert not list(in_phase(Phase.PAIN).handle(press(pygame.K_ESCAPE)))


def test_requests_in_play_have_a_key_each() -> None:
    """Pause, a new zero, easier, harder and more feedback; none of them from the stop screen."""
    keys = {
        pygame.K_p: Do.PAUSE,
        pygame.K_z: Do.REZERO,
        pygame.K_e: Do.EASIER,
        pygame.K_h: Do.HARDER,
        pygame.K_f: Do.MORE_FEEDBACK,
    }
    for key, do in keys.items():
        assert list(in_phase(Phase.PLAY).handle(press(key))) == [say(do)]
        assert not list(in_phase(Phase.STOP).handle(press(key)))
    assert list(in_phase(Phase.PAUSED).handle(press(pygame.K_p))) == [say(Do.RESUME)]


@pytest.mark.parametrize("name", ["lanterns-warm-up", "well-warm-up"])
def test_enter_or_its_sign_skips_the_warm_up_that_the_screen_tells_of(name: str) -> None:
    """What it is, and its own count, stand where the dose's stand later; then Enter means nothing in play."""
    screen = tour.SCREENS[name]()
    assert isinstance(screen, PlayScreen)
    laid_out(screen)
    words = [box.words for box in screen.paper.boxes]
    assert {"Warm-up: a few easy ones", "warm-up", "skip the warm-up"} <= set(words)
    assert any(text.endswith("of 3") for text in words)
    assert screen.aloud.words[0] == "Warm-up: a few easy ones"
    sign = next(sign for sign in screen.paper.signs if sign.words == "skip the warm-up")
    click = pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=sign.rect.center)
    for event in (press(pygame.K_RETURN), click):
        assert list(screen.handle(event)) == [say(Do.SKIP_WARM_UP)]
    assert not list(in_phase(Phase.PLAY).handle(press(pygame.K_RETURN)))


@pytest.mark.parametrize("key", [pygame.K_p, pygame.K_RETURN])
def test_one_key_goes_on_after_a_doubt(key: int) -> None:
    """The door is chosen already, and P does what it does in a pause."""
    screen = tour.SCREENS["doubted-swapped"]()
    laid_out(screen)
    assert list(screen.handle(press(key))) == [say(Do.RESUME)]


def test_a_phase_that_turns_is_drawn_whole_at_once() -> None:
    """When the Round turns between the two draws of a frame, no frame mixes the phases."""
    screen = in_phase(Phase.PLAY)
    frame, whole = pygame.Surface((1280, 720)), pygame.Surface((1280, 720))
    screen.draw_still(frame)
    screen.see(tour_of_play.LANTERNS._replace(phase=Phase.STOP), ())
    screen.draw_live(frame, 0.0)
    screen.draw_still(whole)
    screen.draw_live(whole, 0.0)
    assert pygame.image.tobytes(frame, "RGB") == pygame.image.tobytes(whole, "RGB")


def test_the_keyboard_alone_walks_from_title_to_results() -> None:
    """Enter, arrows and the answers' own keys are enough from the first screen to the last."""
    enter = press(pygame.K_RETURN)
    title = TitleScreen()
    laid_out(title)
    assert list(title.handle(enter)) == [Go(Place.CHOOSE)]
    choose = ChooseScreen(CARDS)
    laid_out(choose)
    assert not list(choose.handle(enter)), "asks for the side first"
    assert list(choose.handle(enter)) == [ChooseLevel("one", "right")]
    asked = QuestionsScreen(BEFORE)
    laid_out(asked)
    assert list(asked.handle(press(pygame.K_2))) == [say(Do.ANSWER, 2.0, "pain_before")]
    assert list(asked.handle(press(pygame.K_n))) == [say(Do.ANSWER, 0.0, "anything_new")]
    assert list(asked.handle(press(pygame.K_n))) == [say(Do.ANSWER, 0.0, "skin_sore")]
    assert list(asked.handle(press(pygame.K_y))) == [say(Do.ANSWER, 0.0, "alone"), Go(Place.NEXT)]
    assert list(in_phase(Phase.PLAY).handle(press(pygame.K_SPACE))) == [say(Do.STOP)]
    results = ResultsScreen(tour_of_play.REACHED)
    laid_out(results)
    assert list(results.handle(enter)) == [Go(Place.NEXT)]


def test_every_door_of_every_page_is_reached_by_tab_and_by_arrows() -> None:
    """No door is an island."""
    for name in tour.SCREENS:
        page = tour.SCREENS[name]()
        if not isinstance(page, Page):
            continue
        laid_out(page)
        for keys in ([pygame.K_TAB], [pygame.K_UP, pygame.K_DOWN, pygame.K_LEFT, pygame.K_RIGHT]):
            reached, waiting = {page.focus}, [page.focus]
            while waiting:
                start = waiting.pop()
                for key in keys:
                    page.focus = start
                    page.handle(press(key))
                    if page.focus not in reached:
                        reached.add(page.focus)
                        waiting.append(page.focus)
            assert reached == set(range(len(page.doors))) or not page.doors, (name, keys)


def test_focus_is_seen_by_shape() -> None:
    """The door in focus has an edge that stands off it, which the others have not."""
    page = TitleScreen()
    laid_out(page)
    surface = pygame.Surface((1280, 720))
    page.draw_still(surface)
    before = surface.copy()
    page.draw_live(surface, 0.0)
    changed = pygame.mask.from_threshold(surface, (0, 0, 0), (1, 1, 1), before)
    changed.invert()
    rect = page.doors[0].rect
    assert changed.get_at((rect.centerx, rect.top - 6)), "the edge stands off the door"
    assert not any(changed.get_at(door.rect.center) for door in page.doors[1:])


def test_choosing_turns_pages_and_steps_back() -> None:
    """Two offers first, the others a page further; Escape takes one step back, and then leaves."""
    choose = ChooseScreen(CARDS)
    paper = laid_out(choose)
    assert [card.id for card in choose._card_of.values()] == ["one", "two"]
    choose.turn()
    assert [card.id for card in choose._card_of.values()] == ["three", "four"]
    shut = next(door for door in choose.doors if door.words == CARDS[3].title)
    assert not choose.chosen(shut), "what cannot be played is looked at, not chosen"
    assert not list(choose.handle(press(pygame.K_ESCAPE)))
    assert [card.id for card in choose._card_of.values()] == ["one", "two"]
    assert list(choose.handle(press(pygame.K_ESCAPE))) == [Go(Place.BACK)]
    assert paper.unit == pytest.approx(2 / 3)


def test_the_side_is_asked_only_where_there_are_two() -> None:
    """A card of one side is played at once."""
    choose = ChooseScreen(CARDS)
    laid_out(choose)
    assert list(choose.chosen(choose.doors[1])) == [ChooseLevel("two", "right")]


def test_escape_goes_back_one_question() -> None:
    """An answer given by mistake can be given again."""
    asked = QuestionsScreen(BEFORE)
    laid_out(asked)
    assert list(asked.handle(press(pygame.K_ESCAPE))) == [Go(Place.BACK)]
    asked.handle(press(pygame.K_9))
    assert not list(asked.handle(press(pygame.K_ESCAPE)))
    assert list(asked.handle(press(pygame.K_3))) == [say(Do.ANSWER, 3.0, "pain_before")]


def test_a_refusal_is_read_before_it_is_left() -> None:
    """Any key leaves an ordinary message; the refusal only by its door."""
    message, no = MessageScreen("Something happened.", "Do this."), refusal()
    laid_out(message)
    paper = laid_out(no)
    assert list(message.handle(press(pygame.K_q))) == [Go(Place.NEXT)]
    assert not list(no.handle(press(pygame.K_q)))
    assert list(no.handle(press(pygame.K_RETURN))) == [Go(Place.NEXT)]
    assert words.approved_do_not_exercise() in [box.words for box in paper.boxes]


def test_first_run_and_about_carry_the_approved_sentences() -> None:
    """Both say what this is and is not, whole, and that nobody watches; the title says the short one."""
    for screen in (AboutScreen(), AboutScreen(first_run=True)):
        said = [box.words for box in laid_out(screen).boxes]
        assert words.approved_disclaimer() in said
        assert words.approved_not_an_alarm() in said
    assert words.approved_not_an_alarm() in [box.words for box in laid_out(TitleScreen()).boxes]


def test_title_offers_a_try_out_and_a_way_out() -> None:
    """Play, a try-out marked as one, pairing, settings, what this is, and quit."""
    title = TitleScreen()
    laid_out(title)
    assert [door.wants[0] for door in title.doors] == [
        Go(Place.CHOOSE),
        Go(Place.TRYOUT),
        Go(Place.PAIR),
        Go(Place.ABOUT),
        Quit(),
        Go(Place.SETTINGS),
    ]
    assert "try-out" in title.doors[1].about


def test_a_click_chooses_and_the_mouse_moves_the_focus() -> None:
    """The mouse does what the keyboard does."""
    title = TitleScreen()
    laid_out(title)
    where = title.doors[4].rect.center
    title.handle(pygame.event.Event(pygame.MOUSEMOTION, pos=where, rel=(0, 0), buttons=(0, 0, 0)))
    assert title.focus == 4
    assert list(title.handle(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=where, button=1))) == [Quit()]
