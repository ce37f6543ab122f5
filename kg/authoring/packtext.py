"""A first version of a pack as YAML, with comments for a person who has never seen one."""

from __future__ import annotations

import shlex
import textwrap
from typing import TYPE_CHECKING, NamedTuple

from kg.authoring import remarks
from kg.authoring.proposing import with_things
from kg.authoring.remarks import TO_FILL_IN
from kg.authoring.scalars import scalar
from kg.checks.graph import held
from kg.model import Claim, End, Evidence, Stance, Status
from kg.packs.format import CLAIM, ENTITY, EVIDENCE
from kg.showable import one_line
from kg.status import AUTHOR_STATEMENT
from kg.wording import sentence, statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.authoring.drafting import Draft, Drafting, Unread
    from kg.graph import KnowledgeGraph
    from kg.model import Entity

__all__ = ["SCHEMA", "Described", "argument", "check_command", "pack_text", "review_command"]

SCHEMA = "pack.schema.json"
WIDTH = 100
_EXAMPLE = """\
# Things that your text speaks of and that Myograph does not know yet. Take away the # and write your own;
# `myograph search WORD` shows what is there already, under which name.
# entities:
#   ankle-sprain:                   # its id, to be used in claims: lower-case words joined by hyphens
#     class: Disorder               # what kind of thing: Muscle, Joint, Exercise, Symptom, Dysfunction …
#     label: ankle sprain           # its name, which nothing else has
#     synonyms: [sprained ankle]    # other names, if any
#     in_sentence: an ankle sprain  # its name in a sentence, with its article if it needs one
#     definition: A ligament of the ankle that is overstretched or torn.
"""
_CLAIM = """\
# claims:
#   {pack}-c01:
#     subject: knee-pain            # an entity, by its id
#     relation: limits              # how the one bears on the other
#     object: daily-activities
#     modality: can                 # is, can, may, often or aim: as strong as the words, never stronger
#     status: reported
#     ask: [attributed]
#     evidence:
#       - quote: can limit daily activities   # the shortest words that bear it, at most 20
#         span: [91, 117]                     # where they stand: code points, counted from 0
"""


class Described(NamedTuple):
    """What the head of a pack says: its id and title, its text where it has one, and what checks it.

    `sha256`, `length` and `words` are of the text; `file` is the name of the pack's file and `text_file` of
    the text's, for the command that checks it.
    """

    pack: str
    source: str
    title: str
    file: str
    text_file: str | None = None
    sha256: str = ""
    length: int = 0
    words: int = 0


def pack_text(described: Described, drafting: Drafting | None, graph: KnowledgeGraph) -> str:
    """Return a pack that `myograph check` finds nothing wrong with."""
    drafts = drafting.drafts if drafting is not None else ()
    things = drafting.things if drafting is not None else ()
    required = _required(drafts, graph)
    graph = with_things(graph, things)
    lines = [
        *_head(described, required),
        "",
        *_sources(described, drafting.sections if drafting is not None else ()),
        "",
        *(_entities(things) if things else _EXAMPLE.splitlines()),
        "",
        *(_claims(described, drafts, graph) if drafts else _no_claims(described)),
        *(_unread(drafting.unread) if drafting is not None else ()),
        "",
        *remarks.COMPLETE,
        *_marks(drafts, graph),
    ]
    return "\n".join(lines) + "\n"


def check_command(described: Described) -> str:
    """Return the command that checks the pack on every save."""
    option = f" --source-text {argument(described.text_file)}" if described.text_file is not None else ""
    return f"myograph check {argument(described.file)}{option} --watch"


def review_command(described: Described) -> str:
    """Return the command that goes through the pack question by question; it has a text."""
    assert described.text_file is not None
    return f"myograph review {argument(described.file)} --source-text {argument(described.text_file)}"


def _required(drafts: Iterable[Draft], graph: KnowledgeGraph) -> list[str]:
    ends = {end for each in drafts for end in (each.subject, each.object)}
    return sorted({graph.entity(end).pack for end in ends if end in graph.entities})


def _head(described: Described, required: Sequence[str]) -> Iterator[str]:
    yield f"# yaml-language-server: $schema=./{SCHEMA}"
    yield "#"
    yield "# What one text claims, claim by claim, each with the words that bear it."
    if described.text_file is not None:
        yield "# To be asked for what is missing, question by question:"
        yield f"#   {review_command(described)}"
        yield "# Or write yourself what belongs where FILL IN stands, and look at it with"
    else:
        yield "# Write what belongs where FILL IN stands, and look at it with"
    yield f"#   {check_command(described)}"
    yield ""
    yield f"pack: {described.pack}"
    yield "version: 0.1.0"
    yield f"title: {scalar(described.title)}"
    yield "# The packs whose things are used; `myograph packs` lists them."
    yield f"requires: [{', '.join(required)}]"
    yield "# Whose claims these are, and who wrote this file: two of the sources below."
    yield f"source: {described.source}"
    yield f"curator: {described.pack}-curator"


