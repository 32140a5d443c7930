"""Made-up muscles: exact samples of electrodes over a muscle that works as a test says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from input_devices import Sample
from input_devices.emg_form import EmgKind
from input_devices.simulated_emg import EmgTrouble, MuscleParams, SimulatedMuscle

BICEPS = "right_biceps"
TICK_S = 1.0 / 60.0


def muscle(
    kind: EmgKind = "raw", rate_hz: float = 1000.0, *, seed: int = 3, place: str = BICEPS, **more: float
) -> SimulatedMuscle:
    """A muscle at rest, without trouble."""
    return SimulatedMuscle(place, MuscleParams(kind, rate_hz, **more), seed)  # type: ignore[arg-type]


def worked(
    source: SimulatedMuscle,
    seconds: float,
    activation: Callable[[float], float] = lambda _t_s: 0.0,
    trouble: Callable[[float], EmgTrouble | None] = lambda _t_s: None,
) -> Iterator[Sample]:
    """The samples of the next seconds, working and in trouble as the time from now says."""
    count = round(seconds * source.params.rate_hz)
    for k in range(count):
        t_s = k / source.params.rate_hz
        source.activation, source.trouble = activation(t_s), trouble(t_s)
        yield source.sample()


def bursts(t_s: float) -> float:
    """Rest for 1.5 s, work for 1.5 s, and so on."""
    return 0.8 if t_s % 3.0 >= 1.5 else 0.0


def ticked(samples: list[Sample]) -> list[list[Sample]]:
    """The samples by the tick in which they would come."""
    first_s = samples[0].t_s
    ticks: list[list[Sample]] = [[] for _ in range(int((samples[-1].t_s - first_s) / TICK_S) + 1)]
    for sample in samples:
        ticks[int((sample.t_s - first_s) / TICK_S)].append(sample)
    return ticks
