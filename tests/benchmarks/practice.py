"""How much a comfortable wearer gets done in 20 minutes of the programme for the weaker arm, its rests taken."""

from __future__ import annotations

from collections.abc import Iterator

from game.app.programmes import Library, load_programme
from game.coaching.programme import Due, Programme, due_in
from game.exercises.events import RepCompleted
from game.exercises.exercise import TICK_S
from game.exercises.pace import COMFORTABLE_DEG_S, REACTION_S
from game.population.profile import Profile
from tests.benchmarks.figure import Figure
from tests.game.wrongly_worn import play

PROGRAMME = "hemiparetic_arm"
COMFORTABLE = Profile(speed_deg_s=COMFORTABLE_DEG_S, reaction_s=REACTION_S)
ASKED = 300
MINUTES_MAX = 20.0


def _done(due: Due) -> tuple[list[float], float, int]:
    """When each repetition of `reach` or `tandem` was done, how long the level took, its rests and its beginning
    included (s), and how many of the repetitions were clean."""
    played = play(
        due.level.text,
        side=due.side or "right",
        profile=COMFORTABLE,
        seconds=60.0 * MINUTES_MAX,
        repetitions=due.expected.repetitions,
    )
    made = [event for event in played.of(RepCompleted) if event.verdict != "other"]
    clean = sum(event.verdict == "clean" for event in made)
    return [event.tick * TICK_S for event in made], played.round.ticks * TICK_S, clean


def _of_week(programme: Programme, week: int) -> Iterator[Figure]:
    due = due_in(programme, Library(), week, programme.days[0])
    from_s, ends_s, clean = 0.0, [], 0
    for each in due.dues:
        if each.part != "main":
            continue
        made_s, lasted_s, well = _done(each)
        ends_s += [from_s + at_s for at_s in made_s]
        from_s += lasted_s + programme.rest_between_s
        clean += well
    minutes = ends_s[ASKED - 1] / 60.0 if len(ends_s) >= ASKED else float("nan")
    yield Figure(f"week {week}: minutes for {ASKED} of reach and tandem, rests included", minutes, "min", MINUTES_MAX)
    yield Figure(f"week {week}: of {len(ends_s)} repetitions, clean", clean, "repetitions")


def figures() -> Iterator[Figure]:
    """One week of each step after the first week, which asks for half."""
    programme = load_programme(PROGRAMME)
    for week in (2, 4, 6):
        yield from _of_week(programme, week)
