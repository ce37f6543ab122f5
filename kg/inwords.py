"""Numbers and lists of things in words. No imports here: commands read it at every start."""

__all__ = ["counted", "listed"]


def counted(number: int, what: str) -> str:
    """Return how many of something there are.

    >>> counted(1, "answer"), counted(1200, "answer")
    ('1 answer', '1,200 answers')
    """
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def listed(words: list[str] | tuple[str, ...], link: str = "and") -> str:
    """Return words joined as in a sentence; nothing for none.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "or")
    ('a', 'a and b', 'a, b or c')
    """
    return f" {link} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
