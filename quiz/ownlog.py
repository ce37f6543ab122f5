"""The learner's own log, where it lies and as it is set. Importing this module costs next to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.learner.log import AnswerLog

__all__ = ["back_up", "open_log"]


def open_log() -> AnswerLog:
    """Open the learner's log, with the study day as it is set."""
    from quiz.learner.clock import now
    from quiz.learner.log import AnswerLog
    from quiz.learner.places import data_dir
    from quiz.settings import read_settings

    return AnswerLog(data_dir(), now, read_settings().rollover_hour)


def back_up(log: AnswerLog) -> None:
    """Copy the log aside, where that was not done on this study day."""
    from quiz.learner.backup import back_up_daily

    back_up_daily(log.store, log.rollover_hour)
