"""The page for a family: words first, a table beside every picture, nothing from outside, and sound in a real browser.

What a parser can see is checked everywhere. Contrast as drawn, names of regions, reflow at 320 px and A4 pages are
checked by axe-core in Chromium where there is one, else those tests are skipped.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from html import escape, unescape
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from game.app.progress_page import page
from game.app.progress_svg import WIDE
from game.coaching.report import ProgressReport, progress_report
from game.coaching.safety import ABOUT, NOBODY_WATCHES
from game.screens.language import LANGUAGES, speaking
from game.screens.theme import contrast
from game.sessions.index import read_index
from game.sessions.report import report_of
from tests.game.sessions.household import household
from tests.game.sessions.practised import FALLING, FRIDAY, weeks

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
browser = pytest.mark.skipif(BROWSER is None, reason="no Chromium here: apt-get install chromium")
VOID = {"meta", "path", "circle", "rect", "br"}
NARROW_PX = 320


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> ProgressReport:
    """Weeks in which range went down, with pain."""
    folder = tmp_path_factory.mktemp("sessions")
    weeks(folder, FALLING, pains=(3.0, 2.0, 4.0))
    return report_of(read_index(folder), "P01", FRIDAY)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> ProgressReport:
    """Weeks of one person with five goals: every finding, both sides, drop-outs and an exercise stopped by pain."""
    folder = tmp_path_factory.mktemp("many")
    household(folder, weeks=3)
    return report_of(read_index(folder), "P01", FRIDAY)


class Seen(HTMLParser):
    """A page's tags in order, each with its attributes; every one has to be closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == [], "tags that are not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop() == tag

    def count(self, tag: str) -> int:
        return sum(each == tag for each, _ in self.tags)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_is_whole_says_its_language_and_has_landmarks(code: str, report: ProgressReport) -> None:
    with speaking(code):
        text = page(report, therapist=True)
    seen = Seen(text)
    assert text.startswith("<!DOCTYPE html>\n<!-- moveagain progress page -->")
    html = next(attrs for tag, attrs in seen.tags if tag == "html")
    assert html == {"lang": code, "dir": "rtl" if LANGUAGES[code].right_to_left else "ltr"}
    assert all(seen.count(tag) == 1 for tag in ("title", "h1", "main", "header", "footer"))
    assert all("aria-label" in attrs or "aria-hidden" in attrs for tag, attrs in seen.tags if tag == "svg")


def test_every_picture_has_its_numbers_in_a_table_beside_it(report: ProgressReport) -> None:
    text = page(report)
    pictures = [part for part in text.split("<section>") if "<figure>" in part]
    assert len(pictures) == 4
    for part in pictures:
        drawn = re.search(r"<svg.*?</svg>", part, re.DOTALL)
        assert drawn is not None and part.index("<table>") > drawn.end()
        assert part.index('class="said"') < drawn.start(), "words come first"
    goal = next(part for part in pictures if "± 5°" in part)
    assert all(f"{value:.0f} ± 5°" in goal for value in FALLING)


def test_nothing_comes_from_outside_and_nothing_runs(report: ProgressReport) -> None:
    text = page(report, therapist=True)
    assert not re.search(r"<script|<link|<img|<iframe|https?:|url\(|@import|\son\w+=", text)


def test_the_approved_sentences_stand_at_the_foot_and_no_forbidden_word_anywhere(report: ProgressReport) -> None:
    """A family reads neither that anything became worse, nor what is usual for others."""
    text = unescape(page(report))
    foot = text[text.index("<footer>") :]
    assert ABOUT in foot and NOBODY_WATCHES in foot
    assert "A little lower than before; your therapist can see this." in text
    assert not re.search(r"\bworse|\bnorm|MDC|SEM\b", text)
    assert "range_of_motion: detectable change against the direction practised for (Δ −14" in page(
        report, therapist=True
    )


def test_one_measure_a_goal_for_the_family(report: ProgressReport) -> None:
    assert page(report).count("Range: raising the arm to the side, right</h2>") == 1


def test_a_name_is_text_and_nothing_else() -> None:
    text = page(progress_report("<b>&\"'", FRIDAY, ()))
    assert "<b>&" not in text and "&lt;b&gt;&amp;" in text
    assert "play once with a worn sensor" in text
    Seen(text)


def test_every_colour_of_words_and_signs_can_be_read(report: ProgressReport) -> None:
    """4.5 to 1 for words and their lines, on white and on the band."""
    text = page(report)
    for ink in set(re.findall(r"(?:[^-]color|fill):(#\w{6})", text)) | {"#4d4d4d", "#1a1a1a"}:
        red, green, blue = (int(ink[place : place + 2], 16) for place in (1, 3, 5))
        assert contrast((red, green, blue), (255, 255, 255)) >= 4.5, ink
    assert contrast((0x6B, 0x6B, 0x6B), (255, 255, 255)) >= 3.0 <= contrast((0x1A,) * 3, (0xE3,) * 3)


