"""Write docs/ontology.md from the vocabulary: python docs/make_ontology.py.

A test holds the page against what this writes, so that the two cannot drift apart.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import kg
from kg import iri
from kg.wording import sentence, statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph import KnowledgeGraph

PAGE = Path(__file__).with_name("ontology.md")
HEAD = f"""\
# The vocabulary

Made from `ontology/schema.ttl` by `python docs/make_ontology.py`. Every term is `<{iri.SCHEMA}…>`,
written `myo:` here; what claims speak of is `<{iri.ENTITY}…>`, the claims
themselves `<{iri.CLAIM}…>`.

## How a claim is held

A claim is a node of its own, `myo:Claim`, with `myo:subject`, `myo:predicate` and `myo:object`. It points
to its evidence (`myo:supportedBy`, `myo:disputedBy`), and the evidence to its source and, by W3C Web
Annotation selectors, to the words and their place. From the claims, and only from them, follow direct edges:

- `s myo:leadsTo o` where the claim is established and has neither hedge nor qualifier;
- `s myo:claimedLeadsTo o`, the relation's twin, wherever the claim is neither refuted nor a draft.

Each relation is a sub-property of its twin, so a query on the twin finds both.

## How the status of a claim is decided

By rule, from its evidence; what the author wrote is then held against it.

| status | when |
|---|---|
| established | strong evidence for it, and none that counts against it |
| contested | evidence that counts on both sides, or a single study against what nothing else supports |
| reported | all the rest: the asserting source stands alone, or with too little behind it |
| refuted | strong evidence against it and none that counts for it, or its own source contradicts it |
| draft | proposed by a tool and seen by no one; in no quiz |

Evidence counts where a person read it again in its source (`myo:reread`) and where it bears on the very
claim: same subject, relation, object and qualifier. What is near is linked as indirect
(`myo:indirectlySupportedBy`, `myo:indirectlyDisputedBy`) and moves nothing: a study of weakness for a claim
about tightness, an association for a claim about a cause.

- Strong: a systematic review; two studies of their own; for a claim of anatomy, one reference. A definition
  made here, and what follows by rule from established claims, too.
- Weak: one study (randomised trial, prospective cohort, case-control, cross-sectional, laboratory experiment
  or simulation).
- Counting for nothing: popular texts, opinions of experts, hypotheses, series of cases with nobody to compare
  with, and whatever was not read again.

Where references disagree, as on spinal roots, both claims stand and are contested: a root that one re-read
list holds and another leaves out has both as evidence. A slip, where a source says one thing in its text and
the opposite in a table, is kept, and refuted by the source itself.

Antagonists are worked out (`kg/derive.py`): two muscles whose main actions, established and without
qualifier, weakness or hedge, are opposite at one joint. Such a claim names those it follows from.

## What the graph does not cover

- One popular article, the muscles of the lower limb (38, without the small ones of the foot), and the studies
  that bear on the article. Blood vessels, lymph, fascia beyond attachments, variants and children are not
  there.
- Attachments, nerves and actions are as fine as the sources: where one says "greater trochanter" and another
  names a facet, both are there and the facet is part of the trochanter.
- Tests of diagnosis (Trendelenburg, FAIR and others) and how well they tell: left out so far.
- How much, how often, for whom: kept only where the source says so, as a qualifier or in its own words.
- What is not said. The graph holds no list of falsehoods: that a claim is missing means nothing, except
  where a person marked a source complete for a subject and relation (`myo:CompletenessMark`).
- Diagnosis and treatment of anyone. It is made for learning.
"""


def lines(graph: KnowledgeGraph) -> Iterator[str]:
    """Yield the page."""
    yield HEAD
    yield "## Classes of things that claims are about\n"
    yield from picture(graph)
    vocabulary = graph.vocabulary
    things = [name for name in vocabulary.classes if vocabulary.is_a(name, "Entity")]
    yield "| class | what it is | example |\n|---|---|---|"
    for name in sorted(things):
        term = vocabulary.classes[name]
        below = [entity for entity in graph.entities.values() if vocabulary.is_a(entity.cls, name)]
        own = next((entity.label for entity in below if entity.cls == name), None)
        example = own or next((f"{entity.label} (`myo:{entity.cls}`)" for entity in below), "none yet")
        yield f"| `myo:{name}` | {term.definition} | {example} |"
    yield "\n## Relations\n"
    yield "The sign says whether more of the subject means more (raises) or less (lowers) of the object.\n"
    yield "| relation | from → to | what it says | sign | an example from the graph |\n|---|---|---|---|---|"
    for name, relation in sorted(vocabulary.relations.items()):
        traits = [
            trait
            for trait in ("symmetric", "transitive", "functional", "irreflexive")
            if getattr(relation, trait)
        ]
        if relation.lists_vary:
            traits.append("listed differently by references")
        said = relation.definition + (f" ({', '.join(traits)})" if traits else "")
        claim = next((claim for claim in graph.claims(relation=name) if claim.relation == name), None)
        if claim is None:
            example = "groups others" if not relation.claimable else "none yet"
        else:
            example = f"{sentence(statement(graph, claim))} `{claim.id}`"
        span = f"{relation.domain} → {relation.range}"
        yield f"| `myo:{name}` | {span} | {said} | {relation.sign or ''} | {example} |"
    yield "\n## Classes that hold what is claimed\n"
    yield "| class | what it is |\n|---|---|"
    for name in sorted(set(vocabulary.classes) - set(things)):
        yield f"| `myo:{name}` | {vocabulary.classes[name].definition} |"


def picture(graph: KnowledgeGraph) -> Iterator[str]:
    """Yield the tree of classes as a Mermaid drawing."""
    yield "```mermaid\ngraph LR"
    for name, term in sorted(graph.vocabulary.classes.items()):
        for parent in term.parents:
            yield f"    {parent} --> {name}"
    yield "```\n"


def page() -> str:
    """Return the page as it should stand."""
    return "\n".join(lines(kg.load())) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
