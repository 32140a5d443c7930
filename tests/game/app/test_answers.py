"""Questions in play are answered from the file too, where there is no window."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.app.answers import before, read_answers, within
from game.app.errors import RequestError
from game.round import Command, Do, Phase, Round, RoundView
from tests.game.build import setup


def view(phase: Phase, asks: str | None = None) -> RoundView:

    return Round(setup()).view()._replace(phase=phase, asks=asks)


def test_what_is_asked_in_play_is_answered_when_it_is_asked(tmp_path: Path) -> None:
    """And not before."""
    path = tmp_path / "a.yaml"
    path.write_text(
        "effort: 7\npain_in_rest: 3\nfell: false\nend_when_tired: true\npain_morning: 2\n", encoding="utf-8"
    )
    answers = read_answers(path)
    assert {command.question for command in before(answers)} >= {"pain_morning", "skin_sore"}
    assert not {command.question for command in before(answers)} & {"effort", "fell"}
    assert within(answers, view(Phase.REST, "effort")) == [Command(Do.ANSWER, 7.0, "effort")]
    assert within(answers, view(Phase.REST, "pain")) == [Command(Do.PAIN, 3.0)]
    assert within(answers, view(Phase.FALL)) == [Command(Do.NOT_FELL)]
    assert within(answers, view(Phase.OFFER)) == [Command(Do.FINISH)]
    assert within(answers, view(Phase.PLAY)) == []
    assert within(read_answers(None), view(Phase.FALL)) == []


@pytest.mark.parametrize("line", ["effort: 11", "fell: 2", "skin_sore: maybe"])
def test_what_is_no_answer_is_said(line: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(RequestError, match="takes"):
        read_answers(path)