ASK = """
<pre id="found"></pre><script>%s</script><script>
axe.run(document, {resultTypes: ["violations"]}).then(found => {
  document.getElementById("found").textContent = JSON.stringify({
    wide: document.documentElement.scrollWidth, window: innerWidth,
    violations: found.violations.map(each => [each.id, each.nodes.map(node => node.html)])});
});</script></body>"""


MEASURE = """
<script>document.getElementById("narrow").onload = event => {
  const root = event.target.contentDocument.documentElement;
  document.getElementById("found").textContent = `${root.scrollWidth} of ${root.clientWidth}`;
};</script>"""


def _chromium(*words: str, file: Path) -> Iterator[str]:
    quiet = (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--no-first-run",
        "--disable-background-networking",
    )
    own = f"--user-data-dir={file.parent / 'profile'}"
    assert BROWSER is not None
    said = subprocess.run(
        [BROWSER, *quiet, own, *words, file.as_uri()], capture_output=True, text=True, timeout=120, check=True
    )
    yield said.stdout


def _asked(text: str, folder: Path, *, wide: int) -> dict[str, Any]:
    """What axe-core finds in a page, and how wide it is."""
    axe = pytest.importorskip("axe_core_python")
    script = resources.files(axe).joinpath("axe.min.js").read_text(encoding="utf-8")
    free = re.sub(r"<meta http-equiv=[^>]*>", "", text)  # the page itself allows no script
    file = folder / "page.html"
    file.write_text(free.replace("</body>", ASK.replace("%s", script)), encoding="utf-8")
    window = (f"--window-size={wide},900", "--virtual-time-budget=20000", "--dump-dom")
    (said,) = _chromium(*window, file=file)
    found = re.search(r'<pre id="found">(.*?)</pre>', said, re.DOTALL)
    assert found is not None and found.group(1), said[:400]
    asked: dict[str, Any] = json.loads(unescape(found.group(1)))
    return asked


LETTER_PX = 7.0
"""No letter of 13 px is wider on average."""


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_word_in_a_picture_is_cut_off(code: str, many: ProgressReport) -> None:
    """Whatever the unit and the language: from its anchor on, each stays within the picture."""
    with speaking(code):
        text = page(many)
    words = re.findall(r'<text x="([\d.]+)" y="[\d.]+" text-anchor="(\w+)"( style[^>]*)?>([^<]+)<', text)
    assert len(words) > 30
    for x, anchor, small, said in words:
        long = (LETTER_PX - 1.6 * bool(small)) * len(unescape(said))
        left = float(x) - {"start": 0.0, "middle": long / 2, "end": long}[anchor]
        assert left >= 0.0 and left + long <= WIDE, said


@browser
@pytest.mark.parametrize(("code", "wide"), [("en", 1280), ("de", 640)])
def test_a_real_browser_finds_nothing_that_hinders_anybody(
    code: str, wide: int, many: ProgressReport, tmp_path: Path
) -> None:
    """As it stands, and at 200 %."""
    with speaking(code):
        found = _asked(page(many, therapist=True), tmp_path, wide=wide)
    assert found["violations"] == []
    assert found["wide"] <= found["window"]


@browser
@pytest.mark.parametrize("code", ["de", "qps"])
def test_it_is_no_wider_than_a_narrow_telephone(code: str, many: ProgressReport, tmp_path: Path) -> None:
    """320 px, which is also 1280 px at 400 %: a table that is wider scrolls by itself. A browser's own window cannot be
    made as narrow, so the page stands in a frame."""
    with speaking(code):
        text = re.sub(r"<meta http-equiv=[^>]*>", "", page(many, therapist=True))
    file = tmp_path / "page.html"
    frame = f'<iframe id="narrow" width="{NARROW_PX}" height="900" style="border:0" srcdoc="{escape(text)}"></iframe>'
    file.write_text(f'<!DOCTYPE html><body>{frame}<pre id="found"></pre>{MEASURE}</body>', encoding="utf-8")
    (said,) = _chromium("--virtual-time-budget=20000", "--dump-dom", file=file)
    (found,) = re.findall(r'<pre id="found">(\d+) of (\d+)</pre>', said)
    assert found == (str(NARROW_PX), str(NARROW_PX))


@browser
def test_a_planted_fault_is_found(many: ProgressReport, tmp_path: Path) -> None:
    text = page(many).replace("#1a1a1a;\nfont", "#bbbbbb;\nfont").replace('lang="en" ', "")
    found = {name for name, _nodes in _asked(text, tmp_path, wide=1280)["violations"]}
    assert {"html-has-lang", "color-contrast"} <= found


@browser
def test_it_prints_on_a4(many: ProgressReport, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(page(many), encoding="utf-8")
    for _said in _chromium(f"--print-to-pdf={tmp_path / 'page.pdf'}", "--no-pdf-header-footer", file=file):
        pdf = (tmp_path / "page.pdf").read_bytes()
    wide, tall = map(float, re.findall(rb"/MediaBox *\[ *0 0 ([\d.]+) ([\d.]+)", pdf)[0])
    assert (round(wide), round(tall)) == (595, 842)
    assert 1 <= len(re.findall(rb"/Type */Page\b", pdf)) <= 6
