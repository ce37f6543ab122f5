"""Commands of studying: the quiz and the exam."""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.commands.options import keep_from, open_graph, pack_option, wrapped
from kg.errors import MyographError
from quiz.commands.options import (
    course_of,
    level_option,
    making,
    read_plan_course,
    source_option,
    topic_option,
    type_option,
    wanted_of,
    weights_of,
)
from quiz.limits import DEFAULT_NUMBER, MAX_NUMBER, MAX_SEED
from quiz.ownlog import back_up, open_log

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.graph import KnowledgeGraph
    from quiz.learner.log import AnswerLog
    from quiz.start import Request

__all__ = ["exam", "quiz"]

_Command = Any

number_option: Callable[[_Command], _Command] = click.option(
    "-n",
    "--number",
    type=click.IntRange(1, MAX_NUMBER),
    help=f"How many questions; {DEFAULT_NUMBER} where not given.",
)
seed_option: Callable[[_Command], _Command] = click.option(
    "--seed", type=click.IntRange(0, MAX_SEED), help="The same seed and graph make the same questions."
)
course_option: Callable[[_Command], _Command] = click.option(
    "--course",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Take a paper by the blueprint of this course.",
)
plain_option: Callable[[_Command], _Command] = click.option(
    "--plain", is_flag=True, help="Line by line, for screen readers and pipes."
)
new_option: Callable[[_Command], _Command] = click.option(
    "--new", is_flag=True, help="Begin a new one and leave the one that was broken off."
)


@click.command("quiz")
@number_option
@topic_option
@source_option
@type_option
@level_option
@course_option
@click.option("--today", is_flag=True, help="What the plan holds for today: what is due, then what is new.")
@click.option("--mistakes", is_flag=True, help="Only what was answered wrong the last time.")
@click.option(
    "--contrast", nargs=2, metavar="ONE OTHER", help="A drill on what tells two things apart that you mix up."
)
@seed_option
@new_option
@plain_option
@pack_option
def quiz(
    number: int | None,
    topic: str | None,
    source: str | None,
    kind: str | None,
    level: str | None,
    course: Path | None,
    today: bool,
    mistakes: bool,
    contrast: tuple[str, str] | None,
    seed: int | None,
    new: bool,
    plain: bool,
    packs: tuple[Path, ...],
) -> None:
    """Take a quiz, or go on with the one that was broken off."""
    from quiz.start import Pick, Request

    own = {"--today": today, "--mistakes": mistakes, "--contrast": contrast is not None}
    if any(own.values()):
        _refuse_together(own, {"--topic": topic, "--source": source, "--type": kind, "--level": level})
        if contrast is not None:
            _refuse_together({"--contrast": True}, {"--course": course})
            request = _drill(open_graph(packs), contrast, number, seed)
        elif mistakes:
            _refuse_together({"--mistakes": True}, {"--course": course})
            request = Request(number=number or DEFAULT_NUMBER, seed=seed, pick=Pick.MISTAKES)
        else:
            request = _todays(packs, number, course, seed)
    elif course is not None:
        request = _paper(open_graph(packs), course, number, topic, source, kind, level, seed)
    elif (topic, source, kind, level) == (None, None, None, None):
        # Without the graph: the app shows home before it has it.
        request = Request(number=number or DEFAULT_NUMBER, seed=seed)
    else:
        wanted = wanted_of(open_graph(packs), topic, source, kind, level)
        request = Request.of(number or DEFAULT_NUMBER, wanted, seed)
    if plain:
        _play_plain(packs, request, new=new)
    else:
        _open_app(packs, request, new=new)


def _paper(
    graph: KnowledgeGraph,
    course: Path,
    number: int | None,
    topic: str | None,
    source: str | None,
    kind: str | None,
    level: str | None,
    seed: int | None,
) -> Request:
    from quiz.start import Request

    found = course_of(graph, course, topic=topic, source=source, kind=kind, level=level, number=number)
    parts = found.parts(number or DEFAULT_NUMBER)
    return Request(
        number=sum(part.number for part in parts), seed=found.seed if seed is None else seed, parts=parts
    )


def _refuse_together(own: dict[str, bool], others: dict[str, object]) -> None:
    """Refuse options that do not go together: of the `own` ones one alone, and none of the others."""
    chosen = [name for name, given in own.items() if given]
    chosen += [name for name, value in others.items() if value is not None]
    if len(chosen) > 1:
        raise click.UsageError(f"{chosen[1]} does not go with {chosen[0]}.")


def _drill(graph: KnowledgeGraph, pair: tuple[str, str], number: int | None, seed: int | None) -> Request:
    """Return the request for a drill on what tells two things apart."""
    from quiz.learner.confusions import contrast
    from quiz.start import NothingToAskError, Pick, Request

    one, other = (graph.find(name).id for name in pair)
    if one == other:
        raise click.UsageError("--contrast takes two different things.")
    claims = contrast(graph, (one, other)).claims
    if not claims:
        raise NothingToAskError("The graph holds nothing that tells these two apart.")
    return Request(number=number or DEFAULT_NUMBER, seed=seed, pick=Pick.CLAIMS, claims=tuple(claims))


def _todays(packs: tuple[Path, ...], number: int | None, course: Path | None, seed: int | None) -> Request:
    """Return the request for what today's plan still holds."""
    from quiz.settings import read_settings
    from quiz.start import Pick, Request

    settings = read_settings()
    found = None if course is None else read_plan_course(packs, course)
    exam = (found.exam_date if found is not None else None) or settings.exam_date
    if number is None:
        log = open_log()
        number = settings.answers_per_day - log.answered_on(log.today())
        log.close()
        if number <= 0:
            raise AllDoneError(settings.answers_per_day)
    return Request(
        number=number,
        seed=seed,
        pick=Pick.TODAY,
        weights=() if found is None else weights_of(found),
        exam_day=None if exam is None else exam.toordinal(),
    )


