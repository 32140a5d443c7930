"""The whole way in a real window, with a sensor that is unplugged twice: by keys alone, and by the sensor alone.

Needs Xvfb and xdotool (apt-get install xvfb xdotool). The pictures of each step are kept in the test's own folder, or
where CI_ARTIFACTS says.
"""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from game.app.clock import today
from game.people.kits import keep_kit
from game.people.prescriptions import prescription_path
from game.people.roster import add_person
from game.people.settings import PersonSettings, PlayBy
from game.people.settings_file import keep_settings
from game.sessions.index import read_index
from input_devices import Kit, KitSensor
from tests.whole_way import ASKED, Walker, opened
from tests.worn_arm import WornArm

LEVEL = "shoulder_abduction_reach_1"
PRESCRIPTION = """\
format: 2
id: p-1
version: 1
levels: [shoulder_abduction_reach_1]
first_week_share: 1
"""


def set_up(home: Path, port: Path, by: PlayBy, repetitions: int) -> None:
    """Somebody with a kit and a prescription, who has read the first words and said how they press."""
    settings = PersonSettings(play_by=by, dwell_s=0.5, scan_s=1.0)
    add_person(home, "P01")
    for who in ("P01", ""):
        keep_settings(home, who, settings)
    keep_kit(home, Kit("kit", (KitSensor("right_forearm", f"serial:{port}?protocol=witmotion"),)))
    (home / "about-read").touch()
    path = prescription_path(home, "P01")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"{PRESCRIPTION}repetitions_a_day: {repetitions}\nvalid_from: {today().date().isoformat()}\n", encoding="utf-8"
    )


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs pseudo-terminals")
@pytest.mark.skipif(shutil.which("Xvfb") is None or shutil.which("xdotool") is None, reason="needs Xvfb and xdotool")
@pytest.mark.parametrize("by", ["keys", "sensor"])
def test_the_whole_way_is_gone_in_a_real_window(by: PlayBy, home: Path, tmp_path: Path) -> None:
    """From opening the lid to the sensor put away: the way waits for a sensor that is unplugged, in play and on a page,
    goes on by itself, and what was played is kept as a sensor's."""
    port = tmp_path / "ttyUSB0"
    repetitions = 3 if by == "keys" else 2
    set_up(home, port, by, repetitions)
    pictures = Path(os.environ.get("CI_ARTIFACTS", tmp_path)) / f"whole-way-by-{by}"
    with closing(WornArm(port)) as arm, opened(home, pictures) as shown:
        walker = Walker(shown, arm, by=by)
        walker.until(lambda seen: seen.says(ASKED) and seen.says(f"1 of {repetitions}"))
        walker.lose_and_find_again()
        if by == "keys":
            walker.until(lambda seen: seen.says(ASKED) and seen.says(f"2 of {repetitions}"))
        else:
            walker.until(lambda seen: seen.says("Take the sensor off"))
        walker.lose_and_find_again()
        assert walker.to_the_end() == 0
    (kept,) = read_index(home / "sessions").summaries
    assert (kept["truth"], kept["ended"], kept["level"]) == ("sensor", "stopped_dose", LEVEL)
    assert kept["repetitions"]["attempted"] >= repetitions
    assert len(list(pictures.glob("*.png"))) >= 12
