"""Text in so many cells of a terminal: a letter may take none, one or two of them."""

from __future__ import annotations

from rich.cells import cell_len, chop_cells, set_cell_size

__all__ = ["cut", "folded", "padded", "width"]

# The cells of the widest letters.
WIDEST = 2


def width(text: str) -> int:
    """Return how many cells a text takes.

    >>> width("knee"), width("膝"), width("e\u0301")
    (4, 2, 1)
    """
    return cell_len(text)


def cut(text: str, width: int) -> str:
    """Return text that takes at most so many cells; where some is left out, an ellipsis says so.

    >>> cut("gluteus medius", 8), cut("膝の痛みの原因", 8)
    ('gluteus…', '膝の痛…')
    """
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width > 0 else ""


def folded(text: str, width: int, most: int) -> list[str]:
    """Return text as at most so many lines of so many cells, broken between words where that can be.

    >>> folded("posterior femur below the linea aspera", 16, 2)
    ['posterior femur', 'below the linea…']
    """
    lines, rest = [""], text.split()
    while rest:
        word = rest.pop(0)
        longer = f"{lines[-1]} {word}".lstrip()
        if cell_len(longer) <= width:
            lines[-1] = longer
        elif cell_len(word) <= width:
            lines.append(word)
        else:
            head = chop_cells(word, max(width, WIDEST))[0]
            lines.append(head)
            rest.insert(0, word[len(head) :])
    lines = [line for line in lines if line] or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], cut(" ".join(lines[most - 1 :]), width)]
    return lines


def padded(text: str, width: int, *, right: bool = False) -> str:
    """Return text on exactly so many cells, at their left or at their right."""
    text = cut(text, width)
    space = " " * (width - cell_len(text))
    return space + text if right else text + space
