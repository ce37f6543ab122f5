"""A course file: what an educator teaches, how much of it, and how its papers are made up; docs/course.md.

Every fault is told at once, with its line and column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kg.errors import MyographError, NoSuchEntityError, NoSuchSourceError
from kg.faults import FaultLog
from kg.packs.record import Record
from kg.packs.yamlnodes import ScalarNode, YamlFaultError, read_yaml
from kg.sourcelist import find_source
from quiz.blueprint import Part
from quiz.item import Bloom
from quiz.limits import MAX_SEED
from quiz.patterns import PATTERNS
from quiz.wanted import Wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.faults import Fault
    from kg.graph import KnowledgeGraph
    from kg.packs.yamlnodes import Node

__all__ = ["MAX_PAPER", "Course", "CourseError", "Topic", "read_course"]

# More questions than any paper has; each is held against all others.
MAX_PAPER = 200
MAX_WEIGHT = 1_000

COURSE_REQUIRED = ("title",)
COURSE_KEYS = (*COURSE_REQUIRED, "topics", "exam_date", "blueprint", "seed")
TOPIC_REQUIRED = ("topic",)
TOPIC_KEYS = (*TOPIC_REQUIRED, "weight")
PART_REQUIRED = ("number",)
PART_KEYS = (*PART_REQUIRED, "topic", "source", "type", "level")


class CourseError(MyographError):
    """A course file is not in order; `faults` lists all that was found."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True, slots=True)
class Topic:
    """An entity's id, and its weight beside those of the other topics."""

    entity: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Course:
    """A course. `topics` or `blueprint` may be empty, never both."""

    title: str
    topics: tuple[Topic, ...] = ()
    exam_date: date | None = None
    blueprint: tuple[Part, ...] = ()
    seed: int | None = None

    def parts(self, number: int) -> tuple[Part, ...]:
        """Return the blueprint or, where there is none, `number` questions dealt out to the topics by weight.

        Dealt out by largest remainders; of equal ones, that of the earlier topic counts as the larger.

        >>> course = Course("Hips", (Topic("hip-joint", 2), Topic("knee-pain"), Topic("glutes")))
        >>> [(part.number, part.wanted.topic) for part in course.parts(5)]
        [(3, 'hip-joint'), (1, 'knee-pain'), (1, 'glutes')]
        """
        if self.blueprint:
            return self.blueprint
        weights = [topic.weight for topic in self.topics]
        numbers = [number * weight // sum(weights) for weight in weights]
        remainders = [number * weight % sum(weights) for weight in weights]
        by_remainder = sorted(range(len(weights)), key=lambda place: -remainders[place])
        for place in by_remainder[: number - sum(numbers)]:
            numbers[place] += 1
        return tuple(
            Part(share, Wanted(topic.entity))
            for share, topic in zip(numbers, self.topics, strict=True)
            if share
        )


def read_course(text: str, file: str, graph: KnowledgeGraph) -> Course:
    """Return the course in `text`; `file` names it in faults. Raises `CourseError` with all faults."""
    reader = _Reader(file, graph)
    try:
        course = reader.course(read_yaml(text, file))
    except YamlFaultError as error:
        raise CourseError([error.fault]) from None
    if reader.log.faults:
        raise CourseError(sorted(reader.log.faults, key=lambda fault: (fault.line, fault.column)))
    return course


class _Reader:
    """Reads one course; what it returns counts only where no fault is in the log."""

    def __init__(self, file: str, graph: KnowledgeGraph) -> None:
        self._file = file
        self._graph = graph
        self.log = FaultLog()

    def course(self, root: Node) -> Course:
        record = Record(root, self._file, self.log, "the course", COURSE_KEYS, COURSE_REQUIRED)
        nodes = record.items("topics")
        topics = [self._topic(node, place) for place, node in enumerate(nodes, 1)]
        parts = [self._part(node, place) for place, node in enumerate(record.items("blueprint"), 1)]
        self._refuse_twins(record, topics, nodes)
        if not topics and not parts and not self.log.faults:
            hint = "Write one of them: topics with weights, or a blueprint."
            record.fault("keys", root, "the course has neither topics nor a blueprint.", hint)
        if sum(part.number for part in parts) > MAX_PAPER:
            place = record.place("blueprint")
            record.fault("numbers", place, f"The blueprint asks for more than {MAX_PAPER} questions in all.")
        return Course(
            title=record.text("title") or "",
            topics=tuple(topics),
            exam_date=self._date(record),
            blueprint=tuple(parts),
            seed=_number(record, "seed", 0, MAX_SEED),
        )

    def _topic(self, node: Node, place: int) -> Topic:
        record = Record(node, self._file, self.log, f"topic {place}", TOPIC_KEYS, TOPIC_REQUIRED)
        weight = _number(record, "weight", 1, MAX_WEIGHT)
        return Topic(self._entity(record) or "", weight or 1)

    def _part(self, node: Node, place: int) -> Part:
        what = f"part {place} of the blueprint"
        record = Record(node, self._file, self.log, what, PART_KEYS, PART_REQUIRED)
        level = record.choice("level", Bloom)
        return Part(
            _number(record, "number", 1, MAX_PAPER) or 0,
            Wanted(
                self._entity(record),
                record.reference("type", PATTERNS, "question type"),
                None if level is None else str(level),
                self._source(record),
            ),
        )

    def _entity(self, record: Record) -> str | None:
        name = record.text("topic")
        if name is None:
            return None
        try:
            return self._graph.find(name).id
        except NoSuchEntityError as error:
            record.fault("references", record.place("topic"), str(error))
            return None

    def _source(self, record: Record) -> str | None:
        name = record.text("source")
        if name is None:
            return None
        try:
            return find_source(self._graph.sources, name)
        except NoSuchSourceError as error:
            record.fault("references", record.place("source"), str(error))
            return None

    def _refuse_twins(self, record: Record, topics: Sequence[Topic], nodes: Sequence[Node]) -> None:
        first: dict[str, int] = {}
        for place, (topic, node) in enumerate(zip(topics, nodes, strict=True), 1):
            if topic.entity in first and topic.entity:
                message = f"topic {place} is the same as topic {first[topic.entity]}."
                record.fault("topics", node, message, "Give one of them the weight of both.")
            first.setdefault(topic.entity, place)

    def _date(self, record: Record) -> date | None:
        written = record.text("exam_date")
        if written is None:
            return None
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
            try:
                return date.fromisoformat(written)
            except ValueError:
                pass
        hint = "Write year, month and day: 2027-02-14."
        record.fault("types", record.place("exam_date"), f"“{written[:40]}” is no date.", hint)
        return None


def _number(record: Record, key: str, least: int, most: int) -> int | None:
    """Return a whole number between two others, both included, or None where it is absent or a fault."""
    if not record.has(key):
        return None
    node = record.place(key)
    if isinstance(node, ScalarNode) and not node.quoted and re.fullmatch("[0-9]{1,10}", node.text):
        number = int(node.text)
        if least <= number <= most:
            return number
    record.fault(
        "types", node, f"“{key}” of {record.what} should be a whole number from {least:,} to {most:,}."
    )
    return None
