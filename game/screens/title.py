"""Title: the first thing seen, and the page that says what this is and is not."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.screens import words
from game.screens.backdrop import draw_lights
from game.screens.language import gettext as _
from game.screens.lettering import Role
from game.screens.page import Page
from game.screens.screen import Go, Intent, Place, Quit
from game.screens.widgets import Door, Paper, split_bottom, split_top

_NAME_PX = 130
_WIDE_DOORS = 2
_SIGNS_PX = 270
"""So much wider are the doors for the signs before their words, px on the sheet."""
_BETWEEN = " · "


class TitleScreen(Page):
    """The name, the valley and five doors. Wants Go(CHOOSE), Go(TRYOUT), Go(PAIR), Go(ABOUT), Go(PROGRESS) or Quit."""

    back = ()
    aloud_most = 1

    def __init__(self, lights: int = 12, *, practised: bool = False) -> None:
        """`lights`: how many lanterns burn along the path; what was lit stays lit. `practised`: there is a progress to
        look at."""
        super().__init__()
        self._practised = practised
        self.lights = lights

    def burn(self, lights: int) -> None:
        """So many lanterns burn from now on: they have been counted since."""
        if lights != self.lights:
            self.lights = lights
            self.compose_again()

    def ground(self, paper: Paper) -> None:
        """The valley, with the lights that burn in it."""
        super().ground(paper)
        if self.whole_backdrop:
            draw_lights(paper.picture, paper.look.colours, self.lights)

    def compose(self, paper: Paper) -> None:
        """The name at the top, the doors in the middle, the short disclaimer at the foot."""
        alarm = words.approved_not_an_alarm()
        count = 2 + alarm.count("\n")  # a language that is a draft says it in English too
        inside, foot = split_bottom(paper.inside, count * paper.line_px(Role.SMALL) + paper.px(16), paper.px(20))
        paper.panel(foot.inflate(paper.px(40), paper.px(16)))
        lines = split_top(foot, foot.height * (count - 1) // count)
        paper.words(alarm, Role.SMALL, lines[0], middle=True)
        keys = _("Enter chooses · + larger text · T day or dusk · M sound · V voice")
        paper.words(_that_fit(paper, keys, lines[1]), Role.SMALL, lines[1], middle=True, colour=paper.theme.ink_soft)
        name, rest = split_top(inside, paper.px(_NAME_PX))
        written = paper.words(words.PRODUCT, Role.NUMBER, name, shadow=True)
        below = split_top(rest, paper.line_px(Role.SMALL))[0].move(0, written.bottom - rest.top)
        places = _stack(paper, rest)
        if below.bottom <= places[0].top:
            paper.words(_("Move a little. Light the valley."), Role.LINE, below, shadow=True)
        # The wide ones alike: as large as the lowest of them takes.
        low_px = min(rect.height for rect in places) - paper.px(20)
        role = Role.CUE if paper.line_px(Role.CUE) <= low_px else Role.LINE
        for number, (door, rect) in enumerate(zip(self._doors(), places, strict=True)):
            self.put(door, rect, role=role if number < _WIDE_DOORS else Role.LINE)
        self._put_settings(paper)

    def _put_settings(self, paper: Paper) -> None:
        """At the top, across from the name."""
        signs = paper.px(_SIGNS_PX // 3) if paper.look.short_words else 0
        wide = signs + paper.px(345 + 150 * (paper.look.text_scale - 1))
        rect = pygame.Rect(paper.inside.right - wide, paper.inside.top, wide, paper.door_px(Role.LINE))
        self.put(settings_door(), paper.turned(rect), role=Role.LINE)
        if self._practised:
            beside = rect.move(-rect.width - paper.px(24), 0)
            self.put(progress_door(), paper.turned(beside), role=Role.LINE)

    def _doors(self) -> tuple[Door, ...]:
        return (
            Door(_("Play"), (Go(Place.CHOOSE),), main=True),
            Door(_("Try without a sensor"), (Go(Place.TRYOUT),), _("A try-out: nothing is kept in your progress")),
            pair_door(),
            Door(_("What this is"), (Go(Place.ABOUT),)),
            Door(_("Quit"), (Quit(),)),
        )


def _that_fit(paper: Paper, hints: str, line: pygame.Rect) -> str:
    """As many of the hints, from the first on, as stand on one line; the others stand in the settings too."""
    letters, role = paper.smallest()
    kept = hints.split(_BETWEEN)
    while len(kept) > 1 and letters.font(role).size(_BETWEEN.join(kept))[0] > line.width:
        kept.pop()
    return _BETWEEN.join(kept)


def settings_door() -> Door:
    """To how a person wants and needs the game."""
    return Door(_("Settings"), (Go(Place.SETTINGS),), key=pygame.K_F2, key_words="F2")


def progress_door() -> Door:
    """To what was practised, and how it went."""
    return Door(_("Progress"), (Go(Place.PROGRESS),))


def pair_door() -> Door:
    """To say which sensor is worn where."""
    return Door(_("Pair sensors"), (Go(Place.PAIR),), key=pygame.K_p, key_words="P")


def _stack(paper: Paper, area: pygame.Rect) -> list[pygame.Rect]:
    """Places for the five doors: two wide, then three side by side; hill and harbour stay in sight."""
    signs = _SIGNS_PX if paper.look.short_words else 0
    wide = min(area.width, paper.px(1000 + signs + 760 * (paper.look.text_scale - 1)))
    gap, low = paper.px(24), paper.door_px(Role.LINE)
    tall = paper.line_px(Role.CUE) + paper.line_px(Role.LINE) + paper.px(30)
    left = min(paper.at(0.28, 0.0)[0], area.right - wide)
    y = area.bottom - 2 * low - tall - 2 * gap
    low_row = [round(share * (wide - 2 * gap)) for share in (0.43, 0.33, 0.24)]
    starts = (left, left + low_row[0] + gap, left + low_row[0] + low_row[1] + 2 * gap)
    places = (
        pygame.Rect(left, y, wide, low),
        pygame.Rect(left, y + low + gap, wide, tall),
        *(pygame.Rect(x, y + low + tall + 2 * gap, across, low) for x, across in zip(starts, low_row, strict=True)),
    )
    return [paper.turned(place) for place in places]


def _leaves_of(paper: Paper, says: str, area: pygame.Rect) -> list[str]:
    """The text in as few leaves as fit into an area: whole, else each language on its own, else by sentences."""

    def fits(text: str) -> bool:
        return paper.least_height(text, area.width) <= area.height

    if fits(says):
        return [says]
    leaves: list[str] = []
    for piece in says.split("\n"):
        leaves.append("")
        for sentence in [piece] if fits(piece) else piece.split(". "):
            sentence += "" if sentence.endswith(".") else "."
            more = f"{leaves[-1]} {sentence}".strip()
            if fits(more):
                leaves[-1] = more
            else:
                leaves.append(sentence)
    return [leaf for leaf in leaves if leaf]


class AboutScreen(Page):
    """What this is and is not, whole. Wants Go(BACK), or at the first run Go(NEXT) once it has been read."""

    def __init__(self, *, first_run: bool = False) -> None:
        super().__init__()
        self._first_run = first_run
        self._leaf, self._leaves = 0, 1
        if first_run:
            self.back = ()

    def compose(self, paper: Paper) -> None:
        """Two approved sentences and one door; what does not stand on one page goes on upon the next."""
        text, foot = split_bottom(paper.page(), paper.door_px(), paper.px(20))
        head, text = split_top(text, paper.line_px(Role.CUE), paper.px(10))
        paper.words(_("What this is"), Role.CUE, head)
        no_alarm = words.approved_not_an_alarm()
        alarm, text = split_top(text, (1 + no_alarm.count("\n")) * paper.line_px(Role.LINE), paper.px(14))
        paper.words(no_alarm, Role.LINE, alarm, strong=True)
        parts = _leaves_of(paper, words.approved_disclaimer(), text)
        self._leaves, self._leaf = len(parts), min(self._leaf, len(parts) - 1)
        paper.words(parts[self._leaf], Role.CUE, text, strong=False)
        foot = paper.begun(foot, round(paper.px(720) * paper.look.text_scale))
        if self._leaf + 1 < self._leaves:
            door = Door(_("Go on"), main=True)
        elif self._first_run:
            door = Door(_("I have read this"), (Go(Place.NEXT),), main=True)
        else:
            door = Door(_("Back"), (Go(Place.BACK),), main=True)
        self.put(door, foot)

    def chosen(self, door: Door) -> Sequence[Intent]:
        """The next page first, where there is one."""
        if self._leaf + 1 < self._leaves:
            self.turn(self._leaf + 1)
            return ()
        return super().chosen(door)

    def turn(self, leaf: int) -> None:
        """Show that page of it, where there are several."""
        self._leaf = leaf
        self.compose_again()
