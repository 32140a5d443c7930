"""The two looks of equal beauty, dusk and day, as frozen values, and the one measure of contrast they are held to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Colour: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Theme:
    """Every colour of one look (sRGB 0–255). Dusk: light figures before dark ground; day: dark before light."""

    name: str
    # The valley, far to near.
    sky: tuple[Colour, ...]
    """From the zenith to the horizon."""
    sun: Colour
    sun_strength: float
    stars: int
    cloud: Colour
    mist: Colour
    ridges: tuple[Colour, Colour, Colour, Colour]
    """Far to near."""
    water: tuple[Colour, Colour]
    """Far and near."""
    hill: tuple[Colour, Colour]
    """The near hillside: its lit rim and its foot."""
    ground: tuple[Colour, Colour]
    """Where the person is: its lit edge and its depth."""
    pine: Colour
    path: Colour
    wall: Colour
    roof: Colour
    stone: Colour
    window: Colour
    bark: Colour
    bark_rim: Colour
    blossom: tuple[Colour, Colour, Colour]
    """Shade, middle and light of the tree's crown."""
    wood: tuple[Colour, Colour, Colour]
    """Deck and crates: light plank, dark plank, edge."""
    # The person.
    cloth: Colour
    cloth_shade: Colour
    trousers: Colour
    trousers_shade: Colour
    skin: Colour
    hair: Colour
    shoe: Colour
    chair: Colour
    chair_shade: Colour
    limb: Colour
    """The moving limb: the only warm part of the figure."""
    limb_light: Colour
    sensor: Colour
    stick: Colour
    """The lamplighter's stick that carries the flame."""
    shade: Colour
    """What stands on the ground shades it."""
    # Light, the only reward.
    flame: Colour
    """Where I am."""
    lit: Colour
    """A clean light."""
    lit_core: Colour
    lit_edge: Colour
    soft: Colour
    """A light that was not clean: another colour, and always another shape."""
    soft_core: Colour
    soft_edge: Colour
    unlit: Colour
    unlit_edge: Colour
    glow: Colour
    glow_soft: Colour
    additive: bool
    """Glows add light (before dark ground); otherwise they tint (before light ground)."""
    # Signs and words.
    ink: Colour
    ink_soft: Colour
    panel: Colour
    panel_alpha: int
    shadow: Colour | None
    """Under words on scenery; None where the ground is light enough without."""
    ring: Colour
    """What is still to be held, on a panel."""
    progress: Colour
    """What is already held, on a panel."""
    hold: tuple[Colour, Colour, Colour]
    """The ring in the scenery: still to be held, held, and the dark edge that sets both off from any ground."""
    keyline: Colour
    """A thin edge that lifts signs off any ground."""
    warm: Colour
    """The one thing to do next: the chosen button."""
    on_warm: Colour
    cool: Colour
    """Quiet accents: focus, the trunk marker inside its band."""
    plain: bool = False
    """Whether the scenery is left out: everything stands on one even ground."""


