"""Claims as questions: the words of phrases.yaml with something asked for in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import End
from kg.wording import ends, name_of, predicate, source_name

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.blank import Blank

__all__ = [
    "ask",
    "ask_all",
    "ask_not",
    "ask_openly",
    "ask_with_gap",
    "begun",
    "class_named",
    "is_called",
    "kind_asked",
    "mask",
    "scoped",
    "with_gap",
]

# They tell nothing, and make a gap readable.
SMALL_WORDS = frozenset({"a", "an", "and", "at", "by", "in", "its", "of", "on", "or", "the", "to"})
ALL_THAT_APPLY = "choose all that apply:"


def ask(graph: KnowledgeGraph, blank: Blank) -> str:
    """Return the question that the blank's key answers, in small letters and without its scope.

    >>> import kg
    >>> from quiz.blank import Blank
    >>> graph = kg.load()
    >>> claim = graph.claim("article-c18")
    >>> ask(graph, Blank(claim, End.OBJECT, "article"))
    'a weak gluteus medius can lead to which of these?'
    >>> ask(graph, Blank(claim, End.SUBJECT, "article"))
    'which of these can lead to femoral internal rotation?'
    >>> ask(graph, Blank(graph.claim("article-c06"), End.OBJECT, "article"))
    'which of these is often the result of dysfunction of the glutes?'
    """
    kind = kind_asked(graph, blank)
    return _ask(graph, blank, f"which {kind or 'of these'}")


def ask_all(graph: KnowledgeGraph, blank: Blank) -> str:
    """Return the question for all that fills the blank: more than one does, and so the verb is in the plural.

    >>> import kg
    >>> from quiz.blank import Blank
    >>> graph = kg.load()
    >>> ask_all(graph, Blank(graph.claim("article-c22"), End.OBJECT, "article"))
    'choose all that apply: an imbalance in the body involves which of these?'
    >>> ask_all(graph, Blank(graph.claim("sartorius-nerve-femoral-nerve"), End.SUBJECT, None))
    'choose all that apply: which of these are innervated by the femoral nerve?'
    """
    return f"{ALL_THAT_APPLY} {_ask(graph, blank, 'which of these', several=True)}"


def ask_not(graph: KnowledgeGraph, blank: Blank) -> str:
    """Return the question for the one that does not fill the blank.

    >>> import kg
    >>> from quiz.blank import Blank
    >>> graph = kg.load()
    >>> ask_not(graph, Blank(graph.claim("sartorius-nerve-femoral-nerve"), End.SUBJECT, None))
    'which of these is NOT innervated by the femoral nerve?'
    >>> ask_not(graph, Blank(graph.claim("sartorius-origin-anterior-superior-iliac-spine"), End.OBJECT, None))
    'which of these does the sartorius NOT arise from?'
    """
    phrase, claim = graph.phrase(blank.claim.relation), blank.claim
    copula, _, rest = phrase.singular.partition(" ")
    given = graph.entity(blank.given)
    if blank.end is End.SUBJECT:
        denied = f"is NOT {rest}" if copula == "is" else f"does NOT {phrase.base}"
        return " ".join(filter(None, (f"which of these {denied}", name_of(given), claim.qualifier))) + "?"
    verb = "are" if given.plural else "is"
    if copula == "is":
        return f"which of these {verb} {name_of(given)} NOT {rest}?"
    return f"which of these {'do' if given.plural else 'does'} {name_of(given)} NOT {phrase.base}?"


def ask_openly(graph: KnowledgeGraph, blank: Blank) -> str:
    """Return the question without options to choose from.

    >>> import kg
    >>> from quiz.blank import Blank
    >>> graph = kg.load()
    >>> ask_openly(graph, Blank(graph.claim("sartorius-nerve-femoral-nerve"), End.OBJECT, None))
    'the sartorius is innervated by which nerve?'
    """
    kind = kind_asked(graph, blank)
    return _ask(graph, blank, f"which {kind}" if kind else "what")


def kind_asked(graph: KnowledgeGraph, blank: Blank) -> str | None:
    """Return the kind of thing that the blank asks for, as a noun, or None where none is named.

    An injection may target a muscle as an exercise does: what the key is not, is not asked for.
    """
    phrase = graph.phrase(blank.claim.relation)
    noun = phrase.objects if blank.end is End.OBJECT else phrase.subjects
    return noun if noun is None or is_called(graph, blank.key, noun) else None


def is_called(graph: KnowledgeGraph, entity: str, noun: str) -> bool:
    """Return whether an entity is what a noun says: of the class that goes by it, if there is one.

    >>> import kg
    >>> graph = kg.load()
    >>> is_called(graph, "sartorius", "muscle"), is_called(graph, "femoral-nerve", "muscle")
    (True, False)
    """
    named = graph.vocabulary.called(noun)
    return named is None or graph.vocabulary.is_a(graph.entity(entity).cls, named)


def _ask(graph: KnowledgeGraph, blank: Blank, which: str, *, several: bool = False) -> str:
    """Return the claim with `which`, which may stand for several, in the place of what is asked for.

    The order of words stays that of the statement, so that no subject is taken for a verb, as it would
    be in "may force on the knee joint lead to".
    """
    claim = blank.claim
    first, last = ends(graph, claim)
    first_asked = (first == claim.object) == (blank.end is End.OBJECT)
    opening = which if first_asked else name_of(graph.entity(first))
    closing = name_of(graph.entity(last)) if first_asked else which
    plural = several if first_asked else graph.entity(first).plural
    verb = predicate(claim, graph.phrase(claim.relation), plural=plural)
    return " ".join(filter(None, (opening, verb, closing, claim.qualifier))) + "?"


def class_named(graph: KnowledgeGraph, blank: Blank, question: str) -> str | None:
    """Return the class that a question on the blank says an answer is of, or None where it names none.

    >>> import kg
    >>> from quiz.blank import Blank
    >>> graph = kg.load()
    >>> blank = Blank(graph.claim("article-c61"), End.SUBJECT, "article")
    >>> class_named(graph, blank, "which exercise?"), class_named(graph, blank, "which of these?")
    ('Exercise', None)
    """
    kind = kind_asked(graph, blank)
    return graph.vocabulary.called(kind) if kind is not None and f"which {kind}" in question else None


def with_gap(graph: KnowledgeGraph, blank: Blank, shown: int = 1) -> str:
    """Return the claim with a gap that shows so many first letters of each word of what is asked for.

    >>> import kg
    >>> from quiz.blank import Blank
    >>> graph = kg.load()
    >>> with_gap(graph, Blank(graph.claim("sartorius-nerve-femoral-nerve"), End.OBJECT, None))
    'the sartorius is innervated by the f______ n____.'
    """
    claim = blank.claim
    key = graph.entity(blank.key)
    words = [
        name_of(entity).replace(key.label, mask(key.label, shown)) if entity is key else name_of(entity)
        for entity in map(graph.entity, ends(graph, claim))
    ]
    first = graph.entity(ends(graph, claim)[0])
    verb = predicate(claim, graph.phrase(claim.relation), plural=first.plural)
    return " ".join(filter(None, (words[0], verb, words[1], claim.qualifier))) + "."


def ask_with_gap(graph: KnowledgeGraph, blank: Blank, shown: int = 1) -> str:
    """Return the claim as a question with the gap in its answer, so that the gap stands at the end.

    >>> import kg
    >>> from quiz.blank import Blank
    >>> graph = kg.load()
    >>> ask_with_gap(graph, Blank(graph.claim("sartorius-nerve-femoral-nerve"), End.SUBJECT, None))
    'which muscle is innervated by the femoral nerve? It is the s________.'
    """
    key = graph.entity(blank.key)
    answer = name_of(key).replace(key.label, mask(key.label, shown))
    return f"{ask_openly(graph, blank)} {'They are' if key.plural else 'It is'} {answer}."


def mask(label: str, shown: int = 1) -> str:
    """Return a label with all but the first letters of each word hidden, small words but shown.

    >>> mask("superior gluteal nerve"), mask("gluteus minimus", 2)
    ('s_______ g______ n____', 'gl_____ mi_____')
    >>> mask("osteoarthritis of the knee")
    'o_____________ of the k___'
    """
    return " ".join(
        word if word in SMALL_WORDS else word[:shown] + "_" * (len(word) - shown) for word in label.split()
    )


def begun(name: str, shown: int) -> tuple[str, ...]:
    """Return how each word of a gap begins: what is read off it, as nobody counts its strokes.

    >>> begun("Sleeper stretch", 1), begun("osteoarthritis of the knee", 2)
    (('s', 's'), ('os', 'of', 'the', 'kn'))
    """
    return tuple(word.rstrip("_") for word in mask(name, shown).casefold().split())


def scoped(graph: KnowledgeGraph, question: str, source: str | None) -> str:
    """Return the question as a sentence, with the source it holds for.

    >>> import kg
    >>> scoped(kg.load(), "which of these improves balance?", "article")
    'According to the article, which of these improves balance?'
    """
    if source is None:
        return question[:1].upper() + question[1:]
    return f"According to {source_name(graph, source)}, {question}"
