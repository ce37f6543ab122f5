"""A pack under review: what is left in it to a person, and what becomes of the pack by an answer.

The pack itself is the state. An answer makes a new `Review`, or is refused where it would bring a fault.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from kg.authoring import remarks
from kg.authoring.arranged import arranged
from kg.authoring.editing import part_of, text_of, value_of, without
from kg.authoring.layout import laid_out
from kg.authoring.proposing import NOT_DESCRIBED
from kg.authoring.spans import placed
from kg.authoring.written import Branch, read_written
from kg.checks.quotes import SourceText
from kg.errors import MyographError, PackError
from kg.inwords import counted
from kg.model import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kg.authoring.remarks import MarkLine
    from kg.checks.rereading import Reading, Rereader
    from kg.faults import Fault
    from kg.graph import KnowledgeGraph
    from kg.model import Claim, Entity

__all__ = ["RefusedError", "Review", "is_open", "mark_lists", "open_review", "write_lines"]

# So many faults of one answer are told.
MOST_TOLD = 3


class RefusedError(MyographError):
    """An answer that is not taken; nothing has changed."""


class Review:
    """A pack in canonical order, in lines that end in a line feed, as it was read.

    `file` is what it is called in faults, `copy` the text that it is about, of the source `text_source`.
    """

    def __init__(self, text: str, file: str, rereader: Rereader, reading: Reading) -> None:
        self.text = text
        self.file = file
        self._rereader = rereader
        self.reading = reading

    @property
    def graph(self) -> KnowledgeGraph:
        """All packs, this one among them."""
        assert self.reading.graph is not None
        return self.reading.graph

    @cached_property
    def tree(self) -> Branch:
        """The pack as it is written, to be looked at; `edited` changes one of its own."""
        return read_written(self.text)

    @cached_property
    def pack(self) -> str:
        """The id of the pack."""
        return text_of(self.tree, "pack")

    @cached_property
    def source(self) -> str:
        """The id of the pack's own source, whose claims these are."""
        return text_of(self.tree, "source")

    @cached_property
    def text_source(self) -> str:
        """The id of the source whose text is at hand: the pack's own, if it is that."""
        digest = self._rereader.digest
        known = [each.id for each in self.reading.reader.sources.values() if each.sha256 == digest]
        return self.source if self.source in known else known[0]

    @cached_property
    def copy(self) -> SourceText:
        """The text, to be asked where words stand in it."""
        source = self.reading.reader.sources[self.text_source]
        return SourceText(self._rereader.data.decode("utf-8", "replace"), source)

    @cached_property
    def claims(self) -> list[Claim]:
        """The claims of the pack, in its order."""
        return [claim for claim in self.reading.reader.claims.values() if claim.pack == self.pack]

    @cached_property
    def drafts(self) -> list[Claim]:
        """The claims that nobody has judged."""
        return [claim for claim in self.claims if claim.status is Status.DRAFT]

    @cached_property
    def things(self) -> list[Entity]:
        """The entities of the pack, in its order."""
        return [entity for entity in self.reading.reader.entities.values() if entity.pack == self.pack]

    @cached_property
    def _spoken_of(self) -> set[str]:
        return {end for claim in self.reading.reader.claims.values() for end in (claim.subject, claim.object)}

    @cached_property
    def not_described(self) -> list[Entity]:
        """The things of which nobody has said yet what they are, and that a claim is about."""
        return [each for each in self.things if is_open(each) and each.id in self._spoken_of]

    @cached_property
    def idle(self) -> list[Entity]:
        """The things that nobody has described and that no claim or mark is about."""
        needed = self._spoken_of | {mark.subject for mark in self.reading.reader.marks.values()}
        return [each for each in self.things if is_open(each) and each.id not in needed]

    @cached_property
    def lines(self) -> list[MarkLine]:
        """The marks that are still comments, one a subject."""
        found = (remarks.mark_in(line) for lines in mark_lists(self.tree) for line in lines)
        return list({each.subject: each for each in found if each is not None}.values())

    def marked(self) -> int:
        """Return how many subjects the pack has a mark for."""
        return len({mark.subject for mark in self.reading.reader.marks.values() if mark.pack == self.pack})

    def may_say_more(self) -> int:
        """Return how many sentences the pack lists that may make more claims."""
        return sum(remarks.may_say_more(lines) for lines in mark_lists(self.tree))

    def told_of(self, line: MarkLine) -> list[Claim]:
        """Return what the pack's own source says of a subject by the relations of a mark."""
        below = self.graph.vocabulary.is_below
        return [
            claim
            for claim in self.claims
            if claim.source == self.source
            and claim.subject == line.subject
            and any(below(claim.relation, upper) for upper in line.relations)
        ]

    def edited(self, edit: Callable[[Branch], None]) -> Review:
        """Return the pack as `edit` changes it.

        Raises `RefusedError` where that brings a fault that was not there before.
        """
        after = self._with(edit)
        if brought := _brought(self.reading.faults, after.reading.faults):
            raise RefusedError(_in_words(brought))

        def tidy(tree: Branch) -> None:
            _mark_anew(tree, self, after)
            over = [*([] if after.drafts else [remarks.DRAFTS]), *([] if after.things else [remarks.THINGS])]
            for comments in mark_lists(tree):
                for paragraph in over:
                    comments[:] = without(comments, paragraph)

        return after._with(tidy)

    def reread(self, text: str) -> Review:
        """Return a pack as another text has it. Raises `PackError` as `open_review` does."""
        return open_review(text, self.file, self._rereader)

    def _with(self, edit: Callable[[Branch], None]) -> Review:
        tree = read_written(self.text)
        edit(tree)
        text = arranged(tree)
        if text == self.text:
            return self
        text, faults = laid_out(text, self.file)
        if faults:
            raise RefusedError(_in_words(faults))
        return Review(text, self.file, self._rereader, self._rereader.read(self.file, text))


