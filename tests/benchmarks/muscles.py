"""What two muscles at a thousand samples a second cost: polling, decoding, envelope and judgement, without a window."""

from __future__ import annotations

import time
from collections.abc import Iterator

from game.loop import FixedStep
from game.motion.emg_calibration import MuscleSetup
from game.motion.muscle import Muscles
from input_devices import EmgForm, open_worn, stored
from input_devices.simulated_emg import MuscleParams, SimulatedMuscle
from tests.benchmarks.feeding import Feeder
from tests.benchmarks.figure import Figure

SECONDS, RATE_HZ = 8.0, 1000.0
PLACES = ("right_biceps", "right_triceps")


def figures() -> Iterator[Figure]:
    """Processor time of the polling thread over the time that passed."""
    feeders = {place: Feeder(_lines(place), RATE_HZ) for place in PLACES}
    sources = open_worn(
        {
            place: f"serial:{feeder.path}?profile=myoware_esp32&baud=115200&isolation=isolator"
            for place, feeder in feeders.items()
        },
        implanted_electronics=False,
    )
    for feeder in feeders.values():
        feeder.start()
    muscles = Muscles(PLACES, {place: MuscleSetup(EmgForm("raw", 50.0)) for place in PLACES})
    start_s, cpu_s, heard, tick = time.perf_counter(), time.thread_time(), 0, 0
    fixed = FixedStep(start_s)
    while time.perf_counter() - start_s < SECONDS:
        for _ in range(fixed.due(time.perf_counter())):
            for source in sources.values():
                for sample in source.poll(time.perf_counter()):
                    muscles.feed(tick, stored(sample))
                    heard += 1
            muscles.signals(tick, 45)
            tick += 1
        time.sleep(max(0.0, fixed.next_s() - time.perf_counter()))
    spent = (time.thread_time() - cpu_s) / (time.perf_counter() - start_s)
    for source in sources.values():
        source.close()
    for feeder in feeders.values():
        feeder.close()
    yield Figure("samples of two muscles heard", heard, "samples")
    yield Figure("all work of two muscles", 100 * spent, "% of one core", 15.0)


def _lines(place: str) -> list[bytes]:
    """A number a line, as a board of twelve bits prints it."""
    muscle = SimulatedMuscle(place, MuscleParams("raw", RATE_HZ, 6.0, 300.0, range_mv=(-1650.0, 1650.0)))
    found = []
    for k in range(int((SECONDS + 4) * RATE_HZ)):
        muscle.activation = 0.5 * (k // 1500 % 2)
        found.append(b"%d\r\n" % round(((muscle.sample().emg_mv or 0.0) + 1650.0) * 4096 / 3300))
    return found
