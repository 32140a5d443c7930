"""Today's plan: nothing refused is offered, what is left falls to nothing, two offers differ, a free day is free."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.app.programmes import load_programme
from game.coaching.history import History, Past
from game.coaching.planned import HURT_THIS_MORNING, ITEMS_MAX, Planned
from game.coaching.preview import expected
from game.coaching.programme import PARTS
from game.coaching.record import PatientRecord
from game.coaching.refusal import refusal_of
from game.coaching.today import FREE_DAY, NOTHING_REVIEWED, STAYS_SEATED, Plan, Today, offers_of, open_sitting, today_of
from game.content import find_level, shipped_levels, shipped_programmes
from game.level import Level, read_level
from game.sessions.index import movement_of
from tests.game.build import prescription
from tests.reviewed import BY

MONDAY = datetime(2031, 3, 10, 9, 0, tzinfo=timezone(timedelta(hours=2)))
PROGRAMMES = {name: load_programme(name) for name in shipped_programmes()}
NAMES = sorted(shipped_levels())


@cache
def level(name: str) -> Level:
    return read_level(*find_level(name))


@cache
def reviewed(name: str) -> Level:
    text = level(name).text
    return read_level("\n".join(line for line in text.splitlines() if not line.startswith("review:")) + f"\n{BY}\n", "")


def plan_of(name: str, **more: Any) -> Plan:
    """A shipped programme, prescribed from Monday on, for somebody who is cleared for what it asks."""
    programme = PROGRAMMES[name]
    row = {"standing": "alone", "valid_from": MONDAY.date().isoformat(), "format": 2}
    prescribed = prescription(*NAMES[:1], **{**row, "programme": name, **more.pop("says", {})})
    return Plan({each: level(each) for each in programme.level_ids()}, prescribed, programme, **more)


def played(item: Planned, at: datetime, sitting: str, ended: str = "finished") -> Past:
    """That item, played from `at` on."""
    return Past(
        item.level.id,
        sitting,
        at,
        at + timedelta(minutes=max(item.minutes, 0.1)),
        ended,
        movement_of(item.level.id),
        active_min=min(item.minutes, 1.0),
        repetitions=item.repetitions,
        clean=item.repetitions,
        prescription="a",
        pain_before=1.0,
        pain_after=1.0,
        side=item.side or "right",
    )


def keys(items: tuple[Planned, ...]) -> list[str]:
    return [item.key for item in items]


def refused(plan: Plan, item: Planned, history: History) -> str | None:
    named: tuple[str, ...] = ()
    if plan.programme is not None:
        named = plan.programme.level_ids(plan.programme.week_of(history.now.date(), MONDAY.date()))
    return refusal_of(
        item.level,
        plan.prescription,
        history.now.date(),
        side=item.side,
        history=history,
        record=plan.record,
        electrodes=bool(item.level.exercise.muscles()),
        of_the_programme=named,
    )


def checked(plan: Plan, history: History) -> Today:
    """Today's plan, and what holds of each."""
    today = today_of(plan, history)
    for item in today.left:
        assert refused(plan, item, history) is None and plan.lacks(item.level, item.side) is None
    assert len(today.offers) == min(2, len(today.left))
    assert len({tuple(keys(offer.order)) for offer in today.offers}) == len(today.offers)
    for offer in today.offers:
        assert set(keys(offer.order)) <= set(keys(today.left)) and offer.minutes > 0.0
        places = [PARTS.index(item.part) for item in offer.order]
        assert places == sorted(places)
    assert (today.why is None) == bool(today.left)
    assert today.minutes_left == pytest.approx(sum(item.minutes for item in today.left))
    assert len(set(keys(today.items))) == len(today.items)
    if today.next_from is not None:
        assert not today.left and today.next_from > history.now
    return today


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any programme, any few levels, or gentle mode; with records and caps that exclude some of it."""
    record = draw(
        st.one_of(
            st.none(),
            st.builds(
                lambda pain, dizzy, forbidden: PatientRecord(
                    format=1, painful_shoulder=pain, dizziness=dizzy, forbidden_movements=tuple(forbidden)
                ),
                st.booleans(),
                st.booleans(),
                st.sets(st.sampled_from(["elbow_flexion", "left_wrist_flexion", "knee_extension", "trunk_sway"])),
            ),
        )
    )
    sides = draw(st.sampled_from([("right",), ("left",), ("left", "right")]))
    said: dict[str, Any] = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "minutes_a_day": st.floats(1.0, 40.0),
                "repetitions_a_day": st.integers(1, 200),
                "sessions_a_day": st.integers(1, 3),
                "hours_apart": st.floats(0.0, 6.0),
                "standing": st.sampled_from(["no", "alone"]),
            },
        )
    )
    kind = draw(st.sampled_from(["programme", "levels", "gentle"]))
    if kind == "programme":
        return plan_of(draw(st.sampled_from(sorted(PROGRAMMES))), record=record, sides=sides, says=said)
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=8, unique=True))
    if kind == "gentle":
        return Plan({name: reviewed(name) for name in names}, record=record, sides=sides)
    row = {"format": 2, **said, "valid_from": MONDAY.date().isoformat()}
    return Plan({name: level(name) for name in names}, prescription(*names, **row), record=record, sides=sides)


@settings(max_examples=60)
@given(plans(), st.integers(0, 30), st.data())
def test_a_day_of_play_stays_inside_the_plan_and_comes_to_an_end(plan: Plan, days: int, data: st.DataObject) -> None:
    """Whichever offer is taken, however it ends: nothing refused is offered, the plan stays as it is, and each finished
    exercise leaves one less, until nothing is left."""
    now = MONDAY + timedelta(days=days)
    today = checked(plan, History(now, (), "one"))
    whole, pasts = keys(today.items), []
    while today.left:
        offer = data.draw(st.sampled_from(today.offers))
        ended = data.draw(st.sampled_from(["finished", "finished", "finished", "stopped_pain", "stopped_fatigue"]))
        past = played(offer.next, now, "one", ended)
        pasts.append(past)
        now = past.ended_at
        after = checked(plan, History(now, tuple(pasts), "one"))
        assert keys(after.items) == whole
        assert len(after.left) < len(today.left)
        if ended == "finished":
            assert len(after.done) == len(today.done) + 1
        today = after
    assert today.why is not None and today.offers == ()
    assert len(pasts) <= len(whole)


@settings(max_examples=30)
@given(plans(), st.integers(0, 30))
def test_the_next_session_may_begin_when_the_plan_says(plan: Plan, days: int) -> None:
    """At the named time, and not a minute before; a session that was broken off is gone on with, nothing twice."""
    now = MONDAY + timedelta(days=days)
    today = checked(plan, History(now, (), "one"))
    pasts = [played(item, now, "one") for item in today.left[:1]]
    later = History(now + timedelta(hours=1, minutes=30), tuple(pasts), "two")
    waiting = checked(plan, later)
    if waiting.next_from is None:
        return
    almost = checked(plan, replace(later, now=waiting.next_from - timedelta(minutes=1)))
    assert almost.left == () and almost.next_from == waiting.next_from
    then = checked(plan, replace(later, now=waiting.next_from))
    assert then.next_from is None
    caps = [item for item in then.items if item.why_not is not None and "hours" in item.why_not]
    assert caps == []


def test_a_day_of_a_programme_is_told_as_it_is() -> None:
    """Warm-up, main, cool-down; half of it in the first week; done when all of it is done."""
    plan = plan_of("shoulder")
    today = checked(plan, History(MONDAY, (), "one"))
    assert keys(today.left) == [
        "warm_up:shoulder_external_rotation_reach_1:right",
        "main:shoulder_flexion_reach_1:right",
        "main:shoulder_abduction_reach_1:right",
        "cool_down:shoulder_flexion_reach_1:right",
    ]
    assert (today.session, today.sessions, today.free) == (1, 1, False)
    assert [offer.order[1].key for offer in today.offers] == [keys(today.left)[1], keys(today.left)[2]]
    item = today.left[1]
    assert (item.repetitions, item.asks_repetitions, item.asks_minutes) == (9, 18, 5.0)
    past = played(today.left[0], MONDAY, "one")
    done = checked(plan, History(past.ended_at, (past,), "one"))
    assert keys(done.done) == ["warm_up:shoulder_external_rotation_reach_1:right"]
    assert keys(done.left) == keys(today.left)[1:]


def _dose(programme: str, today: Today) -> tuple[int, float]:
    """Movements and minutes of play that the plan asks for on that day, all its sessions together."""
    wanted = [expected(item.level, item.repetitions, item.asks_minutes or math.inf) for item in today.items]
    of_a_session = sum(each.repetitions for each in wanted), sum(each.play_min for each in wanted)
    sessions = PROGRAMMES[programme].sessions_a_day
    return sessions * of_a_session[0], sessions * of_a_session[1]


@settings(max_examples=60)
@given(st.sampled_from(sorted(PROGRAMMES)), st.integers(0, 60), st.data())
def test_both_sides_together_get_no_more_than_the_day_of_one(name: str, days: int, data: st.DataObject) -> None:
    """Whatever was played before, on whichever side: the stated dose of a day holds over both."""
    now = MONDAY + timedelta(days=days)
    one = today_of(plan_of(name, sides=("right",)), History(now, (), "now"))
    pasts = []
    for item in one.items:
        side, back = data.draw(st.sampled_from(["left", "right"])), data.draw(st.integers(1, 9))
        pasts.append(played(replace(item, side=side), now - timedelta(days=back), f"{back}"))
    both = today_of(
        plan_of(name, sides=("left", "right"), says={"first_week_share": 1.0}), History(now, tuple(pasts), "now")
    )
    stated, (movements, minutes) = PROGRAMMES[name].dose, _dose(name, both)
    assert movements <= stated.repetitions_a_day and minutes <= stated.minutes_a_day + 1e-9
    assert len(both.items) == len(one.items)


@settings(max_examples=30)
@given(st.sampled_from(sorted(PROGRAMMES)), st.integers(1, 4), st.sampled_from(["left", "right"]))
def test_sides_take_turns_a_session_each(name: str, missed: int, first: str) -> None:
    """The one that was practised longest ago comes next, however many days were missed, and stays until it is done."""
    sides = (first, "left" if first == "right" else "right")
    plan, pasts, whose = plan_of(name, sides=sides), list[Past](), list[str]()
    affected = {item.ladder for _, _, item in PROGRAMMES[name].items() if item.sides == "affected"}
    for day in range(0, 21, missed):
        now = MONDAY + timedelta(days=day)
        items = today_of(plan, History(now, tuple(pasts), f"{day}")).items
        own = {item.side for item in items if item.side and item.level.id.rpartition("_")[0] in affected}
        if not own:
            continue
        assert len(own) == 1
        whose += own
        for item in items:
            assert keys(today_of(plan, History(now, tuple(pasts), f"{day}")).items) == keys(items)
            pasts.append(played(item, now, f"{day}"))
            now = pasts[-1].ended_at
    assert all(side == sides[place % 2] for place, side in enumerate(whose))


def test_a_turn_goes_to_the_side_that_can_be_played() -> None:
    """A sensor that fits the right arm only, or a left arm that is spared, leaves no day without an exercise."""
    lacks = {"right": None, "left": "Pair a sensor."}
    plan = plan_of("shoulder", sides=("left", "right"), lacks=lambda _level, side: lacks[side or "right"])
    assert {item.side for item in checked(plan, History(MONDAY, (), "one")).left} == {"right"}


def test_a_weekend_is_free_and_a_missed_day_says_nothing() -> None:
    """Saturday is a day to rest; after a week without play, Monday is any Monday."""
    plan = plan_of("shoulder")
    saturday = checked(plan, History(MONDAY + timedelta(days=5), (), "one"))
    assert saturday.free and saturday.why == FREE_DAY and saturday.offers == ()
    past = played(checked(plan, History(MONDAY, ())).left[0], MONDAY, "one")
    for days in (7, 14):
        now = MONDAY + timedelta(days=days)
        fresh, after = today_of(plan, History(now, ())), today_of(plan, History(now, (past,)))
        assert keys(fresh.left) == keys(after.left) and fresh.why == after.why is None
        assert after.done == ()


def test_before_and_after_the_plan_it_says_what_to_do() -> None:
    early = checked(plan_of("shoulder"), History(MONDAY - timedelta(days=1), ()))
    assert early.why is not None and "begins on" in early.why and not early.free
    over = checked(plan_of("shoulder"), History(MONDAY + timedelta(weeks=6), ()))
    assert over.why == "Your programme is over. Ask your therapist how to go on." and not over.free


def test_what_hurts_this_morning_is_one_step_easier_today() -> None:
    """Only what was played on the last day of play, and only where the pain is two above this person's usual."""
    names = ("knee_extension_reach_1", "knee_extension_reach_2")
    plan = Plan({name: level(name) for name in names}, prescription(*names, format=2))
    item = next(iter(today_of(plan, History(MONDAY, ())).items))
    yesterday = replace(played(item, MONDAY - timedelta(days=1), "zero"), level=names[1], pain_before=1.0)
    history = History(MONDAY, (yesterday,))
    usual = today_of(plan, history).items[0]
    assert (usual.level.id, usual.why) == (names[1], "")
    assert today_of(replace(plan, morning_pain=2.0), history).items[0].level.id == names[1]
    easier = today_of(replace(plan, morning_pain=3.0), history).items[0]
    assert (easier.level.id, easier.why) == (names[0], HURT_THIS_MORNING)


