"""The way through an hour: every way there is, walked to its end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest

from game.app.way import AFTER_PLAY, Did, Step, Way, after, gate, keeps, resumed

ENDS = (Step.START, Step.CLOSED)
OPENINGS = (
    *(Way(read=read, who=who, cleared=cleared)
      for read in (False, True) for who in (False, True) for cleared in (False, True)),
    *(gate(Way(live=live, read=read, cleared=cleared, only=True, goal=goal))
      for live in (False, True) for read in (False, True) for cleared in (False, True)
      for goal in (Step.PLAY, Step.CONFIRM) if live or goal is Step.PLAY),
    *(resumed(Way(read=True, who=who, cleared=cleared), step, live=live)
      for step in Step for live in (False, True) for who in (False, True) for cleared in (False, True)
      if keeps(Way(step))),
)  # fmt: skip


def walked(openings: Iterable[Way] = OPENINGS) -> Mapping[Way, Mapping[Did, Way]]:
    """Every way that can be come to, and where each thing that happens leads from it."""
    found: dict[Way, dict[Did, Way]] = {}
    todo = list(openings)
    while todo:
        way = todo.pop()
        if way not in found:
            found[way] = {did: after(way, did) for did in Did}
            todo += found[way].values()
    return found


WAYS = walked()


def test_no_way_skips_the_pre_check_with_a_worn_sensor() -> None:
    """Wherever one comes from: a way that plays has passed the check, which only its answers pass."""
    assert any(way.step is Step.PLAY and way.live for way in WAYS)
    assert all(way.checked and way.read for way in WAYS if way.step is Step.PLAY and way.live)
    for way, leads in WAYS.items():
        for did, to in leads.items():
            assert way.checked or not to.checked or (way.step, did) == (Step.CHECK, Did.SAFE), (way, did)


def test_no_way_skips_the_safety_check_with_a_worn_sensor() -> None:
    """From wherever: a way that plays, or is about to, is cleared, and nothing on the way clears it: at every step that
    is looked up of whoever plays."""
    assert all(way.cleared for way in WAYS if way.live and way.step in (Step.CONFIRM, Step.SHOWN, Step.PLAY))
    assert not any(to.cleared and not way.cleared for way, leads in WAYS.items() for to in leads.values())
    asked = [way for way in WAYS if way.step is Step.SAFETY]
    assert asked and all(after(way, Did.READY).step is Step.SAFETY for way in asked)
    assert all(after(replace(way, cleared=True), Did.READY).step in (Step.CHECK, way.goal) for way in asked)
    assert all(after(way, Did.UNSAFE).step is Step.REFUSED for way in asked)


def test_what_could_not_be_played_may_be_tried_out_instead() -> None:
    """Straight from the safety check's page, and nothing stands in the way."""
    way = gate(Way(live=True, read=True))
    assert way.step is Step.SAFETY
    assert after(way, Did.WANTED_TRYOUT).step is Step.TRYOUT


def test_a_worn_sensor_cannot_even_be_said_to_be_played_unchecked() -> None:
    with pytest.raises(ValueError, match="pre-check"):
        Way(Step.PLAY, live=True, read=True, cleared=True)
    with pytest.raises(ValueError, match="safety check"):
        Way(Step.PLAY, live=True, read=True, checked=True)


def test_what_forbids_play_is_read_before_anything_else() -> None:
    """From every step where something may forbid it, and nothing but having read it leads on."""
    refused = [way for way in WAYS if way.step is Step.REFUSED]
    assert refused and not any(way.checked for way in refused)
    assert all({did for did, to in WAYS[way].items() if to != way} == {Did.READ} for way in refused)
    assert all(after(way, Did.UNSAFE).step is Step.REFUSED for way in WAYS if way.step is Step.CHECK)


def test_every_way_ends() -> None:
    """From wherever one is, at the start again or with the game closed."""
    good = {way for way in WAYS if way.step in ENDS}
    while more := {way for way, leads in WAYS.items() if way not in good and good & set(leads.values())}:
        good |= more
    assert set(WAYS) == good


def test_whoever_wore_a_sensor_looks_at_the_skin_and_puts_it_away() -> None:
    """No step but the last lets go of it, and that is come to by the skin only."""
    for way, leads in WAYS.items():
        for did, to in leads.items():
            if way.worn and not to.worn:
                assert (way.step, to.step) == (Step.SKIN, Step.AWAY), (way, did)
            if to.step is Step.AWAY and way.step is not Step.AWAY:
                assert way.step in (Step.SKIN, Step.GO_ON), (way, did)
    assert not any(way.worn for way in WAYS if way.step in ENDS)


def test_every_step_is_on_some_way() -> None:
    assert {way.step for way in WAYS} == set(Step)


@pytest.mark.parametrize("step", [step for step in Step if keeps(Way(step))])
@pytest.mark.parametrize("live", [True, False])
def test_what_was_cut_short_is_gone_on_with(step: Step, live: bool) -> None:
    """Nothing of it is answered for the person: a worn sensor's way comes by the check again, once, to that step."""
    way = resumed(Way(read=True, cleared=True), step, live=live)
    if step is Step.REFUSED:
        assert way.step is Step.REFUSED, "what must be read is shown, and not asked for"
        return
    assert way.step is Step.GO_ON and not way.checked
    on, shown = after(way, Did.WENT_ON), step in (Step.SHOWN, Step.PLAY)
    if live and step not in (*AFTER_PLAY, Step.TRYOUT, Step.PAIR):
        assert on.step is Step.CHECK
        on = after(on, Did.SAFE)
        assert on.step is (Step.SHOWN if shown else step if step is Step.CONFIRM else Step.PLAN)
    elif shown:
        assert on.step is Step.SHOWN
    elif live or step in (*AFTER_PLAY, Step.PAIR):
        assert on.step is step
    else:
        assert on.step is Step.TRYOUT
    assert after(way, Did.BEGAN_ANEW).step in (Step.CHECK, Step.START)


def test_somebody_who_is_set_up_comes_by_two_steps_to_play() -> None:
    """The check, then the path; who is playing, and what this is, are known. What is shown goes on by itself."""
    way = gate(Way(live=True, read=True, cleared=True))
    steps = [way.step]
    for did in (Did.SAFE, Did.CHOSE, Did.SEEN):
        way = after(way, did)
        steps.append(way.step)
    assert steps == [Step.CHECK, Step.PLAN, Step.SHOWN, Step.PLAY]


def test_a_try_out_meets_none_of_the_gates() -> None:
    """And leaves nothing to be put away."""
    way = after(Way(who=False), Did.WANTED_TRYOUT)
    steps = [way.step]
    for did in (Did.CHOSE, Did.SEEN, Did.ENDED, Did.SEEN, Did.SEEN, Did.BACK):
        way = after(way, did)
        steps.append(way.step)
    assert steps == [Step.TRYOUT, Step.SHOWN, Step.PLAY, Step.PATH, Step.TOLD, Step.TRYOUT, Step.START]


def test_after_feeling_unwell_nothing_is_played_without_a_new_check() -> None:
    way = gate(Way(Step.PLAN, live=True, read=True, cleared=True, checked=True, goal=Step.PLAY))
    way = after(way, Did.ENDED_UNWELL)
    seen = walked([replace(way)])
    unchecked = [to for to in seen if to.step is Step.PLAY and to.live]
    assert all(to.checked for to in unchecked)
    assert after(after(after(way, Did.READ), Did.SEEN), Did.SEEN).step is Step.SKIN
