"""Network inputs: who sends to one chosen network of this computer, heard while a list is made and no longer."""

from __future__ import annotations

from dataclasses import dataclass

from game.app.clock import now_s, wait
from game.app.inputs import LastSites
from input_devices import SenderFinding, SenderSurvey, StreamSurvey, UnavailableError

_POLL_S = 1 / 120


@dataclass(frozen=True, slots=True)
class FoundSender:
    """One sensor that sends, and where on the body it was worn last; None where that is not known."""

    finding: SenderFinding
    last_worn: str | None


@dataclass(frozen=True, slots=True)
class Heard:
    """Everybody who sends, and what could not be listened for, a sentence each."""

    senders: tuple[FoundSender, ...]
    notices: tuple[str, ...]


def listen(interface: str, home_dir: str | None) -> Heard:
    """Trackers, phones and streams in the network `192.168.1.20`, or `192.168.1.20:6969` for trackers on another port.

    Raises AddressError where `interface` names no network.
    """
    surveys: list[SenderSurvey | StreamSurvey] = [SenderSurvey(interface)]
    notices: list[str] = []
    try:
        surveys.append(StreamSurvey(interface.partition(":")[0]))
    except UnavailableError as error:
        notices.append(f"streams are not listed: {error}")
    try:
        while not all(survey.settled(now_s()) for survey in surveys):
            for survey in surveys:
                survey.poll(now_s())
            wait(_POLL_S)
        notices += [survey.notice for survey in surveys if isinstance(survey, SenderSurvey) and survey.notice]
        worn = LastSites(home_dir)
        found = [finding for survey in surveys for finding in survey.findings()]
        return Heard(tuple(FoundSender(each, worn.at(each.address)) for each in found), tuple(notices))
    finally:
        for survey in surveys:
            survey.close()
