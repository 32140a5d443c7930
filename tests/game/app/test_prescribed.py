"""A prescription on its way: from its file to the header, and to the sentence where it does not let somebody play."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from game.app.answers import DEFAULTS
from game.app.clock import today
from game.app.errors import RefusedError, RequestError
from game.app.headless import run_headless
from game.app.hosting import Hosting
from game.app.offers import cards
from game.app.prescribed import has_implant, prescription_of
from game.app.programmes import unknown_levels
from game.app.request import PlayRequest, Prepared, prepare
from game.app.wiring import host
from game.cli import run
from game.coaching.prescription import Prescription
from game.coaching.safeguards import NOBODY_NEAR, PLACE
from game.content import ContentError
from game.exercises.events import Event
from game.exercises.views import ReachView
from game.level import read_level
from game.motion.movements import MOVEMENTS
from game.people.folder import record_path
from game.population.bodies import simulated_source
from game.population.profile import Profile
from game.round import Command, Round, RoundSetup
from tests.game.build import prescription
from tests.game.coaching.test_prescription import RANGE, SOUND, STANDING
from tests.reviewed import reviewed_level

REACH = "shoulder_flexion_reach_1"
SEATED = "trunk_sway_sway_test_1"


def prepared(level: str, site: str, allowed: Prescription | None) -> Prepared:
    """A level that is to be played with a worn sensor; here a body's, that stands for one."""
    row = MOVEMENTS[level.rpartition("_sway_test_")[0] if "_sway_test_" in level else "shoulder_flexion"]
    source = simulated_source(row, "right", (site,), "seated", Profile(), 0)
    request = PlayRequest(level, wear=(f"{site}=serial:/dev/null",))
    return prepare(request, "s", None, {site: source}, {}, prescription=allowed)


def test_a_test_with_a_sensor_needs_a_prescription_that_names_it() -> None:
    """Gentle mode has none of them; what is allowed stands in the header."""
    with pytest.raises(RefusedError, match="Without a prescription"):
        prepared(RANGE, "right_upper_arm", None)
    with pytest.raises(RefusedError, match="does not hold"):
        prepared(RANGE, "right_upper_arm", prescription(SEATED))
    setup: RoundSetup = prepared(RANGE, "right_upper_arm", prescription(RANGE)).header.setup
    assert setup.mode == "prescribed"
    assert setup.prescription is not None and setup.prescription["levels"] == [RANGE]


def test_a_level_that_nobody_reviewed_is_played_with_a_sensor_only_where_a_therapist_prescribes_it(
    tmp_path: Path,
) -> None:
    """Otherwise one sentence says what to do; reviewed, it is played gently; a try-out is free."""
    with pytest.raises(RefusedError, match=r"No therapist has reviewed this level yet.*prescribe it or to review it"):
        prepared(REACH, "right_upper_arm", None)
    assert prepared(REACH, "right_upper_arm", prescription(REACH)).header.setup.mode == "prescribed"
    assert prepared(reviewed_level(REACH, tmp_path), "right_upper_arm", None).header.setup.mode == "gentle"
    assert prepare(PlayRequest(REACH, "simulated"), "s", None, {}, {}).header.setup.mode == "tryout"


def test_no_other_dose_is_asked_for_with_a_sensor_than_is_safe() -> None:
    """As no level may state it; a try-out is free."""
    level, site = "knee_extension_tempo_1", "right_shank"
    source = simulated_source(MOVEMENTS["knee_extension"], "right", (site,), "seated", Profile(), 0)

    def asked(repetitions: int) -> Prepared:
        request = PlayRequest(level, wear=(f"{site}=serial:/dev/null",), repetitions=repetitions)
        return prepare(request, "s", None, {site: source}, {}, prescription=prescription(level))

    assert asked(36).header.setup.repetitions == 36
    with pytest.raises(RefusedError, match=r"37 repetitions are more than the 36.*Ask for fewer"):
        asked(37)
    assert prepare(PlayRequest(level, "simulated", repetitions=37), "s", None, {}, {}).header.setup.repetitions == 37


