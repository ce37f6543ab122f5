"""What `myograph new` writes into a pack as comments that a person's answers make out of date.

Told once, so that what is written can be known again, and nothing else be taken for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.model import Claim

__all__ = [
    "CALLED", "COMPLETE", "DRAFTS", "MARKS", "THINGS", "TO_FILL_IN", "MarkLine", "More", "mark_in",
    "may_say_more", "more_said", "of_draft", "of_mark", "split_draft",
]  # fmt: skip

# What is left to a person, in a value.
TO_FILL_IN = "FILL IN"
CALLED = "# as in “According to the text, …”: the article, the leaflet …"
DRAFTS = (
    "# Drafts, found by words alone and seen by no one: they are in no quiz. Hold each against",
    "# its words in the text. Delete it; or correct it, and write `status: reported`:",
)
THINGS = tuple(
    """\
# Things that your text speaks of and that Myograph does not know, as far as drafts are about them. Name
# and class are guesses: mend them, write what each is, and delete those that no claim of yours is about.
# Classes: Muscle, Joint, Exercise, Intervention, Symptom, Disorder, Dysfunction (weak, tight), Mechanism
# (load, posture, position), Outcome (strength, mobility) …; an editor with `myograph schema` knows all.
# What is there already, and under which name: `myograph search WORD`.
""".splitlines()
)
MARKS = tuple(
    """\
# "This is all that the text says of it": only then can something else be a wrong answer in a quiz. Read the
# text once more for a subject; where the claims hold everything by these relations, take away its #.
""".splitlines()
)
COMPLETE = (*MARKS, "# complete:")
_UNLESS = "# unless the text narrows it (qualifier)."
_LINE = re.compile(r"# Line \d+: ")
_HELD = re.compile(r"# Myograph holds it already, as \S+ of \S+: delete it,")
_MARK = re.compile(r"#\s*- \{subject: ([a-z0-9-]+), relations: \[([A-Za-z]+(?:, [A-Za-z]+)*)\]\}")
_MORE = re.compile(r"#\s+line (\d+), (“.*?”):(.*)")


class MarkLine(NamedTuple):
    """A completeness mark that is still a comment: whether it is true is for a person to say."""

    subject: str
    relations: tuple[str, ...]


def of_draft(line: int, said: str, known: Claim | None) -> Iterator[str]:
    """Yield what stands before a draft: the line of its text, what it says, and who holds it already."""
    yield f"# Line {line}: {said}"
    if known is not None:
        yield f"# Myograph holds it already, as {known.id} of {known.pack}: delete it,"
        yield _UNLESS


def split_draft(comments: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the comments before a claim that are a person's own, and those that `of_draft` made.

    >>> split_draft(["# Ask Ann.", "# Line 7: Rest helps.", "# unless the text narrows it (qualifier)."])
    (['# Ask Ann.'], ['# Line 7: Rest helps.', '# unless the text narrows it (qualifier).'])
    """
    own: list[str] = []
    made: list[str] = []
    for comment in comments:
        ours = _LINE.match(comment) or (made and (_HELD.fullmatch(comment) or comment == _UNLESS))
        (made if ours else own).append(comment)
    return own, made


def of_mark(subject: str, relations: Sequence[str]) -> str:
    """Return a completeness mark as a comment."""
    return f"#   - {{subject: {subject}, relations: [{', '.join(relations)}]}}"


def mark_in(comment: str) -> MarkLine | None:
    """Return the mark that a comment holds, or None.

    >>> mark_in(of_mark("knee-pain", ["influences", "worksOn"]))
    MarkLine(subject='knee-pain', relations=('influences', 'worksOn'))
    """
    found = _MARK.fullmatch(comment)
    return MarkLine(found[1], tuple(found[2].split(", "))) if found else None


def may_say_more(comments: Iterable[str]) -> int:
    """Return how many sentences are listed that may make more claims.

    >>> may_say_more(["#   line 4, “Many runners blame …”: blame", "#   line 4, “Many runners blame …”: say"])
    1
    """
    return len({more[:2] for more in more_said(comments)})


class More(NamedTuple):
    """What a sentence may say more: its line in the text, how it begins, and words that tell it."""

    line: int
    opening: str
    words: str


def more_said(comments: Iterable[str]) -> list[More]:
    """Return the sentences that are listed as perhaps making more claims.

    >>> more_said(["#   line 4, “Many runners blame …”: blame"])
    [More(line=4, opening='Many runners blame', words='blame')]
    """
    found = (_MORE.match(comment) for comment in comments)
    return [More(int(each[1]), each[2].strip("“” …"), each[3].strip()) for each in found if each is not None]
