"""Pictures of a person's progress as SVG inside a page: dark on white, told apart by shape, each with its words."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from html import escape
from typing import TypeAlias

from game.coaching.followed import Followed, Point
from game.coaching.report import Day
from game.scoring.light import LANTERNS_MAX, lanterns
from game.screens import progress_words as words

Place: TypeAlias = Callable[[float], float]
"""Where a value lies in a picture."""
WIDE = 320
"""Units across every picture; as many px on the narrowest telephone, so that its words stay legible there."""
_INK, _SOFT, _EDGE = "#1a1a1a", "#e3e3e3", "#6b6b6b"
_LEFT, _RIGHT, _TOP = 44, 12, 12
_LETTER = 7.0
"""Room for one letter or digit of 13 px in any face."""


def week_picture(week: Sequence[Day], about: str) -> str:
    """A bar a weekday: minutes."""
    tall, foot = 132, 24
    most = max((day.minutes for day in week), default=0.0) or 1.0
    step = (WIDE - 2 * _RIGHT) / len(week)
    body = []
    room = max(len(words.weekday_short(day.day)) for day in week)
    for place, day in enumerate(week):
        x = _RIGHT + step * (place + 0.5)
        body.append(_text(x, tall - 6, words.weekday_short(day.day), small=room > 5))
        if day.sessions:
            high = max(3.0, (tall - foot - 26) * day.minutes / most)
            top = tall - foot - high
            body.append(f'<rect x="{x - 13:.1f}" y="{top:.1f}" width="26" height="{high:.1f}" fill="{_INK}"/>')
            body.append(_text(x, top - 5, f"{max(1, round(day.minutes))}"))
    body.append(_line(_RIGHT, tall - foot, WIDE - _RIGHT, tall - foot))
    return _picture(tall, about, body)


def valley_picture(light: int, about: str) -> str:
    """The hillside with a place for every lantern along the path; those that burn are full and shine."""
    tall, lit = 170, lanterns(light)
    places = list(_path())
    way = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    body = [
        f'<path d="{_FAR}" fill="#f3f3f3" stroke="{_EDGE}" stroke-width=".6"/>',
        f'<path d="{_HILL}" fill="{_SOFT}" stroke="{_EDGE}"/>',
        f'<path d="M{way}" fill="none" stroke="#fff" stroke-width="7" stroke-linejoin="round"/>',
    ]
    body += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="8" fill="#ffefc4"/>' for x, y in places[:lit]]
    for place, (x, y) in enumerate(places):
        if place < lit:
            body.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#ffc54d" stroke="{_INK}" stroke-width="1.5"/>')
            body.append(_line(x, y - 4, x, y - 8.5))
        else:
            body.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.3" fill="{_EDGE}"/>')
    return _picture(tall, about, body)


def _path() -> Iterator[tuple[float, float]]:
    """Places along a path that winds up the hill, lowest first: as many as lanterns."""
    for row, (count, wide, foot) in enumerate(_BENDS):
        for place in range(count):
            along = place / (count - 1) - 0.5
            yield WIDE / 2.0 + (along if row % 2 == 0 else -along) * wide, foot - 9.0 * (place / (count - 1))


_HILL = "M0 170L0 142C44 132 92 16 160 14S276 132 320 142L320 170Z"
_FAR = "M0 150L0 74C24 56 48 62 78 84L150 120L226 86C262 52 296 58 320 82L320 150Z"
_BENDS = ((25, 300.0, 163.0), (20, 232.0, 133.0), (15, 168.0, 103.0), (12, 116.0, 73.0))
"""Lanterns on each stretch between two bends, its width, and how low it begins."""
assert sum(count for count, _wide, _foot in _BENDS) == LANTERNS_MAX


def series_picture(series: Followed, shown: Sequence[Point], about: str) -> str:
    """Every number shown with its error, the band where one began, and the newest three together."""
    tall, foot = 200, 26
    half = series.change.mdc / 2.0
    error = series.sem if math.isfinite(series.sem) else 0.0
    edges = [edge for edge in (*series.band, series.change.newest - half, series.change.newest + half)
             if math.isfinite(edge)]  # fmt: skip
    ends = [*edges, *(point.value + sign * error for point in shown for sign in (-1, 1))]
    low, high = min(ends), max(ends)
    margin = 0.06 * (high - low) or 1.0
    low, high = low - margin, high + margin
    names = {value: words.short(value, series.unit) for value in ticks(low, high)}
    left = max(_LEFT, 11 + _LETTER * max(map(len, names.values())))
    first, last = shown[0].at, shown[-1].at
    span = (last - first) / timedelta(days=1) or 1.0

    def x_of(point: Point) -> float:
        return left + 12 + (WIDE - left - _RIGHT - 24) * ((point.at - first) / timedelta(days=1)) / span

    def y_of(value: float) -> float:
        return _TOP + (tall - _TOP - foot) * (high - value) / (high - low)

    body = list(_axis(names, left, y_of(low), y_of))
    if math.isfinite(half):
        top, bottom = y_of(series.band[1]), y_of(series.band[0])
        body.append(
            f'<rect x="{left:.1f}" y="{top:.1f}" width="{WIDE - left - _RIGHT:.1f}" height="{bottom - top:.1f}" '
            f'fill="{_SOFT}" stroke="{_EDGE}" stroke-dasharray="4 3"/>'
        )
    for point in shown:
        x, y = x_of(point), y_of(point.value)
        if error:
            body.append(_line(x, y_of(point.value - error), x, y_of(point.value + error)))
        body.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.6" fill="{_INK}"/>')
    if math.isfinite(half):
        body.extend(_newest(x_of(shown[-3]), x_of(shown[-1]), series.change.newest, half, y_of))
    body.append(_text(left, tall - 6, words.day_short(first.date()), "start"))
    if last.date() != first.date():
        body.append(_text(WIDE - _RIGHT, tall - 6, words.day_short(last.date()), "end"))
    return _picture(tall, about, body)


def _newest(left: float, right: float, value: float, half: float, y_of: Place) -> Iterator[str]:
    """The mark of the newest three: an open frame with a thick middle."""
    left, right = left - 8, min(WIDE - 4.0, right + 8)
    top, bottom = y_of(value + half), y_of(value - half)
    yield (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}" fill="none" '
        f'stroke="{_INK}" stroke-width="2"/>'
    )
    yield f'<path d="M{left:.1f} {y_of(value):.1f}H{right:.1f}" stroke="{_INK}" stroke-width="3"/>'


def _axis(names: Mapping[float, str], left: float, floor: float, y_of: Place) -> Iterator[str]:
    """The scale on the left: a few round numbers."""
    yield _line(left, _TOP, left, floor)
    yield _line(left, floor, WIDE - _RIGHT, floor)
    for value, name in names.items():
        yield _line(left - 4, y_of(value), left, y_of(value))
        yield _text(left - 7, y_of(value) + 4, name, "end")


def ticks(low: float, high: float) -> list[float]:
    """Round numbers between two ends, three to six of them."""
    step = 10.0 ** math.floor(math.log10((high - low) / 2.0))
    for times in (1, 2, 5, 10, 20):
        first = math.ceil(low / (step * times))
        found = [step * times * each for each in range(first, math.floor(high / (step * times)) + 1)]
        if len(found) <= 5:
            return found
    return [low, high]


def pain_picture(days: Sequence[Day], about: str) -> str:
    """Before, after and on the next morning, each with a shape of its own, from 0 to 10."""
    tall, foot = 170, 26
    step = (WIDE - _LEFT - _RIGHT) / max(1, len(days))

    def y_of(value: float) -> float:
        return _TOP + (tall - _TOP - foot) * (10.0 - value) / 10.0

    body = [_line(_LEFT, y_of(0), WIDE - _RIGHT, y_of(0)), _line(_LEFT, y_of(10), _LEFT, y_of(0))]
    body += [_text(_LEFT - 7, y_of(value) + 4, str(value), "end") for value in (0, 5, 10)]
    body += [_line(_LEFT - 4, y_of(value), _LEFT, y_of(value)) for value in (0, 5, 10)]
    apart = min(9.0, step / 3.2)
    for place, day in enumerate(days):
        x = _LEFT + step * (place + 0.5)
        for mark, off, value in (
            (_DISC, -apart, day.pain_before),
            (_SQUARE, 0.0, day.pain_after),
            (_TRIANGLE, apart, day.pain_morning),
        ):
            if not math.isnan(value):
                body.append(f'<g transform="translate({x + off:.1f} {y_of(value):.1f})">{mark}</g>')
    body.append(_text(_LEFT, tall - 6, words.day_short(days[0].day), "start"))
    if len(days) > 1:
        body.append(_text(WIDE - _RIGHT, tall - 6, words.day_short(days[-1].day), "end"))
    return _picture(tall, about, body)


_DISC = f'<circle r="4" fill="{_INK}"/>'
_SQUARE = f'<rect x="-3.6" y="-3.6" width="7.2" height="7.2" fill="#fff" stroke="{_INK}" stroke-width="1.8"/>'
_TRIANGLE = f'<path d="M0 -5L5 4H-5Z" fill="#fff" stroke="{_INK}" stroke-width="1.8"/>'
MARKS = (_DISC, _SQUARE, _TRIANGLE)
"""Before play, after play, on the next morning."""


def mark_picture(mark: str) -> str:
    """One mark beside words that say what it means."""
    return f'<svg class="mark" viewBox="-7 -7 14 14" aria-hidden="true" focusable="false">{mark}</svg>'


def _text(x: float, y: float, said: str, anchor: str = "middle", *, small: bool = False) -> str:
    style = ' style="font-size:10px"' if small else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{style}>{escape(said)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{_INK}" fill="none"/>'


def _picture(tall: int, about: str, body: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {WIDE} {tall}" role="img" aria-label="{escape(about)}" direction="ltr">'
        f"{''.join(body)}</svg>"
    )