def test_a_prescription_that_names_a_programme_allows_its_levels_up_to_the_week() -> None:
    """Not those of a later week; a programme that there is not is said."""
    first = prescription(REACH).model_copy(
        update={"levels": None, "programme": "shoulder", "valid_from": today().date().isoformat()}
    )
    assert prepared(REACH, "right_upper_arm", first).header.setup.mode == "prescribed"
    with pytest.raises(RefusedError, match="does not hold shoulder_flexion_reach_2"):
        prepared("shoulder_flexion_reach_2", "right_upper_arm", first)
    with pytest.raises(ContentError, match="there is no programme “nothing”"):
        prepared(REACH, "right_upper_arm", first.model_copy(update={"programme": "nothing"}))


def test_what_is_offered_is_what_would_start() -> None:
    """With a prescription its levels; without one those that are reviewed; in a try-out all."""
    assert {card.id for card in cards(prescription(REACH), tryout=False) if card.playable} == {REACH}
    assert not [card for card in cards(tryout=False) if card.playable]
    assert all(card.playable for card in cards(tryout=True))


@pytest.mark.parametrize(("answers", "words"), [({}, PLACE), ({"safe_place": 1.0}, NOBODY_NEAR)])
def test_nobody_is_on_their_feet_before_it_is_confirmed(answers: dict[str, float], words: str) -> None:
    """Nothing is played and nothing kept; with all of it, play begins and says who was there."""
    allowed = prescription(STANDING, standing="someone_within_reach")
    with pytest.raises(RefusedError) as caught:
        run_headless(
            Hosting(prepared(STANDING, "pelvis", allowed), None),
            {**DEFAULTS, **answers},
            as_fast_as_it_computes=True,
        )
    assert str(caught.value) == words


def test_too_much_pain_is_not_played_and_flagged_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before any sample came: no session is kept, and the therapist reads of it."""
    told: list[str] = []
    silent = Hosting(prepared(RANGE, "right_upper_arm", prescription(RANGE)), None, flag=told.append)
    monkeypatch.setattr(silent, "tick", _without_samples(silent))
    with pytest.raises(RefusedError, match="Your pain is higher"):
        run_headless(silent, {**DEFAULTS, "pain_before": 8.0}, as_fast_as_it_computes=True)
    assert told == ["pain 8 before play: not played"]


def _without_samples(hosting: Hosting) -> Callable[[float, Sequence[Command]], tuple[Event, ...]]:
    """The same ticks, before the sensor has said anything."""
    return lambda _now_s, commands: hosting.round.tick((), commands)


def test_who_has_an_implant_wears_no_electrodes_whatever_is_answered(tmp_path: Path) -> None:
    """Their record says so."""
    path = record_path(tmp_path, "P01")
    path.parent.mkdir(parents=True)
    path.write_text("format: 1\nimplanted_electronics: true\n", encoding="utf-8")
    assert has_implant({"implanted_electronics": 0.0}, str(tmp_path), "P01") is True
    assert has_implant({"implanted_electronics": 0.0}, str(tmp_path), "P02") is False
    assert has_implant({}, str(tmp_path), None) is None


def test_what_was_confirmed_is_kept() -> None:
    """Whoever reads the result knows that somebody was there."""
    hosting = Hosting(prepared(STANDING, "pelvis", prescription(STANDING, standing="alone")), None)
    answers = {**DEFAULTS, "safe_place": 1.0, "alone": 0.0}
    found = run_headless(hosting, answers, as_fast_as_it_computes=True)
    assert found["measures"]["sway"]["valid"]
    assert found["context"]["notes"] == ["someone was within reach"]
    assert found["prescription"] == {"id": "a", "version": 1, "signed_by": None}


def test_a_file_that_is_wrong_or_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The call is wrong: exit 2, file, line and what to do; never a traceback."""
    path = tmp_path / "p.yaml"
    path.write_text(SOUND.replace("version: 3", "version: 0"), encoding="utf-8")
    call = ["play", RANGE, "--input", "simulated", "--headless", "--speed", "max", "--home", str(tmp_path)]
    assert run([*call, "--prescription", str(path)]) == 2
    assert "p.yaml:3:10: version takes a whole number" in capsys.readouterr().err
    assert run([*call, "--prescription", str(tmp_path / "none.yaml")]) == 2
    assert "cannot be read" in capsys.readouterr().err
    with pytest.raises(RequestError, match="cannot be read"):
        prescription_of(tmp_path)
    assert prescription_of(None) is None


