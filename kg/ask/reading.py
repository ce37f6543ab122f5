"""A meaning in words: what is printed above every answer, so that a misreading shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask.tree import About, Chains, Clause, Compared, Either, Kind, Said, Thing, Whether, Which
from kg.ask.words import plural
from kg.inwords import listed
from kg.model import End, Stance
from kg.wording import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.ask.tree import Meaning, Term
    from kg.lookup import Lookup

__all__ = ["reading", "relations_in_words", "term_in_words"]


def reading(graph: Lookup, meaning: Meaning) -> str:
    """Return how a question was read, as a clause."""
    parts = [_wanted(graph, meaning)]
    if meaning.said_by is not None and not isinstance(meaning.wanted, Said):
        parts.append(f"by what {meaning.said_by} says" if meaning.sources else "")
    if meaning.status is not None and not isinstance(meaning.wanted, Said):
        parts.append(f"of claims that are {meaning.status} alone")
    return ", ".join(part for part in parts if part)


def _wanted(graph: Lookup, meaning: Meaning) -> str:
    match meaning.wanted:
        case Which(term, count):
            return f"{'how many there are of: ' if count else ''}{term_in_words(graph, term)}"
        case Whether(_, clause):
            denied = ", the denial left aside" if clause is not None and clause.denied else ""
            return f"whether {_statement(graph, meaning.wanted)}{denied}"
        case Chains(start, end, relations):
            if not relations:
                return f"the chains of claims from {_name(graph, start)} to {_name(graph, end)}"
            verb = relations_in_words(graph, relations, several=graph.entity(start).plural)
            return f"how {_name(graph, start)} {verb} {_name(graph, end)}, claim by claim"
        case Compared(entities, shared):
            names = listed([_name(graph, entity) for entity in entities], "and")
            common, apart = f"what {names} have in common", f"how {names} differ"
            return f"{common}, and how they differ" if shared is None else common if shared else apart
        case About(entity):
            be, it = ("are", "them") if graph.entity(entity).plural else ("is", "it")
            return f"what {_name(graph, entity)} {be}, and what is claimed of {it}"
        case Said():
            return _said(graph, meaning, meaning.wanted)


def _said(graph: Lookup, meaning: Meaning, said: Said) -> str:
    subject = ""
    if said.whole is not None:
        subject = f" that {_statement(graph, said.whole)}"
    elif said.term is not None:
        subject = f" about {term_in_words(graph, said.term)}"
    status = f"{meaning.status} " if meaning.status is not None else ""
    by = f" of {meaning.said_by}" if meaning.said_by is not None else ""
    if not said.who:
        return f"the {status}claims{by}{subject}"
    verb = {Stance.SUPPORTS: "supports", Stance.DISPUTES: "disputes", None: "bears on"}[said.stance]
    claims = f"the claim{subject}" if said.whole is not None else f"a claim{subject}"
    who = "who" if meaning.said_by is None else f"whether {meaning.said_by}"
    return f"{who} {verb} {claims}"


def _statement(graph: Lookup, statement: Whether) -> str:
    subject = term_in_words(graph, statement.term)
    if statement.clause is None:
        label = graph.vocabulary.classes[statement.cls or ""].label
        many = isinstance(statement.term, Thing) and graph.entity(statement.term.entity).plural
        return f"{subject} {'are' if many else 'is'} {'an' if label[0] in 'aeiou' else 'a'} {label}"
    clause = statement.clause
    several = isinstance(statement.term, Kind | Either) or (
        isinstance(statement.term, Thing) and graph.entity(statement.term.entity).plural
    )
    if clause.head is End.SUBJECT:
        verb = relations_in_words(graph, clause.relations, several=several)
        return f"{subject} {verb} {term_in_words(graph, clause.other)}"
    other = clause.other
    many = not isinstance(other, Thing) or graph.entity(other.entity).plural
    verb = relations_in_words(graph, clause.relations, several=many)
    return f"{term_in_words(graph, other)} {verb} {subject}"


def term_in_words(graph: Lookup, term: Term) -> str:
    """Return a term as it stands in a sentence.

    >>> import kg
    >>> abducting = Clause(("performs",), End.SUBJECT, Thing("hip-abduction"))
    >>> term_in_words(kg.load(), Kind("Muscle", (abducting,)))
    'muscles that perform hip abduction'
    """
    match term:
        case Thing(entity):
            return _name(graph, entity)
        case Either(terms, every):
            return listed([term_in_words(graph, each) for each in terms], "and" if every else "or")
        case Kind(cls, clauses, every):
            head = plural(graph.vocabulary.classes[cls].label) if cls is not None else "all"
            said = " and ".join(_clause(graph, clause) for clause in clauses)
            whole = f"{head} that {said}" if said else f"all {head}" if cls is not None else "everything"
            return f"each of {whole}" if every else whole


def _clause(graph: Lookup, clause: Clause) -> str:
    other = term_in_words(graph, clause.other)
    if clause.head is End.SUBJECT:
        verb = relations_in_words(graph, clause.relations, several=True)
        if clause.denied:
            base = relations_in_words(graph, clause.relations, base=True)
            be = base.startswith("be ")
            return f"provably {'are' if be else 'do'} not {base.removeprefix('be ')} {other}"
        return f"{verb} {other}"
    many = not isinstance(clause.other, Thing) or graph.entity(clause.other.entity).plural
    verb = relations_in_words(graph, clause.relations, several=many)
    return f"{other} {'provably not ' if clause.denied else ''}{verb}"


def relations_in_words(
    graph: Lookup, relations: Iterable[str], *, several: bool = False, base: bool = False
) -> str:
    """Return the verbs of some relations."""
    found = []
    for relation in relations:
        phrase = graph.phrase(relation)
        found.append(phrase.base if base else phrase.plural if several else phrase.singular)
    return listed(found, "or")


def _name(graph: Lookup, entity: str) -> str:
    return name_of(graph.entity(entity))