def test_two_good_sessions_bring_the_next_step_and_the_therapist_may_keep_it() -> None:
    names = ("knee_extension_reach_1", "knee_extension_reach_2")
    both = {name: level(name) for name in names}
    plan = Plan(both, prescription(*names, format=2))
    item = today_of(plan, History(MONDAY, ())).items[0]
    good = [played(item, MONDAY - timedelta(days=days), str(days)) for days in (4, 2)]
    found = today_of(plan, History(MONDAY, tuple(good))).items[0]
    assert found.level.id == names[1] and "2 good sessions" in found.why
    for mode in ("fixed", "ask_therapist", "ask_person"):
        kept = Plan(both, prescription(*names, format=2, mode=mode))
        assert today_of(kept, History(MONDAY, tuple(good))).items[0].level.id == names[0]


def test_what_was_played_longest_ago_comes_first_and_a_session_is_no_longer_than_its_share() -> None:
    """Of many levels a few; the others come next time, so that every one has its turn."""
    names = [name for name in NAMES if level(name).kind == "reach" and level(name).step == 1]
    plan = Plan({name: level(name) for name in names}, prescription(*names, format=2, sessions_a_day=2))
    first = checked(plan, History(MONDAY, ()))
    assert 1 < len(first.items) <= ITEMS_MAX
    pasts = tuple(played(item, MONDAY + timedelta(minutes=10 * n), "one") for n, item in enumerate(first.items))
    second = checked(plan, History(MONDAY + timedelta(hours=8), pasts))
    assert second.session == 2 and not {item.level.id for item in second.items} & {each.level for each in pasts}


