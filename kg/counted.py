"""Numbers of things in words. No imports here: commands read it at every start."""

__all__ = ["counted"]


def counted(number: int, what: str) -> str:
    """Return how many of something there are.

    >>> counted(1, "answer"), counted(1200, "answer")
    ('1 answer', '1,200 answers')
    """
    return f"{number:,} {what}{'' if number == 1 else 's'}"