def test_a_level_that_nobody_knows_is_said_by_whatever_reads_the_prescription(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip in its list would else never start, and nobody would know why; a level of one's own is no slip."""
    path = tmp_path / "p.yaml"
    path.write_text(SOUND.replace(RANGE, f"{REACH}, shoulder_flexoin_range_test_1"), encoding="utf-8")
    said = f"names “shoulder_flexoin_range_test_1”, and there is no level of that name here. Did you mean “{RANGE}”?"
    assert run(["levels", "preview", REACH, "--prescription", str(path)]) == 0
    assert said in capsys.readouterr().err
    with pytest.raises(RefusedError, match=r"does not hold .* Did you mean “shoulder_flexion_range_test_1”\?"):
        prepared(RANGE, "right_upper_arm", prescription("shoulder_flexoin_range_test_1"))
    assert unknown_levels(prescription("own_reach_1"), ("own_reach_1",)) == ()
    (own,) = unknown_levels(prescription(REACH, "zzz"))
    assert own.endswith("Is it one in a file of your own?")


@pytest.mark.parametrize("fed", ["keyboard", "simulated"])
def test_a_try_out_is_inside_a_prescription_where_one_is_given(fed: str) -> None:
    """No target beyond its wall, its coach, and none of its levels but those it names; free without one."""

    def tried(allowed: Prescription | None) -> RoundSetup:
        return prepare(PlayRequest(REACH, fed), "s", None, {}, {}, prescription=allowed).header.setup

    ceiling = {"shoulder_flexion": {"ceiling_deg": 40.0}}
    setup = tried(prescription(REACH, format=2, movements=ceiling, aim=0.8))
    assert setup.mode == "tryout" and setup.settings == {"coach": {"aim": 0.8}}
    view = Round(setup).view().exercise
    assert isinstance(view, ReachView) and max(view.targets_deg) <= 40.0
    free = Round(tried(None)).view().exercise
    assert isinstance(free, ReachView) and max(free.targets_deg) > 40.0
    with pytest.raises(RefusedError, match="does not hold"):
        tried(prescription(RANGE))
    with pytest.raises(RefusedError, match="ended on 2020-01-02"):
        tried(prescription(REACH, valid_until="2020-01-02"))


def test_a_test_has_its_own_dose(tmp_path: Path) -> None:
    """Another would be another test."""
    with pytest.raises(RequestError, match="has its own dose"):
        host(PlayRequest(RANGE, "simulated", repetitions=2), str(tmp_path))


def test_the_other_side_of_the_same_sitting_is_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From the kept session, by the sitting's id; another sitting has nothing to do with it."""

    def play(*more: str) -> dict[str, Any]:
        call = ["play", "knee_extension_range_test_1", "--input", "simulated", "--headless", "--speed", "max", "--json"]
        assert run([*call, "--home", str(tmp_path), *more]) == 0
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    first = play("--side", "left")
    second = play("--side", "right", "--sitting", first["sitting"], "--seed", "3")
    share = 100.0 * second["measures"]["range_of_motion"]["value"] / first["measures"]["range_of_motion"]["value"]
    assert second["measures"]["limb_symmetry"]["value"] == pytest.approx(share)
    assert second["sitting"] == first["sitting"]
    assert "limb_symmetry" not in first["measures"]


def test_a_setup_keeps_what_it_was_compared_with() -> None:
    """It stands in the header, so that a replay compares with the same."""
    from game.round import setup_from_row

    row = {"kind": "range_test", "measures": {}}
    text = read_level(*_level(RANGE)).text
    setup = RoundSetup(text, "right", ("right_upper_arm",), "tryout", earlier=(row,))
    assert setup_from_row(json.loads(json.dumps(setup.as_row()))) == setup
    bare = RoundSetup(text, "right", ("right_upper_arm",), "tryout")
    assert "earlier" not in bare.as_row() and setup_from_row(bare.as_row()) == bare


def _level(name: str) -> tuple[bytes, str]:
    from game.content import find_level

    return find_level(name)