def test_gentle_mode_without_reviewed_levels_says_so() -> None:
    """As every level that is shipped is unreviewed today."""
    plan = Plan({name: level(name) for name in NAMES})
    found = checked(plan, History(MONDAY, ()))
    assert found.items == () and found.why == NOTHING_REVIEWED and not found.free


def test_what_is_lacking_is_said_and_not_offered() -> None:
    """A sensor that is not there keeps an exercise from being offered, with the reason."""
    lacks = "Pair a sensor for your forearm first."
    plan = replace(plan_of("shoulder"), lacks=lambda one, _side: lacks if "flexion" in one.id else None)
    found = checked(plan, History(MONDAY, ()))
    assert {item.why_not for item in found.items if "flexion" in item.level.id} == {lacks}
    assert all("flexion" not in item.level.id for item in found.left)


def test_who_stays_seated_is_offered_nothing_on_their_feet() -> None:
    """What a programme has standing is told with the reason; the rest of it is offered."""
    plan, now = plan_of("ankle_and_balance"), MONDAY
    while not any(item.level.stands for item in today_of(plan, History(now, ())).left):
        now += timedelta(days=1)
    found = checked(replace(plan, seated=True), History(now, ()))
    assert {item.why_not for item in found.items if item.level.stands} == {STAYS_SEATED}
    assert found.left and not any(item.level.stands for item in found.left)