def open_review(text: str, file: str, rereader: Rereader) -> Review:
    """Return a pack, put in canonical order, with a span for each quote that stands in one place.

    Raises `PackError` where its form has faults, where it cannot be read, or where the text that is at hand
    is that of no source.
    """
    laid, faults = laid_out(text.replace("\r\n", "\n"), file)
    if faults:
        raise PackError(faults)
    laid = placed(laid, [rereader.data]).pack
    reading = rereader.read(file, laid)
    if reading.unreadable:
        # Told with their lines in the file as it is, not as it would be in order.
        raise PackError(rereader.read(file, text).unreadable or reading.unreadable)
    return Review(laid, file, rereader, reading)


def is_open(thing: Entity) -> bool:
    """Return whether nobody has said yet what a thing is."""
    return thing.definition == NOT_DESCRIBED


def mark_lists(tree: Branch) -> Iterator[list[str]]:
    """Yield the lists of comments of a pack that stand before and between its sections and marks."""
    for part in tree.parts:
        yield part.lead
    complete = value_of(tree, "complete")
    if isinstance(complete, Branch):
        for part in complete.parts:
            yield part.lead
        yield complete.tail
    yield tree.tail


def _brought(before: Sequence[Fault], after: Sequence[Fault]) -> list[Fault]:
    """Return the faults that were not there before; where they stand changes with the lines above them."""
    left = Counter(map(_what, before))
    found = []
    for fault in after:
        if left[_what(fault)]:
            left[_what(fault)] -= 1
        else:
            found.append(fault)
    return found


def _what(fault: Fault) -> tuple[str, str]:
    # How much is quoted changes with each quote, and is too much all the same.
    return fault.check, "" if fault.check == "quoted share" else fault.message


def _in_words(faults: Sequence[Fault]) -> str:
    told = [f"{fault.message} {fault.hint}".rstrip() for fault in faults[:MOST_TOLD]]
    if len(faults) > MOST_TOLD:
        told.append(f"And {counted(len(faults) - MOST_TOLD, 'fault')} more.")
    return "\n".join(told)


def _to_mark(review: Review) -> dict[str, tuple[str, ...]]:
    """Return by which relations each subject of the pack's own source may be marked and is not."""
    said: dict[str, set[str]] = {}
    for claim in review.claims:
        if claim.source == review.source:
            said.setdefault(claim.subject, set()).add(claim.relation)
    marks = review.reading.reader.marks
    found = {}
    for subject, relations in said.items():
        upper = review.graph.vocabulary.upper(relations)
        found[subject] = tuple(name for name in upper if (review.source, subject, name) not in marks)
    return found


def _mark_anew(tree: Branch, before: Review, after: Review) -> None:
    """Let there be a mark as a comment for each subject of which something else is claimed than before.

    One that a person took away stays away, as long as nothing else is claimed of its subject.
    """
    was, now = _to_mark(before), _to_mark(after)
    lines = {line.subject: line for line in after.lines}
    for subject in {**was, **now}:
        if was.get(subject) != now.get(subject):
            lines.pop(subject, None)
            if relations := now.get(subject):
                lines[subject] = remarks.MarkLine(subject, relations)
    # In the order in which the text speaks of them, as `new` writes them.
    order = {subject: place for place, subject in enumerate(now)}
    ordered = sorted(lines.values(), key=lambda line: order.get(line.subject, len(order)))
    if ordered != after.lines:
        write_lines(tree, ordered)


def write_lines(tree: Branch, lines: Sequence[MarkLine]) -> None:
    """Put these marks into a pack as comments, in place of those that are there, with what they are."""
    for comments in mark_lists(tree):
        kept = without(without(comments, remarks.COMPLETE), remarks.MARKS)
        comments[:] = [line for line in kept if remarks.mark_in(line) is None]
    if not lines:
        return
    written = [remarks.of_mark(*line) for line in lines]
    complete = part_of(tree, "complete")
    if complete is not None and isinstance(complete.value, Branch):
        complete.lead += remarks.MARKS
        complete.value.tail += written
    else:
        tree.tail += ["", *remarks.COMPLETE, *written]