class AllDoneError(MyographError):
    """As many answers as were planned for today are given."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"Today's {number} answers are given. For more: myograph quiz --today -n {DEFAULT_NUMBER}"
        )


def _play_plain(packs: tuple[Path, ...], request: Request, *, new: bool) -> None:
    import time
    from random import SystemRandom

    from quiz.plain import again, play
    from quiz.start import Pick, Request, begin_anew, go_on_or_begin

    graph = open_graph(packs)
    log = open_log()
    rng = SystemRandom()
    while True:
        with making() as progress:
            if new:
                session, resumed = begin_anew(graph, log, request, rng, progress=progress), False
            else:
                session, resumed = go_on_or_begin(graph, log, request, rng, progress=progress)
        play(session, resumed=resumed, lines=sys.stdin, out=_out, timer=time.monotonic, mark=log.mark)
        back_up(log)
        missed = again(session, sys.stdin, _out)
        if not missed:
            return
        request, new = Request(number=len(missed), pick=Pick.CLAIMS, claims=tuple(missed)), True


def _out(text: str) -> None:
    click.echo(wrapped(text), nl=False)
    sys.stdout.flush()


def _open_app(packs: tuple[Path, ...], request: Request, *, new: bool) -> None:
    """Open the app at the quiz or exam that is asked for."""
    from quiz.appstart import need_terminal, open_app

    if request.parts:
        need_terminal()
        # Before the app: making a paper takes longer than a screen may stand still.
        log = open_log()
        _begin_paper(open_graph(packs), log, request, new=new)
        log.close()
        new = False
    code = open_app(packs, request, at_once=True, new=new)
    if code:
        raise click.exceptions.Exit(code)


def _begin_paper(graph: KnowledgeGraph, log: AnswerLog, request: Request, *, new: bool) -> None:
    from random import SystemRandom

    from quiz.start import begin_anew, go_on_or_begin

    begin = begin_anew if new else go_on_or_begin
    with making() as progress:
        begin(graph, log, request, SystemRandom(), progress=progress)


@click.command("exam")
@number_option
@click.option(
    "--minutes",
    type=click.FloatRange(0.1, 600),
    help="How long it may take; one and a half a question where not given.",
)
@click.option(
    "--extra-time",
    type=click.Choice(["1.25", "1.5"]),
    help="Make the time longer by this factor, for those who are to have more.",
)
@topic_option
@source_option
@type_option
@level_option
@course_option
@seed_option
@new_option
@plain_option
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the result as JSON, as docs/json.md describes it.",
)
@pack_option
def exam(
    number: int | None,
    minutes: float | None,
    extra_time: str | None,
    topic: str | None,
    source: str | None,
    kind: str | None,
    level: str | None,
    course: Path | None,
    seed: int | None,
    new: bool,
    plain: bool,
    output: Path | None,
    packs: tuple[Path, ...],
) -> None:
    """Sit an exam: nothing is said of an answer before it is handed in."""
    from dataclasses import replace

    from kg.files import check_folder
    from quiz.exam import MINUTES_A_QUESTION
    from quiz.session import Mode
    from quiz.start import Request

    if minutes is not None and math.isnan(minutes):
        raise click.UsageError("--minutes is a number of minutes, such as 20.")
    keep_from(output, course, *packs)
    graph = open_graph(packs)
    if course is not None:
        request = _paper(graph, course, number, topic, source, kind, level, seed)
    else:
        wanted = wanted_of(graph, topic, source, kind, level)
        request = Request.of(number or DEFAULT_NUMBER, wanted, seed)
    time = (minutes or MINUTES_A_QUESTION * request.number) * float(extra_time or 1)
    request = replace(request, mode=Mode.EXAM, minutes=time)
    if output is not None:
        check_folder(output)  # before the exam, not after it
    from datetime import UTC

    from quiz.learner.clock import now

    began = now().astimezone(UTC).isoformat()
    if plain:
        _sit_plain(graph, request, new=new)
    else:
        _open_app(packs, request, new=new)
    if output is not None:
        _write_result(output, began)


def _sit_plain(graph: KnowledgeGraph, request: Request, *, new: bool) -> None:
    import time
    from random import SystemRandom

    from quiz.learner.clock import now
    from quiz.plainexam import sit
    from quiz.start import begin_anew, go_on_or_begin

    log = open_log()
    with making() as progress:
        if new:
            session, resumed = begin_anew(graph, log, request, SystemRandom(), progress=progress), False
        else:
            session, resumed = go_on_or_begin(graph, log, request, SystemRandom(), progress=progress)
    sit(session, resumed=resumed, lines=sys.stdin, out=_out, timer=time.monotonic, clock=now)
    back_up(log)


def _write_result(output: Path, began: str) -> None:
    """Write the result of the exam that was handed in since an instant, if one was."""
    from kg.files import write_whole
    from quiz.exam import result

    log = open_log()
    last = log.last_exam()
    started, submitted = ("", "") if last is None else log.span(last.id)
    log.close()
    if last is None or submitted < began:
        click.echo("The exam is not handed in yet: no result was written.", err=True)
        return
    view = result(last, started_at=started, submitted_at=submitted)
    data = (json.dumps(view, ensure_ascii=False, indent=2) + "\n").encode()
    write_whole(output, data, mode=0o600)
    click.echo(f"The result is in {output}.", err=True)