@given(share=st.floats(0.0, 1.5))
@settings(max_examples=30, deadline=None)
def test_what_a_crash_cut_short_is_asked_for_only_as_far_as_it_is_left(share: float) -> None:
    """Fewer repetitions in less time; what was done already is not asked for twice, and nothing is lost."""
    plan = plan_of(next(iter(PROGRAMMES)))
    history = History(MONDAY, (), "now")
    whole = today_of(plan, history).left[0]
    past = replace(played(whole, MONDAY, "now", "interrupted"), repetitions=round(share * whole.repetitions))
    later = replace(history, now=past.ended_at + timedelta(minutes=1), past=(past,))
    again = next(item for item in today_of(plan, later).items if item.key == whole.key)
    if past.repetitions >= whole.repetitions:
        assert again.done
    else:
        assert not again.done and again.repetitions + past.repetitions == whole.repetitions
        assert again.minutes <= whole.minutes
        asks = [item.asks_repetitions or item.level.dose.repetitions for item in (again, whole)]
        assert asks[0] / asks[1] == pytest.approx(again.repetitions / whole.repetitions, abs=0.5 / asks[1])


def test_a_sitting_is_gone_on_with_for_a_while() -> None:
    """After a crash the same sitting goes on, so that it counts as one session; an hour later another one begins."""
    item = checked(plan_of("shoulder"), History(MONDAY, ())).left[0]
    past = played(item, MONDAY, "one")
    assert open_sitting(History(past.ended_at + timedelta(minutes=30), (past,))) == "one"
    assert open_sitting(History(past.ended_at + timedelta(minutes=61), (past,))) is None
    assert open_sitting(History(MONDAY, ())) is None


@given(st.lists(st.sampled_from(PARTS), max_size=6))
def test_two_offers_differ_wherever_two_are_left(parts: list[Any]) -> None:
    """The plan's own way first, never out of the order of the parts; with one left there is nothing to choose."""
    parts.sort(key=PARTS.index)
    items = tuple(Planned(part, level(NAMES[n]), None, 5, 1.0) for n, part in enumerate(parts))
    offers = offers_of(items)
    assert len(offers) == min(2, len(items))
    if offers:
        assert offers[0].order == items
    for offer in offers:
        places = [PARTS.index(item.part) for item in offer.order]
        assert places == sorted(places) and set(keys(offer.order)) <= set(keys(items))
    if len(offers) == 2:
        assert offers[0].order != offers[1].order and offers[1].order
    assert math.isclose(sum(item.minutes for item in items), offers[0].minutes if offers else 0.0)