DUSK = Theme(
    name="dusk",
    sky=((13, 17, 48), (28, 30, 76), (60, 50, 108), (112, 68, 122), (178, 98, 120), (232, 146, 116), (250, 192, 142)),
    sun=(255, 206, 150),
    sun_strength=1.0,
    stars=190,
    cloud=(255, 158, 128),
    mist=(204, 126, 132),
    ridges=((124, 84, 132), (88, 64, 118), (60, 48, 100), (38, 34, 80)),
    water=((150, 92, 124), (22, 24, 64)),
    hill=((44, 40, 88), (18, 20, 52)),
    ground=((34, 34, 74), (12, 13, 36)),
    pine=(20, 22, 56),
    path=(92, 80, 128),
    wall=(44, 36, 72),
    roof=(26, 24, 56),
    stone=(58, 48, 86),
    window=(255, 206, 124),
    bark=(22, 18, 42),
    bark_rim=(84, 58, 92),
    blossom=((32, 26, 60), (47, 35, 75), (58, 43, 85)),
    wood=((96, 64, 66), (80, 52, 60), (50, 34, 48)),
    cloth=(146, 152, 212),
    cloth_shade=(112, 116, 182),
    trousers=(112, 116, 178),
    trousers_shade=(92, 96, 156),
    skin=(190, 168, 190),
    hair=(206, 206, 232),
    shoe=(126, 124, 176),
    chair=(96, 80, 124),
    chair_shade=(70, 58, 98),
    limb=(255, 172, 88),
    limb_light=(255, 214, 154),
    sensor=(64, 224, 208),
    stick=(176, 150, 168),
    shade=(6, 6, 22),
    flame=(255, 240, 204),
    lit=(255, 186, 84),
    lit_core=(255, 236, 176),
    lit_edge=(222, 112, 44),
    soft=(214, 176, 255),
    soft_core=(242, 226, 255),
    soft_edge=(142, 100, 206),
    unlit=(92, 84, 138),
    unlit_edge=(58, 52, 98),
    glow=(255, 168, 78),
    glow_soft=(168, 120, 236),
    additive=True,
    ink=(252, 246, 234),
    ink_soft=(216, 208, 226),
    panel=(14, 16, 42),
    panel_alpha=176,
    shadow=(10, 10, 28),
    ring=(226, 220, 240),
    hold=((232, 226, 246), (255, 204, 104), (12, 12, 34)),
    progress=(255, 204, 104),
    keyline=(12, 12, 34),
    warm=(255, 196, 110),
    on_warm=(42, 24, 18),
    cool=(104, 222, 214),
)

DAY = Theme(
    name="day",
    sky=((134, 190, 232), (168, 210, 240), (198, 226, 244), (220, 238, 244), (238, 243, 236), (252, 243, 222)),
    sun=(255, 248, 222),
    sun_strength=0.8,
    stars=0,
    cloud=(255, 255, 255),
    mist=(250, 250, 244),
    ridges=((204, 222, 232), (188, 214, 220), (178, 210, 206), (172, 208, 190)),
    water=((222, 236, 236), (136, 190, 204)),
    hill=((212, 228, 186), (186, 214, 170)),
    ground=((204, 222, 164), (166, 198, 136)),
    pine=(112, 160, 138),
    path=(244, 234, 208),
    wall=(250, 240, 222),
    roof=(188, 108, 84),
    stone=(196, 190, 180),
    window=(110, 140, 160),
    bark=(120, 92, 82),
    bark_rim=(168, 138, 118),
    blossom=((238, 186, 200), (248, 212, 220), (255, 236, 238)),
    wood=((226, 196, 158), (216, 184, 144), (168, 126, 92)),
    cloth=(52, 84, 136),
    cloth_shade=(38, 62, 108),
    trousers=(54, 60, 92),
    trousers_shade=(40, 44, 72),
    skin=(122, 92, 92),
    hair=(52, 44, 52),
    shoe=(40, 40, 58),
    chair=(112, 88, 84),
    chair_shade=(86, 66, 66),
    limb=(154, 50, 0),
    limb_light=(177, 64, 2),
    sensor=(0, 104, 112),
    stick=(104, 78, 70),
    shade=(96, 128, 84),
    flame=(190, 52, 0),
    lit=(226, 98, 12),
    lit_core=(255, 190, 70),
    lit_edge=(150, 48, 6),
    soft=(134, 92, 186),
    soft_core=(196, 168, 232),
    soft_edge=(84, 50, 134),
    unlit=(108, 122, 142),
    unlit_edge=(72, 86, 108),
    glow=(255, 186, 60),
    glow_soft=(176, 140, 226),
    additive=False,
    ink=(22, 30, 48),
    ink_soft=(62, 72, 92),
    panel=(255, 252, 244),
    panel_alpha=212,
    shadow=None,
    ring=(52, 62, 88),
    hold=((255, 252, 244), (255, 170, 72), (28, 34, 54)),
    progress=(176, 54, 6),
    keyline=(255, 252, 244),
    warm=(186, 66, 8),
    on_warm=(255, 250, 240),
    cool=(0, 104, 112),
)

THEMES: dict[str, Theme] = {theme.name: theme for theme in (DUSK, DAY)}


def luminance(colour: Colour) -> float:
    """Relative luminance, 0–1 (WCAG 2.2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio, 1–21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """`share` 0 is the one, 1 the other."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue
