"""One suite of look-ups over every place that a graph can be in, all held to the same answers."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import virtuoso
from engines import NetworkXHere, OxigraphHere, RdflibHere, Stingy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from smallgraphs import claim, entity, world

from kg.ask import ask
from kg.ask.tell import reply_view
from kg.errors import NoSuchEntityError, UnusableServerError
from kg.graph import KnowledgeGraph
from kg.model import Status
from kg.paths import causal_chains
from kg.rdf import to_ntriples
from kg.rdf.terms import PREFIXES
from kg.sparql.engine import NO_LIMIT, Triples, Truth
from kg.sparql.graph import SparqlGraph
from kg.sparql.guard import read_query

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.lookup import Lookup
    from kg.model import Claim

COOKBOOK = Path(__file__).parents[2] / "docs" / "cookbook"
Ask = Callable[["Lookup"], Any]


def ids(claims: list[Claim]) -> list[str]:
    return [getattr(each, "id", each) for each in claims]


# Each with what a person found in the packs: all of it, in order, where it is a list.
BY_NAME: dict[str, tuple[Ask, object]] = {
    "label": (lambda graph: graph.find("gluteus medius").id, "gluteus-medius"),
    "synonym, in capitals": (lambda graph: graph.find("  GLUTES ").id, "gluteal-muscles"),
    "id, in capitals": (lambda graph: graph.find("Knee-Pain").id, "knee-pain"),
    "by id alone": (lambda graph: graph.entity("gluteus-medius").label, "gluteus medius"),
    "a claim by id": (lambda graph: graph.claim("article-c18").object, "femoral-internal-rotation"),
    "search": (lambda graph: [each.id for each in graph.search("pistol SQUAT")], ["pistol-squat"]),
    "search for nothing": (lambda graph: graph.search("   "), []),
    "search in vain": (lambda graph: graph.search("tibialis elbow"), []),
    "source": (lambda graph: graph.sources["article"].tier, "popular"),
    "phrase": (lambda graph: graph.phrase("leadsTo").singular, "leads to"),
    "relation": (lambda graph: graph.vocabulary.relations["leadsTo"].parents, ("influences",)),
    "class": (
        lambda graph: [each.id.removeprefix("spinal-root-") for each in graph.of_class("SpinalRoot")],
        ["l1", "l2", "l3", "l4", "l5", "s1", "s2", "s3", "t12"],
    ),
    "mapping": (
        lambda graph: (
            ("id:gluteus-medius", "exactMatch", "UBERON:0001371")
            in [each[:3] for each in graph.mappings_of("gluteus-medius")]
        ),
        True,
    ),
}
BY_CLAIM: dict[str, tuple[Ask, list[str]]] = {
    "subject and relation": (
        lambda graph: ids(graph.claims(subject="sartorius", relation="innervatedBy")),
        ["sartorius-nerve-femoral-nerve"],
    ),
    "object and relation": (
        lambda graph: ids(graph.claims(object="injury", relation="leadsTo")),
        ["article-c36"],
    ),
    "symmetric, turned round": (
        lambda graph: ids(graph.claims(subject="gracilis", relation="antagonistOf", object="gluteus-medius")),
        ["antagonist-gluteus-medius-gracilis"],
    ),
    "no such entity": (lambda graph: ids(graph.claims(subject="elbow-pain")), []),
    "no such relation": (lambda graph: ids(graph.claims(subject="sartorius", relation="marries")), []),
    "no such source": (lambda graph: ids(graph.claims(subject="sartorius", source="hearsay")), []),
    "way from": (
        lambda graph: [
            key for key in ids(graph.leaving(["weak-gluteus-medius"], "influences")) if "-c18" in key
        ],
        ["article-c18"],
    ),
    "way to, by any below the relation": (
        lambda graph: ids(graph.entering(["injury"], "influences")),
        ["article-c36", "article-c47", "article-c62"],
    ),
    "neighbours": (
        lambda graph: graph.neighbours("injury"),
        ["knee-joint-force", "pelvic-drop-exercise", "seated-pigeon-pose"],
    ),
}
# Compared with the plain indexes, record by record.
WHOLE: dict[str, Ask] = {
    "everything of a subject": lambda graph: graph.claims(subject="gluteus-medius"),
    "everything of an object": lambda graph: graph.claims(object="knee-pain"),
    "both ends": lambda graph: graph.claims(subject="gluteus-medius", object="hip-abduction"),
    "relation with those below it": lambda graph: graph.claims(
        relation="influences", status=Status.CONTESTED
    ),
    "source and status": lambda graph: graph.claims(source="article", status=Status.REFUTED),
    "all five": lambda graph: graph.claims(
        subject="weak-gluteus-medius",
        relation="influences",
        object="femoral-internal-rotation",
        status=Status.CONTESTED,
        source="article",
    ),
    "about": lambda graph: graph.about("weak-gluteus-medius"),
    "ways from two": lambda graph: graph.leaving(["gluteus-medius", "weak-gluteus-medius"], "influences"),
    "ways to two": lambda graph: graph.entering(["knee-pain", "hip-pain"], "influences"),
    "chains": lambda graph: causal_chains(graph, "weak-gluteus-medius", "knee-pain"),
    "entities of a class": lambda graph: graph.of_class("Nerve"),
    "search by rank": lambda graph: graph.search("hip"),
    "vocabulary": lambda graph: (graph.vocabulary.classes, graph.vocabulary.relations),
    "near names": lambda graph: (graph.suggest("gluteus mediuss"), graph.suggest("knee pian")),
    "names with a word": lambda graph: sorted(
        row
        for row in graph.names_like(["sartorius", "gluteus"])
        if "sartorius" in row[0] or "gluteus" in row[0]
    ),
}
ELSEWHERE = ("oxigraph", "virtuoso")


@pytest.fixture(scope="module")
def places(graph: KnowledgeGraph) -> Callable[[str], Any]:
    """What looks things up in the bundled graph, by where it lies; made when first asked for."""
    makers: dict[str, Callable[[], Any]] = {
        "plain": lambda: graph,
        "networkx": lambda: NetworkXHere(graph),
        "oxigraph": lambda: SparqlGraph(OxigraphHere(to_ntriples(graph))),
        "virtuoso": lambda: SparqlGraph(virtuoso.shared(graph).endpoint()),
    }
    return cache(lambda name: makers[name]())


@pytest.mark.parametrize("where", ["plain", *ELSEWHERE])
def test_what_goes_by_a_name_is_found(where: str, places: Callable[[str], Any]) -> None:
    found = {name: asked(places(where)) for name, (asked, _) in BY_NAME.items()}
    assert found == {name: expected for name, (_, expected) in BY_NAME.items()}


@pytest.mark.parametrize("where", ["plain", "networkx", *ELSEWHERE])
def test_claims_are_found_by_what_they_join(where: str, places: Callable[[str], Any]) -> None:
    found = {name: asked(places(where)) for name, (asked, _) in BY_CLAIM.items()}
    assert found == {name: expected for name, (_, expected) in BY_CLAIM.items()}


@pytest.mark.parametrize("where", ELSEWHERE)
def test_every_record_is_the_one_that_the_packs_give(
    where: str, places: Callable[[str], Any], graph: KnowledgeGraph
) -> None:
    for name, look_up in WHOLE.items():
        expected = look_up(graph)
        assert expected, f"{name}: compares nothing"
        assert look_up(places(where)) == expected, name


@pytest.mark.parametrize("where", ELSEWHERE)
def test_what_is_not_there_is_told_alike(where: str, places: Callable[[str], Any]) -> None:
    there = places(where)
    for look_up in (there.entity, there.claim, there.sources.__getitem__, there.phrase):
        for name in ("nothing-of-the-kind", "a> . DROP ALL #", ""):
            with pytest.raises(KeyError):
                look_up(name)
    with pytest.raises(NoSuchEntityError, match="“gluteus medius”"):
        there.find("gluteus mediuss")


@pytest.mark.parametrize("where", ELSEWHERE)
@pytest.mark.parametrize(
    "question",
    [
        "Which muscles of the thigh extend the knee?",
        "Which nerve supplies the muscles that the clamshell targets?",
        "How does a weak gluteus medius lead to knee pain?",
        "What does the article say about the pistol squat?",
        "Who disputes that femoral internal rotation leads to knee pain?",
        "What do the gluteus medius and the gluteus minimus share?",
        "which muscel extends the kneee",
        "Which claims about knee pain are contested?",
    ],
)
def test_a_question_in_plain_words_has_the_same_answer(
    question: str, where: str, places: Callable[[str], Any]
) -> None:
    here, there = places("plain"), places(where)
    assert reply_view(there, ask(there, question)) == reply_view(here, ask(here, question))


def test_a_denial_is_not_proved_on_a_server(places: Callable[[str], Any]) -> None:
    there = places("oxigraph")
    reply = ask(there, "Which muscles of the thigh are not innervated by the femoral nerve?")
    assert reply.outcome is not None
    assert reply.outcome.answers == []
    assert "adductor-longus" in reply.outcome.open
    assert "on a server" in "".join(reply.outcome.remarks)


def test_a_server_that_ends_its_answers_early_is_asked_again(
    places: Callable[[str], Any], graph: KnowledgeGraph
) -> None:
    for where, look_up in (
        ("oxigraph", lambda graph: graph.claims(relation="influences")),
        ("oxigraph", lambda graph: graph.search("hip")),
        ("virtuoso", lambda graph: graph.of_class("Nerve")),
    ):
        there = SparqlGraph(Stingy(places(where)._fetch, 31))
        assert look_up(there) == look_up(graph)
    with pytest.raises(UnusableServerError, match="sends only 2 rows at a time"):
        SparqlGraph(Stingy(places("oxigraph")._fetch, 2)).claim("article-c18")


def random_look_ups(graph: KnowledgeGraph, number: int) -> list[Ask]:
    rng = random.Random(20_261)
    entities, sources = sorted(graph.entities), sorted(graph.sources)
    relations = sorted(graph.vocabulary.relations)
    all_claims = graph.claims()

    def one() -> Ask:
        some, kind = rng.choice(all_claims), rng.randrange(6)
        if kind == 0:
            given_ = {
                "subject": some.subject,
                "relation": some.relation,
                "object": some.object,
                "status": some.status,
                "source": some.source,
            }
            chosen = {key: given_[key] for key in sorted(given_) if rng.random() < 0.6} or {
                "source": some.source
            }
            return lambda graph: graph.claims(**chosen)
        if kind == 1:
            relation, end = rng.choice(relations), rng.choice(entities)
            return lambda graph: (graph.claims(subject=end, relation=relation), graph.neighbours(end))
        if kind == 2:
            ends, relation = rng.sample(entities, 4), rng.choice(("influences", "belongsTo", some.relation))
            return lambda graph: (graph.leaving(ends, relation), graph.entering(ends, relation))
        if kind == 3:
            name = rng.choice(rng.choice(list(graph.entities.values())).names).upper()
            return lambda graph: (graph.find(name), graph.search(name))
        if kind == 4:
            source, state = rng.choice(sources), rng.choice(list(Status))
            return lambda graph: (graph.claims(source=source, status=state), graph.sources[source])
        start, end = rng.sample(entities, 2)
        return lambda graph: (graph.about(start), causal_chains(graph, start, end, max_steps=4))

    return [one() for _ in range(number)]


@pytest.mark.parametrize(("where", "number"), [("oxigraph", 60), ("virtuoso", 30)])
def test_look_ups_drawn_by_lot_come_out_the_same(
    where: str, number: int, places: Callable[[str], Any], graph: KnowledgeGraph
) -> None:
    for place, look_up in enumerate(random_look_ups(graph, number)):
        assert look_up(places(where)) == look_up(graph), f"look-up {place}"


def test_rdflib_gives_the_same_records(few: KnowledgeGraph) -> None:
    """Over a small part of the graph: it takes seconds for each query over the whole."""
    there = SparqlGraph(RdflibHere(few.to_rdf()))
    for name, look_up in WHOLE.items():
        assert look_up(there) == look_up(few), name
    for name in ("weak gluteus medius", "KNEE-PAIN"):
        assert there.find(name) == few.find(name)
    assert there.claim("article-c18") == few.claim("article-c18")
    assert there.neighbours("knee-pain") == few.neighbours("knee-pain") == ["femoral-internal-rotation"]
    assert dict(there.sources) == dict(few.sources)
    assert there.search("\\u0022 rotation") == []


def test_the_queries_of_the_cookbook_come_out_the_same_on_a_real_server(graph: KnowledgeGraph) -> None:
    there, here = virtuoso.shared(graph).endpoint(timeout=60.0), OxigraphHere(to_ntriples(graph)).store
    different = []
    for path in sorted(COOKBOOK.glob("*.rq")):
        query = read_query(path.read_text("utf-8"), PREFIXES)
        answer, expected = there.answer(query, timeout=60.0, limit=NO_LIMIT), here.query(query.whole)
        if isinstance(answer, Truth):
            same = answer.value == bool(expected)
        elif isinstance(answer, Triples):
            same = set(answer.triples) == set(expected)  # type: ignore[arg-type]
        else:
            same = in_words(answer.rows) == in_words(expected) != []
        if not same:
            different.append(path.name)
    assert different == []


def in_words(rows: Iterable[Iterable[Any]]) -> list[list[str]]:
    """Return rows without languages and types: an average is a decimal here and a float there."""
    return sorted([str(getattr(term, "value", term)) for term in row] for row in rows)


HOSTILE = [
    'say "ah"',
    "it's \\ back",
    "\\u0022 UNION",
    "\\\\U00000022",
    "a> . DROP ALL #",
    "} # {",
    "Straße",
    "ÉPAULE",
    "µ-opioid ﬁbre",
    "ς and Σ",
    "膝",
    "?x $y",
    "'''",
]


def one_named(graph: KnowledgeGraph, *names: str) -> KnowledgeGraph:
    """Return a graph with an entity of each name."""
    made = world(graph, claim("muscle performs right")._replace(id="one"))
    extra = tuple(
        entity(f"named-{place}")._replace(cls="Muscle", label=name) for place, name in enumerate(names)
    )
    return KnowledgeGraph(replace(made.content, entities=(*made.content.entities, *extra)))


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]), min_size=1, max_size=12))
@example("\\u0022")
@example("ß")
@example("ﬁ")
def test_any_name_is_found_by_itself_whatever_is_in_it(graph: KnowledgeGraph, name: str) -> None:
    small = one_named(graph, name)
    there = SparqlGraph(OxigraphHere(to_ntriples(small)))
    for asked in (name, name.upper()):
        try:
            expected = small.find(asked).id
        except NoSuchEntityError:
            continue
        assert there.find(asked).id == expected
    assert [each.id for each in there.search(name)] == [each.id for each in small.search(name)]


def test_hostile_names_are_names_to_a_real_server_too(graph: KnowledgeGraph) -> None:
    small = one_named(graph, *HOSTILE)
    server = virtuoso.shared(graph)
    for door in ({}, {"update": f"{server.url}-auth"}):
        server.publisher("https://example.org/hostile/", **door).publish(to_ntriples(small))
        there = SparqlGraph(server.endpoint("https://example.org/hostile/"))
        for place, name in enumerate(HOSTILE):
            assert there.find(name).id == f"named-{place}", name
            assert there.entity(f"named-{place}").label == name
            assert there.search(name) == small.search(name)
            assert there.claims(subject=name) == []


def test_a_relation_without_a_phrase_of_ours_is_told_by_its_label(graph: KnowledgeGraph) -> None:
    schema = to_ntriples(one_named(graph)).replace(b"schema#performs>", b"schema#serenades>")
    schema = schema.replace(b"schema#claimedPerforms>", b"schema#claimedSerenades>")
    phrase = SparqlGraph(OxigraphHere(schema)).phrase("serenades")
    assert phrase.singular == graph.vocabulary.relations["performs"].label


def test_an_engine_that_reasons_gives_no_entity_twice(graph: KnowledgeGraph) -> None:
    """An engine with RDFS inference says of a muscle that it is of every class above, too."""
    engine = OxigraphHere(to_ntriples(one_named(graph, "soleus")))
    engine.store.update(
        """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        INSERT { ?each a ?upper } WHERE { ?each a ?class . ?class rdfs:subClassOf+ ?upper }"""
    )
    assert [each.cls for each in SparqlGraph(engine).search("soleus")] == ["Muscle"]
