"""What a person is asked about a pack, in order, each with what is shown for it and what an answer does."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from kg.ask.words import stem, tokens
from kg.authoring import completing, judging, remarks
from kg.authoring.editing import part_of, section
from kg.authoring.reviewing import RefusedError, is_open
from kg.authoring.sections import lines_of
from kg.authoring.typed import SEVERAL, changes, choice
from kg.faults import quoted
from kg.inwords import listed
from kg.model import Status
from kg.showable import one_line
from kg.wording import name_of, sentence, statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.authoring.completing import Blank
    from kg.authoring.remarks import MarkLine
    from kg.authoring.reviewing import Review
    from kg.model import Claim, Entity, Evidence

__all__ = ["Answer", "Question", "questions"]

# So many letters of a sentence are shown, and so many sentences or claims of a thing.
LONGEST = 600
SKIP = ("s", "skip")
MOST_SHOWN = 6


class Answer(NamedTuple):
    """What an answer does: the pack as it is then, where it changes, and whether the question is over.

    `later` says that it is over for now only, and `rest` that all others of its kind are as well. `said` is
    what the person is told.
    """

    review: Review | None = None
    over: bool = False
    later: bool = False
    rest: bool = False
    said: str = ""


class Question(ABC):
    """One thing that is asked. `key` tells it from all others, `kind` is what is counted."""

    kind: ClassVar[str]
    help: ClassVar[str]
    prompt: ClassVar[str]
    _opening: ClassVar[str] = ""

    def __init__(self, review: Review, key: str) -> None:
        self.review = review
        self.key = f"{self.kind} {key}"

    @property
    def opening(self) -> str:
        """What is said before the first of its kind."""
        return self._opening

    @abstractmethod
    def lines(self, place: str) -> Iterator[str]:
        """Yield what is shown; `place` says which of how many it is."""

    @abstractmethod
    def hear(self, typed: str) -> Answer:
        """Return what an answer does. Raises `RefusedError` where it is not taken."""


class _Head(Question):
    kind = "blank"
    prompt = "> "
    help = "Type the answer on one line. Enter leaves it for later."
    asked: ClassVar[dict[str, str]] = {
        completing.CITATION: (
            "Who wrote the text, its title, where and when? A reader should find it by this.\n"
            "  Such as: A. Author. Stiff ankles. Leaflet of the city hospital, 2024."
        ),
        completing.CALLED: (
            "What do questions call it? As in “According to the text, …”: the article, the leaflet …"
        ),
        completing.CURATOR: "Your name and the year, for what you say yourself. Such as: Ann Other, 2026",
    }

    def __init__(self, review: Review, blank: Blank) -> None:
        super().__init__(review, " ".join(blank))
        self._blank = blank

    def lines(self, place: str) -> Iterator[str]:
        del place
        yield from self.asked[self._blank.what].split("\n")

    def hear(self, typed: str) -> Answer:
        if not typed:
            return Answer(over=True, later=True)
        return Answer(completing.fill_in(self.review, self._blank, typed), over=True)


class _Draft(Question):
    kind = "draft"
    prompt = "k, d, n, KEY: VALUE or ? > "
    _opening = (
        "Hold each draft against its sentence. k keeps it as it stands, d deletes it, n leaves it for later; "
        "KEY: VALUE changes it, as in modality: may. ? tells more, q stops; each answer is written at once."
    )
    help = (
        "k: it is right as it stands here, keep it. d: delete it. n: leave it a draft.\n"
        f"KEY: VALUE changes it. Keys: {', '.join(judging.KEYS)}.\n"
        "  object: knee pain           a thing, by its name\n"
        "  object: new a stiff ankle   a thing that Myograph does not know\n"
        "  qualifier: over time        what narrows the claim; empty, it goes\n"
        "  modality: may               is, can, may, often or aim, as the words say\n"
        "  quote: can lead to          other words of the text; quote 2: the second\n"
        f"{SEVERAL}"
    )

    def __init__(self, review: Review, claim: Claim) -> None:
        super().__init__(review, claim.id)
        self._claim = claim

    def lines(self, place: str) -> Iterator[str]:
        review, claim = self.review, self._claim
        quotes = [
            item for item in claim.evidence if item.quote is not None and item.source == review.text_source
        ]
        first = next((item for item in quotes if item.start is not None), None)
        where = [f"Draft {place}"]
        if first is not None and first.start is not None:
            where.append(f"line {_line_of(review, first.start)}")
        if first is not None and first.section is not None:
            where.append(f"under “{first.section}”")
        yield ", ".join(where)
        many = len(quotes) > 1
        for number, item in enumerate(quotes, 1):
            yield from _passage(review, item, f" {number}" if many else "")
        yield f"  The claim: {sentence(statement(review.graph, claim))}"
        yield f"    ({_in_keys(review, claim)})"
        part = part_of(section(review.tree, "claims"), claim.id)
        own, made = remarks.split_draft(part.lead if part is not None else ())
        if own_words := " ".join(line.lstrip("# ") for line in own if line):
            yield f"  Your comment: {own_words}"
        if made_words := " ".join(line.lstrip("# ") for line in made[1:]):
            yield f"  {made_words}"

    def hear(self, typed: str) -> Answer:
        match typed.casefold():
            case "k" | "keep":
                return Answer(judging.keep(self.review, self._claim), over=True)
            case "d" | "delete":
                return Answer(judging.delete(self.review, self._claim), over=True)
            case "n" | "next":
                return Answer(over=True, later=True)
        wanted = changes(typed, (*judging.KEYS, *completing.KEYS))
        if not wanted:
            raise RefusedError("Type k, d, n or KEY: VALUE, as in modality: may; ? for help.")
        if other := [key for key, _, _ in wanted if key not in judging.KEYS]:
            raise RefusedError(f"What a thing is comes after the drafts, and {other[0]} with it.")
        after = judging.change(self.review, self._claim, wanted)
        if after is self.review:
            return Answer(said="So it is already.")
        ends = [key for key, _, _ in wanted if key in ("subject", "object")]
        return Answer(after, said="\n".join(_not_in_words(after, after.graph.claim(self._claim.id), ends)))


class _Idle(Question):
    kind = "idle"
    prompt = "y or n > "
    help = (
        "A question may offer a thing that no claim is about as a wrong answer. y deletes what is listed;\n"
        "n keeps it, if you want to write a claim about it."
    )

    def __init__(self, review: Review) -> None:
        super().__init__(review, "all")

    def lines(self, place: str) -> Iterator[str]:
        del place
        named = listed([name_of(thing) for thing in self.review.idle])
        yield f"No claim is about {named} any more. Delete the things that no claim needs?"

    def hear(self, typed: str) -> Answer:
        match typed.casefold():
            case "y" | "yes":
                return Answer(completing.delete_things(self.review, self.review.idle), over=True)
            case "n" | "no" | "":
                return Answer(over=True, later=True)
        raise RefusedError("Type y or n.")


class _Thing(Question):
    kind = "thing"
    prompt = "What is it? Enter, s or ? > "
    help = (
        "Say in a sentence of your own what it is; no question shows it.\n"
        "Enter: later. s: all of them later.\n"
        f"KEY: VALUE mends what was guessed. Keys: {', '.join(completing.KEYS)}.\n"
        "  label: tension in the plantar fascia    its name\n"
        "  in_sentence: the plantar tension        its name with the article it needs\n"
        "  synonyms: tight fascia, taut fascia     what students may type, too\n"
        "  plural: yes                             it takes a verb in the plural\n"
        "  class: Symptom"
    )

    def __init__(self, review: Review, thing: Entity) -> None:
        super().__init__(review, thing.id)
        self._thing = thing

    @property
    def opening(self) -> str:
        """What is said before the first: also how all are called, as that is what questions show."""
        named = "; ".join(name_of(each) for each in self.review.not_described)
        return (
            "Now what the things are that the graph did not know, each in a sentence of your own, for "
            "students. No question shows it, so s leaves all of them for later. What questions do show is "
            f"how they are called: {named}. Where one is wrong, go to it by Enter and mend it, as in "
            "label: NAME or in_sentence: the NAME; ? tells more, q stops."
        )

    def lines(self, place: str) -> Iterator[str]:
        thing, graph = self._thing, self.review.graph
        number = ", in the plural" if thing.plural else ""
        yield f"Thing {place}: {thing.label} (class {thing.cls}{number})"
        if thing.synonyms:
            yield f"  Synonyms: {', '.join(thing.synonyms)}"
        yield f"  In a sentence: {name_of(thing)}"
        claims = [claim for claim in self.review.claims if thing.id in (claim.subject, claim.object)]
        yield from _some([sentence(statement(graph, claim)) for claim in claims], "  ")

    def hear(self, typed: str) -> Answer:
        if not typed or typed.casefold() in ("n", "next"):
            return Answer(over=True, later=True)
        if typed.casefold() in SKIP:
            return Answer(over=True, later=True, rest=True)
        wanted = changes(typed, completing.KEYS, prose=True) or [("definition", 1, typed)]
        after = completing.describe(self.review, self._thing, wanted)
        if after is self.review:
            return Answer(said="So it is already.")
        return Answer(after, over=any(key == "definition" for key, _, _ in wanted))


class _Mark(Question):
    kind = "mark"
    prompt = "Is it all? y, n or ? > "
    _opening = (
        "Now what may be a wrong answer. That the text is silent proves nothing, as you may have left a "
        "claim out: look at the text once more for each of these. y: that is all; n: it says more, or you "
        "are not sure; Enter: later."
    )
    help = (
        "y: the claims listed are all that the text says of it, by these relations. Then\n"
        "something else may be a wrong answer. n: it says more, or you left a claim out.\n"
        "What is said of “it” elsewhere is not listed. Of several relations, the name of\n"
        "one marks that one alone."
    )

    def __init__(self, review: Review, line: MarkLine) -> None:
        super().__init__(review, f"{line.subject} {' '.join(line.relations)}")
        self._line = line

    def lines(self, place: str) -> Iterator[str]:
        review, line = self.review, self._line
        thing, graph = review.graph.entity(line.subject), review.graph
        claims = review.told_of(line)
        by = listed(line.relations)
        yield f"Mark {place}: is this all that the text says of {name_of(thing)}, by {by}?"
        for name in line.relations:
            yield f"  {name}: {graph.vocabulary.relations[name].definition}"
        yield "  Claimed:" if claims else "  No claim is there."
        yield from _some([sentence(statement(graph, claim)) for claim in claims], "    ")
        quoted = [
            (item.start, item.end)
            for claim in claims
            for item in claim.evidence
            if item.source == review.text_source and item.start is not None and item.end is not None
        ]
        others = [
            each
            for each in completing.naming(review, thing)
            if not any(each.words[0].start < end and start < each.words[-1].end for start, end in quoted)
        ]
        if more := completing.more_in(review, quoted):
            yield f"  Verbs of the same sentence that no claim was made of: {listed(more)}"
        if others:
            yield "  Of it, or of something like it, the text says elsewhere:"
            shown = [
                f"line {each.line}: {_sentence(review, each.words[0].start, each.words[-1].end)}"
                for each in others
            ]
            yield from _some(shown, "    ")

    def hear(self, typed: str) -> Answer:
        match typed.casefold():
            case "y" | "yes":
                return Answer(completing.mark(self.review, self._line, self._line.relations), over=True)
            case "n" | "no":
                return Answer(completing.leave_open(self.review, self._line), over=True)
            case "":
                return Answer(over=True, later=True)
        if len(self._line.relations) == 1:
            raise RefusedError("Type y or n; ? for help.")
        one = choice(typed, dict.fromkeys(self._line.relations, ()), "answer", ["y", "n"])
        return Answer(completing.mark(self.review, self._line, [one]), over=True)


def questions(review: Review) -> Iterator[Question]:
    """Yield what is to be asked of a pack, in order: its head, its drafts, its things, its marks."""
    for blank in completing.blanks(review):
        yield _Head(review, blank)
    for claim in review.drafts:
        yield _Draft(review, claim)
    if not review.drafts and review.idle:
        yield _Idle(review)
    for thing in review.not_described:
        yield _Thing(review, thing)
    for line in review.lines:
        # A mark that covers a draft is a fault: what is a draft counts as not said.
        known = line.subject in review.graph.entities and all(
            name in review.graph.vocabulary.relations for name in line.relations
        )
        if known and all(claim.status is not Status.DRAFT for claim in review.told_of(line)):
            yield _Mark(review, line)


def _passage(review: Review, item: Evidence, number: str) -> Iterator[str]:
    """Yield the sentence that words stand in, and the words."""
    assert item.quote is not None
    if item.start is not None and item.end is not None:
        yield f"  The text{number}: {_sentence(review, item.start, item.end)}"
        if review.copy.sentences.doubted(item.start, item.end) is not None:
            yield "  Beware: the sentence may deny it, leave it open, or lay it in the mouth of others."
    yield f"  Its words{number}: {one_line(item.quote)}"


def _not_in_words(review: Review, claim: Claim, ends: Sequence[str]) -> Iterator[str]:
    """Yield which of some ends of a claim its sentences have no word of: at best it is “it” there."""
    said = " ".join(
        _sentence(review, item.start, item.end)
        for item in claim.evidence
        if item.start is not None and item.end is not None
    )
    words = set(map(stem, tokens(said)))
    for end in ends:
        thing = review.graph.entity(getattr(claim, end))
        if words.isdisjoint(stem(word) for name in thing.names for word in tokens(name)):
            yield f"Beware: the sentence has no word of {quoted(thing.label)}."


def _in_keys(review: Review, claim: Claim) -> str:
    """Return what a claim says by its keys, as they can be changed."""
    ends = {key: review.graph.entity(getattr(claim, key)) for key in ("subject", "object")}
    named = {key: each.label + (" [new]" if is_open(each) else "") for key, each in ends.items()}
    pairs = {
        "subject": named["subject"], "relation": claim.relation, "object": named["object"],
        "qualifier": claim.qualifier, "degree": claim.degree, "modality": str(claim.modality),
        "reading": claim.reading,
    }  # fmt: skip
    return "; ".join(f"{key}: {value}" for key, value in pairs.items() if value)


def _sentence(review: Review, start: int, end: int) -> str:
    first, last = review.copy.sentences.around(start, end)
    found = one_line(review.copy.text[first:last]).lstrip("”’)] ")
    return found if len(found) <= LONGEST else f"{found[:LONGEST]}…"


def _line_of(review: Review, position: int) -> int:
    """Return the line of the text that a position is on, from 1."""
    found = 1
    for number, (at, _) in enumerate(lines_of(review.copy.text), 1):
        if at > position:
            break
        found = number
    return found


def _some(lines: list[str], indent: str) -> Iterator[str]:
    yield from (f"{indent}{line}" for line in lines[:MOST_SHOWN])
    if len(lines) > MOST_SHOWN:
        yield f"{indent}… and {len(lines) - MOST_SHOWN:,} more"
