"""Forms of English words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["forms", "noun_of", "plural", "singular", "stem", "tokens"]

_IRREGULAR = {
    "led": "lead", "arose": "arise", "arisen": "arise", "drew": "draw", "drawn": "draw", "went": "go",
    "gone": "go", "took": "take", "taken": "take", "found": "find", "brought": "bring", "made": "make",
    "built": "build", "held": "hold", "hit": "hit", "lay": "lie", "lain": "lie", "lying": "lie", "began":
    "begin", "begun": "begin", "came": "come", "said": "say", "beaten": "beat", "dealt": "deal", "fell":
    "fall", "fallen": "fall", "dorsiflexed": "dorsiflex", "vertebrae": "vertebra",
}  # fmt: skip
_ALIKE = 4
_IZE = re.compile(r"(?<=\w{3})iz(e|es|ed|ing|ation|er|ers)$")
_ASCII_WORD = re.compile("[a-z0-9]+")
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")


def tokens(text: str) -> list[str]:
    """Return the words of a text, case-folded and in British spelling of -ise, hyphens as spaces.

    "'s" and "n't" become words of their own.

    >>> tokens("What doesn't the muscle's side-lying form do?")
    ['what', 'does', 'not', 'the', 'muscle', "'s", 'side', 'lying', 'form', 'do']
    """
    if text.isascii() and "'" not in text:  # most names: thousands are read for a question
        return _british(_ASCII_WORD.findall(text.casefold().replace("cannot", "can not")))
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("can't", "can not")
    plain = re.sub(r"n't\b", " not", plain.replace("cannot", "can not"))
    plain = re.sub(r"\b(what|which|who|where|how|that|there|it)'s\b", r"\1 is", plain)
    plain = re.sub(r"(?<=\w)'s\b", " 's", plain)
    plain = re.sub(r"(?<=s)'(?=\s|$)", " 's", plain)
    found: list[str] = []
    for part in plain.split():
        found += (
            ["'s"] if part == "'s" else [word for each in _WORD.findall(part) for word in each.split("-")]
        )
    return _british(found)


def _british(words: list[str]) -> list[str]:
    return [_IZE.sub(r"is\1", word) if "iz" in word else word for word in words]


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return what forms of one adjective or noun have in common; verbs are left to `forms`.

    >>> [stem(word) for word in ("weakness", "weak", "abductors", "externally", "hips", "glutes", "biopsies")]
    ['weak', 'weak', 'abductor', 'external', 'hip', 'glute', 'biopsy']
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, instead in (("ness", ""), ("ally", "al"), ("ly", ""), ("ies", "y")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + instead
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


@lru_cache(maxsize=8192)
def forms(word: str) -> frozenset[str]:
    """Return the base forms that a form of a verb may come from, itself among them.

    >>> sorted(forms("stabilised"))
    ['stabilis', 'stabilise', 'stabilised']
    >>> sorted(forms("running"))
    ['run', 'runn', 'runne', 'running']
    """
    found = {word}
    if word in _IRREGULAR:
        found.add(_IRREGULAR[word])
    if word.endswith("s") and not word.endswith("ss"):
        found.add(word[:-1])
        if word.endswith("es"):
            found.add(word[:-2])
        if word.endswith("ies"):
            found.add(word[:-3] + "y")
    for ending in ("ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            base = word[: -len(ending)]
            found |= {base, base + "e"}
            if base.endswith("i") and ending == "ed":
                found.add(base[:-1] + "y")
            if len(base) > 2 and base[-1] == base[-2]:
                found.add(base[:-1])
    return frozenset(found)


@lru_cache(maxsize=8192)
def noun_of(verb: str, noun: str) -> bool:
    """Return whether a noun in -ion or -ing is what a form of a verb does.

    >>> noun_of("abducts", "abduction"), noun_of("extend", "extension"), noun_of("flex", "rotation")
    (True, True, False)
    """
    if noun.endswith("ing") and verb != noun:
        return not forms(noun).isdisjoint(forms(verb))
    if not noun.endswith("ion") or verb.endswith(("ion", "or", "ors", "er", "ers", "al", "ar")):
        return False
    return any(
        len(base) >= _ALIKE and noun.startswith(base[: max(_ALIKE, len(base) - 2)]) for base in forms(verb)
    )


def plural(noun: str) -> str:
    """Return the plural of a noun or of the head of a phrase with "of" or "at".

    >>> plural("movement at a joint"), plural("body region"), plural("activity"), plural("reflex")
    ('movements at a joint', 'body regions', 'activities', 'reflexes')
    """
    head = re.match(r"(.*?)( (?:of|at|or) .*)?$", noun)
    assert head is not None
    word, rest = head[1], head[2] or ""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies{rest}"
    return f"{word}{'es' if word.endswith(('s', 'x', 'ch', 'sh')) else 's'}{rest}"


def singular(word: str) -> str:
    """Return a noun without the ending of its plural.

    >>> singular("synergists"), singular("pathways"), singular("boundaries"), singular("focus")
    ('synergist', 'pathway', 'boundary', 'focus')
    """
    return stem(word) if word.endswith("s") else word
