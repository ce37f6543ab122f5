"""Packs as a careless hand writes them: any order, any indentation, any quotes, comments everywhere."""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING

from kg.authoring.scalars import stands_plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

__all__ = ["Scrawl"]

Data = dict[str, "Data"] | list["Data"] | str | int


class Scrawl:
    """Writes data as YAML that says the same each time, and is laid out otherwise each time.

    Every comment is `# c` and a number of its own; `comments` says how many of the places for one get one.
    """

    def __init__(self, random: Random, comments: float = 0.2) -> None:
        self.random = random
        self.comments = comments
        self._numbers = count(1)
        # After a block of text, what stands further in would be part of it.
        self._folded = False

    def write(self, data: dict[str, Data]) -> str:
        """Return a whole file."""
        lines = [*self._above(0), *(["---"] if self._some(0.1) else []), *self._block(data, 0)]
        text = "\n".join([*lines, *self._above(0)])
        return text + "\n" * self.random.randrange(3)

    def _some(self, share: float) -> bool:
        return self.random.random() < share

    def _comment(self) -> str:
        return f"# c{next(self._numbers)}{self.random.choice(['', ' [x', ': y', ' “é” # -', ' *'])}"

    def _note(self) -> str:
        return f"{' ' * self.random.randint(1, 4)}{self._comment()}" if self._some(self.comments) else ""

    def _above(self, indent: int) -> Iterator[str]:
        """Yield comments and blank lines; now and then a comment stands in another column."""
        while self._some(self.comments):
            aside = self.random.choice([0, 0, 0, 2, -2, 1])
            column = max(0, indent + (min(aside, 0) if self._folded else aside))
            blank = "" if self._folded else "  "
            yield self.random.choice(["", blank, f"{' ' * column}{self._comment()}"])

    def _shuffled(self, data: dict[str, Data]) -> list[tuple[str, Data]]:
        """Return the keys of a record in any order; records under their ids keep theirs."""
        pairs = list(data.items())
        if not all(isinstance(value, dict) for value in data.values()):
            self.random.shuffle(pairs)
        return pairs

    def _block(self, data: Data, indent: int) -> Iterator[str]:
        """Yield the lines of a mapping or list, which is not empty, from column `indent` on."""
        space = " " * indent
        if isinstance(data, dict):
            for key, value in self._shuffled(data):
                yield from self._above(indent)
                yield from self._after(f"{space}{self._word(key, indent)}:", value, indent, key=True)
        elif isinstance(data, list):
            for item in data:
                yield from self._above(indent)
                if isinstance(item, dict) and item and self._some(0.5):
                    first, *rest = self._item(item, indent + self.random.choice([2, 2, 4]))
                    dash = f"{space}-"
                    yield f"{dash}{first[len(dash) :]}"
                    yield from rest
                else:
                    yield from self._after(f"{space}-", item, indent, key=False)

    def _item(self, data: dict[str, Data], indent: int) -> list[str]:
        """Return the lines of a mapping of which the first is no comment."""
        lines = list(self._block(data, indent))
        first = next(place for place, line in enumerate(lines) if line.strip() and line.strip()[0] != "#")
        return lines[first:]

    def _after(self, begin: str, value: Data, indent: int, *, key: bool) -> Iterator[str]:
        """Yield a value behind its key or dash."""
        self._folded = False
        if isinstance(value, int):
            yield f"{begin} {self._number(value)}{self._note()}"
        elif isinstance(value, str):
            yield from self._scalar(begin, value, indent)
        elif value and self._some(0.6):
            yield begin + self._note()
            flat = key and isinstance(value, list) and self._some(0.3)
            yield from self._block(value, indent if flat else indent + self.random.choice([1, 2, 2, 4]))
        else:
            yield f"{begin} {self._flow(value, indent + 2)}{self._note()}"

    def _scalar(self, begin: str, text: str, indent: int) -> Iterator[str]:
        space = " " * (indent + self.random.choice([1, 2, 3]))
        if " " in text and "  " not in text and "#" not in text and self._some(0.1):
            yield f"{begin} >-{self._note()}"
            yield from (f"{space}{words}" for words in self._broken(text))
            self._folded = True
            return
        if self._some(0.05):
            yield begin + self._note()
            yield from self._above(indent)
            begin = space[:-1]
        yield f"{begin} {self._word(text, indent + 2)}{self._note()}"

    @staticmethod
    def _number(value: int) -> str:
        return str(value).lower()  # true and false are numbers to Python

    def _broken(self, text: str) -> list[str]:
        """Return a text of single spaces as lines that fold into it again."""
        words = text.split(" ")
        place = self.random.randint(1, max(1, len(words) - 1))
        return [line for line in (" ".join(words[:place]), " ".join(words[place:])) if line]

    def _word(self, text: str, indent: int, *, flow: bool = False) -> str:
        if stands_plain(text, flow=flow) and self._some(0.5):
            folds = " " in text and "  " not in text and "#" not in text and ":" not in text
            if folds and not flow and self._some(0.1):
                return f"\n{' ' * (indent + 1)}".join(self._broken(text))
            return text
        if self._some(0.5):
            return json.dumps(text, ensure_ascii=self._some(0.5))
        return "'" + text.replace("'", "''") + "'"

    def _flow(self, data: Data, indent: int) -> str:
        """Return a value between braces or brackets; it may go over several lines."""
        if isinstance(data, int):
            return self._number(data)
        if isinstance(data, str):
            return self._word(data, indent, flow=True)
        pairs = self._shuffled(data) if isinstance(data, dict) else [("", each) for each in data]
        texts = [
            (f"{self._word(key, indent, flow=True)}: " if isinstance(data, dict) else "")
            + self._flow(value, indent + 1)
            for key, value in pairs
        ]
        begin, end = "{}" if isinstance(data, dict) else "[]"
        space = " " * (indent + 1)
        inner = ""
        for text in texts:
            apart = self.random.choice([", ", ", ", f",\n{space}", f",{self._broken_by(space)}"])
            inner += f"{apart if inner else ''}{text}"
        before = self._broken_by(space) if self._some(0.1) else ""
        after = self._broken_by(space) if self._some(0.1) else ""
        return f"{begin}{before}{inner}{after}{end}"

    def _broken_by(self, space: str) -> str:
        """Return a line break with a comment before it."""
        return f" {self._comment()}\n{space}" if self._some(self.comments) else " "
