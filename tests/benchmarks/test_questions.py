"""What docs/benchmarks.md rests on: the synthetic graph, the hold-out, its oracle, the judge of two sides."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest
from handmade import CHOOSE_ONE

from benchmarks.flashcardf import ASKED, RELATIONS, Asked, judged, questions_ttl
from benchmarks.holdout import Oracle, Tally, choices, guarded, held_out, random_options, unguarded
from benchmarks.synthetic import synthetic
from benchmarks.throughput import Stage, parts_of, whole
from kg.model import Stance, Status
from kg.proof import Proof, ProofKind
from quiz.coverage import may_be_asked
from quiz.item import Option
from quiz.patterns import choose_object
from quiz.verify import Verifier
from quiz.workshop import Workshop

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

SIZE = 300


@pytest.fixture(scope="module")
def made(graph: KnowledgeGraph) -> KnowledgeGraph:
    return synthetic(graph.content, SIZE, 1)


def test_a_synthetic_graph_follows_from_its_size_and_seed(
    graph: KnowledgeGraph, made: KnowledgeGraph
) -> None:
    assert synthetic(graph.content, SIZE, 1).content == made.content
    assert synthetic(graph.content, SIZE, 2).content != made.content
    assert SIZE <= len(made.claims()) < SIZE + 100


def test_a_larger_synthetic_graph_begins_with_the_smaller_one(
    graph: KnowledgeGraph, made: KnowledgeGraph
) -> None:
    larger = synthetic(graph.content, 2 * SIZE, 1).content
    assert larger.claims[: len(made.claims())] == made.content.claims


def test_what_a_synthetic_graph_says_fits_the_vocabulary(made: KnowledgeGraph) -> None:
    ids = [claim.id for claim in made.content.claims]
    assert len(set(ids)) == len(ids)
    labels = [entity.label for entity in made.content.entities]
    assert len(set(labels)) == len(labels)
    for claim in made.claims():
        term = made.vocabulary.relations[claim.relation]
        assert made.vocabulary.is_a(made.entity(claim.subject).cls, term.domain), claim.id
        assert made.vocabulary.is_a(made.entity(claim.object).cls, term.range), claim.id


def test_a_source_of_a_synthetic_graph_takes_a_side_on_all_that_its_lists_could_hold(
    made: KnowledgeGraph,
) -> None:
    for mark in made.marks:
        for claim in made.claims(subject=mark.subject, relation=mark.relation):
            assert mark.source in {item.source for item in claim.evidence}


def test_the_engine_proves_what_it_asks_of_a_synthetic_graph(made: KnowledgeGraph) -> None:
    items = list(choose_object.items(Workshop(made, 1)))
    verifier = Verifier(made)
    assert len(items) > len(made.claims(relation="innervatedBy"))
    assert [fault for item in items for fault in verifier.faults(item)] == []


def test_a_held_out_graph_lacks_a_share_of_claims_and_all_that_follows_from_them(
    graph: KnowledgeGraph,
) -> None:
    left = held_out(graph, Random(1), 0.2, marks=False)
    kept = {claim.id for claim in left.claims()}
    gone = [claim for claim in graph.claims() if claim.id not in kept]
    hidden = [claim for claim in gone if not claim.derived_from]
    askable = [claim for claim in may_be_asked(graph) if not claim.derived_from]
    assert len(hidden) == round(0.2 * len(askable))
    assert all(kept.issuperset(claim.derived_from) for claim in left.claims())


def test_no_mark_is_left_on_a_list_that_lost_a_claim(graph: KnowledgeGraph) -> None:
    left = held_out(graph, Random(1), 0.2, marks=False)
    kept = {claim.id for claim in left.claims()}
    missed = [claim for claim in graph.claims() if claim.id not in kept and claim.live]
    for claim in missed:
        voices = {
            item.source for item in claim.evidence if item.stance is Stance.SUPPORTS and not item.indirect
        }
        for source in voices | {claim.source}:
            assert not left.is_complete(source, claim.subject, claim.relation)
    assert 0 < len(left.marks) < len(graph.marks)


def test_all_marks_stay_where_that_is_asked_for(graph: KnowledgeGraph) -> None:
    assert held_out(graph, Random(1), 0.2, marks=True).marks == graph.marks


def test_the_oracle_knows_a_claim_by_the_relation_above_it_and_turned_round(graph: KnowledgeGraph) -> None:
    oracle = Oracle(graph)
    nerve = graph.claim("sartorius-nerve-femoral-nerve")
    assert oracle.says("sartorius", "innervatedBy", "femoral-nerve") == nerve
    assert oracle.says("femoral-nerve", "innervatedBy", "sartorius") is None
    origin = next(claim for claim in graph.claims(relation="hasOrigin") if claim.live)
    assert oracle.says(origin.subject, "attachesTo", origin.object) is not None
    opposite = graph.claims(relation="oppositeOf")[0]
    assert oracle.says(opposite.object, "oppositeOf", opposite.subject) == opposite


def test_the_oracle_takes_nothing_refuted_for_true(graph: KnowledgeGraph) -> None:
    oracle = Oracle(graph)
    for claim in graph.claims(status=Status.REFUTED):
        found = oracle.says(claim.subject, claim.relation, claim.object)
        assert found is None or found.live


def test_a_wrong_option_that_is_true_is_counted(graph: KnowledgeGraph) -> None:
    proof = Proof(ProofKind.AT_MOST, "sartorius", "innervatedBy", "femoral-nerve", "innervatedBy")
    fault = Option("femoral nerve", "femoral-nerve", False, "", proof)
    tally = Tally()
    tally.add([CHOOSE_ONE, replace(CHOOSE_ONE, options=(*CHOOSE_ONE.options, fault))], Oracle(graph))
    assert (tally.items, tally.faulty, tally.established, tally.in_scope) == (2, 1, 1, 1)


def test_no_option_is_true_where_it_is_asked_though_a_fifth_of_the_claims_is_hidden(
    graph: KnowledgeGraph,
) -> None:
    oracle, tally = Oracle(graph), Tally()
    for repeat in range(2):
        left = held_out(graph, Random(f"hidden {repeat}"), 0.2, marks=False)
        tally.add(choices(guarded(left, repeat)), oracle)
    assert tally.items > 1000
    assert tally.in_scope == tally.established == 0


def test_what_denies_a_claim_is_not_taken_for_a_fault(graph: KnowledgeGraph) -> None:
    proof = Proof(ProofKind.CONTRADICTED, "sartorius", "innervatedBy", "femoral-nerve", "innervatedBy")
    item = replace(CHOOSE_ONE, options=(Option("femoral nerve", "femoral-nerve", False, "", proof),))
    assert Oracle(graph).truths(item) == []


def test_only_proofs_keep_established_truths_out_of_the_wrong_options(graph: KnowledgeGraph) -> None:
    left, oracle = held_out(graph, Random(3), 0.2, marks=False), Oracle(graph)
    with_proofs, by_likeness, by_chance = Tally(), Tally(), Tally()
    for tally, make in ((with_proofs, guarded), (by_likeness, unguarded), (by_chance, random_options)):
        tally.add(choices(make(left, 3)), oracle)
    assert with_proofs.items > SIZE
    assert with_proofs.established == 0
    assert by_likeness.established > 0
    assert by_chance.established > 0


def test_on_the_graph_that_it_was_made_from_no_item_has_a_true_wrong_option(graph: KnowledgeGraph) -> None:
    oracle = Oracle(graph)
    assert [truth for item in choices(guarded(graph, 1)) for truth in oracle.truths(item)] == []


@pytest.mark.parametrize("asked", ASKED)
def test_flashcardf_is_asked_for_each_relation_in_queries_that_parse(asked: str) -> None:
    import rdflib
    from rdflib.plugins.sparql import prepareQuery

    fc = rdflib.Namespace("x:/flashcard.ttl#")
    parsed = rdflib.Graph().parse(data=questions_ttl(asked), format="turtle", publicID="x:/")
    prefixes = "".join(f"PREFIX {each} " for each in parsed.objects(predicate=fc.hasPrefix))
    formats = list(parsed.subjects(rdflib.RDF.type, fc.QuestionFormat))
    assert {str(each).rpartition("#")[2] for each in formats} == set(RELATIONS)
    for each in formats:
        for term, wanted in (("hasPrompt", "prompt"), ("hasOptions", "answer"), ("hasAnswer", "answer")):
            query = prepareQuery(prefixes + str(parsed.value(each, fc[term])))
            assert [str(name) for name in query.algebra["PV"]] == [wanted]


def _asked(*options: str) -> Asked:
    """Return an item on the nerve of sartorius, the first option being the key."""
    shown = tuple(Option(text, None, place == 0, "") for place, text in enumerate(options))
    return Asked(replace(CHOOSE_ONE, stem=options[-1], options=shown), "sartorius", "innervatedBy")


def test_the_judge_counts_further_right_options_and_doubles(graph: KnowledgeGraph) -> None:
    side = judged(
        graph,
        [
            _asked("femoral nerve", "tibial nerve", "obturator nerve"),
            _asked("tibial nerve", "femoral nerve", "obturator nerve"),
            _asked("femoral nerve", "femoral nerve", "sciatic nerve"),
            _asked("femoral nerve", "tibial nerve", "tibial nerve"),
            _asked("femoral nerve", "tibial nerve", "obturator nerve"),
        ],
        1.0,
    )
    assert (side.two_right, side.two_right_established) == (2, 2)
    assert side.duplicate_options == 2
    assert (side.stems, side.repeats) == (3, 2)


def test_parts_hold_together_and_are_alike(graph: KnowledgeGraph) -> None:
    """How near a sample of them comes to the whole is measured, and told on the page."""
    large = synthetic(graph.content, 4_000, 1)
    parts = parts_of(large, 2)
    of_thing: dict[str, set[int]] = {}
    for claim in large.claims():
        for end in (claim.subject, claim.object):
            of_thing.setdefault(end, set()).add(parts[claim.id])
    assert {len(found) for found in of_thing.values()} == {1}
    sizes = Counter(parts.values())
    assert sizes[0] == pytest.approx(sizes[1], rel=0.4)


def test_of_a_sample_what_is_looked_up_once_counts_once() -> None:
    nothing, again, second = Stage(0, 3.0), Stage(0, 1.0), Stage(50, 6.0)
    assert whole("typed", [nothing, again, Stage(50, 8.0), second], 10) == Stage(500, 3.0 + 2.0 + 10 * 5.0)
    assert whole("match", [nothing, again, second, second], 8) == Stage(100, 3.0 + 2 * 5.0)
