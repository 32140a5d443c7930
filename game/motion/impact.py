"""Impact: a fall-like moment in one sensor's acceleration: weightless for a moment, then a blow, then no more of it."""

from __future__ import annotations

import math

from input_devices import Sample

_G_M_S2 = 9.81
FREE_FALL_M_S2 = 0.6 * _G_M_S2
"""Below this the body falls. Falls were told by their beginning and their impact, with three people at waist, wrist and
head, by Kangas et al. 2008 (Gait Posture 28:285); this number and the next are recalled from it, so choices."""
IMPACT_M_S2 = 2.0 * _G_M_S2
"""From here it is a blow."""
FALLS_S = 0.1
"""It falls for so long at least: a limb that is swung or shaken is weightless more briefly. A choice."""
_UNTIL_IMPACT_S = 0.5
"""The blow comes so soon after falling: a fall from standing takes about that long. A choice."""
_CALM_M_S2 = 1.2 * _G_M_S2
_ABRUPT_S = 0.12
"""A floor stops a body so fast: from hardly more than its weight to a blow. A limb that is swung takes longer to turn
round. Choices."""
_ALONE_S = 1.0
"""No blow comes for so long before, and no weightlessness for so long after: what comes again and again is shaking,
jumping or dancing. A choice."""
_BOUNCES_S = 0.3
"""A body that hits the floor may bounce for so long. A choice."""
_GAP_S = 0.15
"""What is further apart than this tells nothing of what was between: a choice."""


class ImpactWatch:
    """Listens to one sensor; `feel` says once that there was such a moment."""

    def __init__(self) -> None:
        self._heard_s = math.nan
        self._low_since_s = math.nan
        self._fell_s = math.nan
        """When it last stopped falling."""
        self._calm_s = math.nan
        self._blow_s = -math.inf
        self._suspect_s = math.nan
        self._again = 0
        """Blows that came after the one that is suspected, and were no bouncing."""

    def feel(self, sample: Sample) -> bool:
        """Take in one sample; True where a fall-like moment is over and stayed the only one."""
        if sample.acceleration_m_s2 is None:
            return False
        t_s, strength = sample.t_s, math.hypot(*sample.acceleration_m_s2)
        if not 0.0 <= t_s - self._heard_s <= _GAP_S:
            self._low_since_s = math.nan
        self._heard_s = t_s
        if strength < FREE_FALL_M_S2:
            self._fall(t_s)
        elif strength >= _CALM_M_S2 or self._low_since_s == self._low_since_s:
            self._bear(t_s, strength)
        else:  # neither light nor heavy, and it was not light before
            self._calm_s = t_s
        since_s = t_s - self._suspect_s
        if since_s != since_s or 0.0 <= since_s < _ALONE_S:
            return False
        self._suspect_s = math.nan
        return True

    def _fall(self, t_s: float) -> None:
        if math.isnan(self._low_since_s):
            self._low_since_s = t_s
        self._calm_s = t_s
        if t_s - self._suspect_s > _BOUNCES_S:
            self._suspect_s = math.nan  # light again: whoever lies on the floor is not

    def _bear(self, t_s: float, strength_m_s2: float) -> None:
        if t_s - self._low_since_s >= FALLS_S:
            self._fell_s = t_s
        self._low_since_s = math.nan
        if strength_m_s2 < _CALM_M_S2:
            self._calm_s = t_s
        if strength_m_s2 < IMPACT_M_S2:
            return
        abrupt = t_s - self._calm_s <= _ABRUPT_S
        falls, since_s = abrupt and 0.0 <= t_s - self._fell_s <= _UNTIL_IMPACT_S, t_s - self._blow_s
        if falls and since_s > _ALONE_S + _UNTIL_IMPACT_S:
            self._suspect_s, self._again = t_s, 0
        self._again += since_s > _BOUNCES_S and t_s > self._suspect_s
        if self._again > 1:
            self._suspect_s = math.nan
        if since_s > _BOUNCES_S or since_s < 0.0:
            self._blow_s = t_s