def _sources(described: Described, sections: Sequence[str]) -> Iterator[str]:
    yield "sources:"
    yield f"  {described.source}:"
    yield f"    label: {scalar(described.title)}"
    yield f"    in_sentence: the text   {remarks.CALLED}"
    yield "    # popular: for the general public; reference: a textbook or atlas; study: research;"
    yield "    # curator: a person's own word. What a popular text says moves no status."
    yield "    tier: popular"
    citation = f"{TO_FILL_IN} the author. {described.title}. {TO_FILL_IN} place and year."
    yield f"    citation: {scalar(citation)}"
    yield "    # url: https://…         # where it was read"
    yield "    # licence: CC BY 4.0     # its own licence, where it states one"
    yield "    # caution: …             # what to beware of in it"
    if described.text_file is not None:
        yield "    # The text as it was received. It is not kept: a quote is proved in a copy of it."
        yield f"    sha256: {described.sha256}"
        yield f"    length: {described.length}"
        yield f"    words: {described.words}"
    if sections:
        yield "    sections:"
        yield from (f"      - {scalar(name)}" for name in sections)
    yield f"  {described.pack}-curator:"
    yield f"    label: {TO_FILL_IN} your name"
    yield "    tier: curator"
    yield f"    citation: {TO_FILL_IN} your name and the year."


def _entities(things: Sequence[Entity]) -> Iterator[str]:
    yield from remarks.THINGS
    yield "entities:"
    for each in things:
        yield f"  {each.id}:"
        values = {
            "class": each.cls,
            "label": scalar(each.label),
            "in_sentence": scalar(each.in_sentence) if each.in_sentence else "",
            "plural": "true" if each.plural else "",
            "definition": scalar(each.definition),
        }
        yield from (f"    {line}" for line in _ordered(values, ENTITY.keys))


def _no_claims(described: Described) -> Iterator[str]:
    yield "# The claims, each under an id of its own. Take away the # and write those of your text."
    yield from _CLAIM.format(pack=described.pack).splitlines()


def _claims(described: Described, drafts: Sequence[Draft], graph: KnowledgeGraph) -> Iterator[str]:
    yield from remarks.DRAFTS
    yield "#   modality   is, can, may, often or aim: as strong as the words, never stronger"
    yield "#   ask        attributed: “According to …”; fact; error: what is wrong here; [] for never"
    yield "# A claim that is missing is written in the same way, with the next number. Its span may be left"
    yield "# out: `myograph fmt` with --source-text writes it."
    yield "claims:"
    digits = max(2, len(str(len(drafts))))
    for number, each in enumerate(drafts, 1):
        yield from _claim(described, f"{described.pack}-c{number:0{digits}}", each, graph)


def _claim(described: Described, name: str, draft: Draft, graph: KnowledgeGraph) -> Iterator[str]:
    said = one_line(sentence(_said(described, name, draft, graph)))
    known = held(graph, draft.subject, draft.relation, draft.object)
    yield from (f"  {line}" for line in remarks.of_draft(draft.passages[0].line, said, known))
    yield f"  {name}:"
    values = {
        "subject": draft.subject,
        "relation": draft.relation,
        "object": draft.object,
        "degree": scalar(draft.degree) if draft.degree else "",
        "modality": str(draft.modality),
        "reads_from": str(draft.reads_from) if draft.reads_from is End.OBJECT else "",
        "status": "draft",
        "ask": "[attributed]",
    }
    yield from (f"    {line}" for line in _ordered(values, CLAIM.keys))
    yield "    evidence:"
    for passage in draft.passages:
        passage_values = {
            "quote": scalar(passage.quote),
            "span": f"[{passage.start}, {passage.end}]",
            "section": scalar(passage.section) if passage.section is not None else "",
            "presupposed": "true" if draft.presupposed else "",
        }
        first, *rest = _ordered(passage_values, EVIDENCE.keys)
        yield f"      - {first}"
        yield from (f"        {line}" for line in rest)


def _ordered(values: Mapping[str, str], keys: Sequence[str]) -> Iterator[str]:
    yield from (f"{key}: {values[key]}" for key in keys if values.get(key))


def _said(described: Described, name: str, draft: Draft, graph: KnowledgeGraph) -> str:
    evidence = Evidence(described.source, Stance.SUPPORTS, AUTHOR_STATEMENT)
    claim = Claim(
        id=name,
        subject=draft.subject,
        relation=draft.relation,
        object=draft.object,
        modality=draft.modality,
        status=Status.DRAFT,
        source=described.source,
        pack=described.pack,
        evidence=(evidence,),
        reads_from=draft.reads_from,
    )
    return statement(graph, claim)


def _unread(unread: Sequence[Unread]) -> Iterator[str]:
    """Yield the sentences of the text for a person to read, by why no draft was made of them."""
    if not unread:
        return
    yield ""
    yield "# The text may make more claims, in words that Myograph does not know: read the whole of it once."
    yield "# In these sentences it seems to; no draft was made, for what stands at these words is"
    for why in dict.fromkeys(sorted(each.why for each in unread)):
        yield f"# - {why}:"
        words: dict[tuple[int, str], dict[str, None]] = {}
        for each in unread:
            if each.why is why:
                words.setdefault((each.line, each.opening), {})[each.words] = None
        for (line, opening), some in words.items():
            yield from textwrap.wrap(
                f"line {line}, “{opening}”: {', '.join(some)}", WIDTH,
                initial_indent="#   ", subsequent_indent="#     ", break_on_hyphens=False,
            )  # fmt: skip


def _marks(drafts: Sequence[Draft], graph: KnowledgeGraph) -> Iterator[str]:
    """Yield a completeness mark for each subject of the drafts, as a comment: only a person can say so."""
    relations: dict[str, set[str]] = {}
    for each in drafts:
        relations.setdefault(each.subject, set()).add(each.relation)
    for subject, named in relations.items() if relations else [("knee-pain", {"limits"})]:
        yield remarks.of_mark(subject, graph.vocabulary.upper(named))


def argument(name: str) -> str:
    """Return the name of a file as it is typed in a shell, harmless in a comment."""
    return shlex.quote(one_line(name))
