"""What the question types are called in plain words, and the level that all questions of a type are on."""

from __future__ import annotations

from typing import NamedTuple

from quiz.item import Bloom

__all__ = ["TYPE_NAMES", "TypeName"]


class TypeName(NamedTuple):
    """A question type in a few words, true of all its questions, and its level of Bloom's taxonomy."""

    words: str
    level: Bloom


# In the order of docs/questions.md: from what is remembered to what is weighed.
TYPE_NAMES = {
    "choose-object": TypeName("what is said of it", Bloom.REMEMBER),
    "choose-subject": TypeName("of what it is said", Bloom.REMEMBER),
    "typed": TypeName("typed from memory", Bloom.REMEMBER),
    "cloze": TypeName("fill the gap", Bloom.REMEMBER),
    "choose-many": TypeName("all that apply", Bloom.UNDERSTAND),
    "match": TypeName("match four pairs", Bloom.UNDERSTAND),
    "true-false": TypeName("true or false, why", Bloom.UNDERSTAND),
    "vignette": TypeName("a case: which nerve?", Bloom.APPLY),
    "exercise-goal": TypeName("what fits a goal", Bloom.APPLY),
    "mechanism": TypeName("what links the two", Bloom.ANALYSE),
    "order-chain": TypeName("put a chain in order", Bloom.ANALYSE),
    "why-chain": TypeName("why, and why that", Bloom.ANALYSE),
    "odd-one-out": TypeName("the odd one out", Bloom.ANALYSE),
    "analogy": TypeName("one is to other as …", Bloom.ANALYSE),
    "spot-error": TypeName("find what is wrong", Bloom.EVALUATE),
    "disagreement": TypeName("what two sources say", Bloom.EVALUATE),
    "weigh-evidence": TypeName("weigh a finding", Bloom.EVALUATE),
}
