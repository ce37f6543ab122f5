"""Which sentences of a text deny what is quoted from them, ask it, or lay it in the mouth of others."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from kg.authoring.cues import read_cues
from kg.authoring.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Sentences"]

# What may follow the last word of a sentence and belong to it.
_END = re.compile(r"[)\]”\"'’]*[.!?…。！？]*[)\]”\"'’]*")
# Among so many words at its beginning, what tells that a sentence is to be read with the one before.
OPENING = 4
POINTING = frozenset({"it", "its", "they", "their", "this", "these", "that", "those", "both", "such"})

# Words and marks at which a new statement begins.
_TURNS = frozenset({"but", "however", "yet", ":", ";"})


class Sentences:
    """The sentences of a text, `all` of them, to be asked whether one may deny what is quoted from it."""

    def __init__(self, text: str, headings: Sequence[str]) -> None:
        self._text = text
        self.all = list(sentences(text, headings))
        self._starts = [each.words[0].start for each in self.all]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Return where the sentences begin and end that hold words of the text, with what ends the last.

        The one before goes with them where they begin with what points back: "It helps.". Words in a heading
        are in none, and are returned as they are.

        >>> Sentences("Hips hurt. Rest helps! Sleep does.", ()).around(16, 21)
        (11, 22)
        >>> Sentences("Hips hurt. Try rest. It helps.", ()).around(24, 29)
        (11, 30)
        """
        holding = [
            place
            for place, each in enumerate(self.all)
            if each.words[0].start < end and start < each.words[-1].end
        ]
        if not holding:
            return start, end
        first, last = holding[0], self.all[holding[-1]].words[-1].end
        opening = {word.form for word in self.all[first].words[:OPENING]}
        if first and opening & POINTING and self.all[first - 1].block == self.all[first].block:
            first -= 1
        ended = _END.match(self._text, last)
        return min(self.all[first].words[0].start, start), max(ended.end() if ended else last, end)

    def doubted(self, start: int, end: int) -> str | None:
        """Return the sentence of the quote from start to end if it may deny it or leave it open, else None.

        >>> Sentences("No study says that rest helps. Sleep helps.", ()).doubted(19, 29)
        'No study says that rest helps'
        >>> Sentences("No study says that rest helps. Sleep helps.", ()).doubted(31, 42)
        """
        at = bisect_right(self._starts, start) - 1
        if at < 0:
            return None
        sentence = self.all[at]
        words = sentence.words
        if words[-1].end <= start:
            return None
        before = [word.form for word in words if word.end <= start]
        # What the quote itself says everybody sees; what stands before it in its clause is what it hides.
        after = [word.form for word in words if word.start >= end]
        if not sentence.question and not _denied(before) and not read_cues().spoken(after):
            return None
        return self._text[words[0].start : words[-1].end]


def _denied(before: Sequence[str]) -> bool:
    """Return whether the clause that these words of a sentence end in denies, or is what others say."""
    cues = read_cues()
    for at in range(len(before) - 1, -1, -1):
        word, last, following = before[at], before[at - 1 : at], before[at + 1 : at + 2]
        if word in cues.others or (word in cues.denied and (word != "not" or following != ["only"])):
            return True
        if word in _TURNS or (word in cues.pronouns and last == [","]):
            return False
    return False
