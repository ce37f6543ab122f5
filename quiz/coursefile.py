"""Writing course files, and making a course from what is wanted of it; docs/course.md."""

from __future__ import annotations

from collections import Counter
from itertools import cycle, islice
from typing import TYPE_CHECKING, ClassVar

from kg.errors import MyographError, NoSuchEntityError
from kg.faults import FaultLog
from kg.packs.record import Record
from kg.packs.yamlnodes import MappingNode, ScalarNode
from quiz.blueprint import Part
from quiz.course import MAX_PAPER, Course
from quiz.wanted import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from kg.graph import KnowledgeGraph
    from quiz.course import Topic

__all__ = ["DraftError", "course_text", "drafted"]


class DraftError(MyographError):
    """No course can be made of what is wanted."""

    exit_code: ClassVar[int] = 2


def drafted(
    title: str,
    number: int,
    topics: Sequence[str] = (),
    types: Sequence[str] = (),
    level: str | None = None,
    seed: int | None = None,
    exam_date: date | None = None,
    source: str | None = None,
) -> Course:
    """Return a course whose blueprint deals `number` questions out to topics and types.

    Topics (ids of entities) have equal shares, and so have question types; what remains goes to the earlier
    ones, and of a topic and a type without a question no part is made. What is named twice counts once; where
    nothing is named, anything may be asked; with a `source`, by its id, only what it tells. Raises
    `DraftError` for a title that no course file can hold, and for a number that no paper has.

    >>> course = drafted("Hips", 5, ["hip-joint", "glutes"], ["cloze", "match"])
    >>> [(part.number, part.wanted.topic, part.wanted.type) for part in course.blueprint]
    [(2, 'hip-joint', 'cloze'), (1, 'hip-joint', 'match'), (1, 'glutes', 'cloze'), (1, 'glutes', 'match')]
    """
    if not 1 <= number <= MAX_PAPER:
        raise DraftError(f"A paper has from 1 to {MAX_PAPER} questions, not {number:,}.")
    parts = tuple(
        Part(share, Wanted(topic, kind, level, source))
        for topic, kind, share in _dealt(
            number, list(dict.fromkeys(topics)) or [None], list(dict.fromkeys(types)) or [None]
        )
    )
    return Course(_title(title), exam_date=exam_date, blueprint=parts, seed=seed)


def course_text(course: Course, graph: KnowledgeGraph) -> str:
    """Return a course as the YAML that `read_course` reads it from again.

    Topics stand by their labels, and by their ids where a label does not find the same entity again. Raises
    `KeyError` where the graph has none of that id.
    """
    import yaml

    record = {
        "title": course.title,
        "exam_date": course.exam_date,
        "seed": course.seed,
        "topics": [_topic(graph, topic) for topic in course.topics] or None,
        "blueprint": [_part(graph, part) for part in course.blueprint] or None,
    }
    # One line for each topic and part, however long: a label broken over two would be hard to edit.
    written: str = yaml.safe_dump(
        _given(record), allow_unicode=True, default_flow_style=None, sort_keys=False, width=float("inf")
    )
    return written


def _dealt(
    number: int, topics: Sequence[str | None], types: Sequence[str | None]
) -> Iterator[tuple[str | None, str | None, int]]:
    """Yield each topic and type with its share. Types take turns from the first topic to the last.

    So both topics and types come out even, also where there are fewer questions than pairs of them.
    """
    turns = cycle(types)
    each, more = divmod(number, len(topics))
    for place, topic in enumerate(topics):
        shares = Counter(islice(turns, each + (place < more)))
        yield from ((topic, kind, shares[kind]) for kind in types if shares[kind])


def _title(text: str) -> str:
    title, fault = _as_read("title", text)
    if title is None:
        raise DraftError(fault)
    return title


def _topic(graph: KnowledgeGraph, topic: Topic) -> dict[str, object]:
    weight = None if topic.weight == 1 else topic.weight
    return _given({"topic": _name(graph, topic.entity), "weight": weight})


def _part(graph: KnowledgeGraph, part: Part) -> dict[str, object]:
    wanted = part.wanted
    topic = None if wanted.topic is None else _name(graph, wanted.topic)
    return _given(
        {
            "number": part.number,
            "topic": topic,
            "source": wanted.source,
            "type": wanted.type,
            "level": wanted.level,
        }
    )


def _given(record: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in record.items() if value is not None}


def _name(graph: KnowledgeGraph, entity: str) -> str:
    label = graph.entity(entity).label
    read, _ = _as_read("topic", label)
    try:
        same = read is not None and graph.find(read).id == entity
    except NoSuchEntityError:
        same = False
    return label if same else entity


def _as_read(key: str, text: str) -> tuple[str | None, str]:
    """Return a text as it comes out of a course file, or None and what is told of it instead."""
    log = FaultLog()
    node = MappingNode(0, 0, [(ScalarNode(0, 0, key, False), ScalarNode(0, 0, text, True))])
    read = Record(node, "", log, "the course", (key,), ()).text(key)
    return read, " ".join(fault.message for fault in log.faults)
