"""A quiz of one's own: what is typed, the command that repeats it, and the names of the types."""

from __future__ import annotations

import re
import shlex
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hostile import LABELS, hostile

from kg.completion import typed_name
from kg.part import around
from kg.portion import FieldError, Portion, command, file_name
from kg.scope import NothingLeftError
from quiz.patterns import PATTERNS
from quiz.session import Mode
from quiz.tailored import Tailored, commands, preview, tailored
from quiz.typenames import TYPE_NAMES

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.bank import Bank


def no_bank() -> Bank:
    raise AssertionError("no bank is needed here")


def test_every_type_has_its_name_and_its_level(bank: Bank) -> None:
    assert set(TYPE_NAMES) == set(PATTERNS), "each type has its words and level in quiz/typenames.py"
    assert {(item.type, item.bloom) for item in bank.items} == {
        (name, kind.level) for name, kind in TYPE_NAMES.items()
    }


def test_the_name_of_a_type_names_no_kind_that_a_question_of_it_does_not_ask_for(bank: Bank) -> None:
    """“Which muscle it is” once stood under a question for what leads to shortened chest muscles."""
    for item in bank.items:
        for kind in {"muscle", "nerve", "origin", "exercise", "movement"} & set(
            re.findall("[a-z]+", TYPE_NAMES[item.type].words)
        ):
            assert kind in item.stem, item.id
    # Of two sources that are compared, both may say the same.
    assert any(item.answer.startswith("Both:") for item in bank.items if item.type == "disagreement")
    assert "disagree" not in TYPE_NAMES["disagreement"].words


def test_what_is_typed_becomes_what_is_wanted(graph: KnowledgeGraph) -> None:
    usual = {"number": "10", "topic": "", "source": "", "types": [], "level": None, "seed": "", "minutes": ""}
    quiz = tailored(graph, **usual, by_chance=5, exam=False)  # type: ignore[arg-type]
    assert quiz == Tailored(10, None, (), None, 5)
    exam = tailored(graph, **(usual | {"seed": "7"}), by_chance=5, exam=True)  # type: ignore[arg-type]
    assert (exam.seed, exam.minutes, exam.request.mode) == (7, 15.0, Mode.EXAM)
    named = tailored(graph, **(usual | {"source": " the  Article"}), by_chance=5, exam=False)  # type: ignore[arg-type]
    assert (named.source, named.request.source) == ("article", "article")
    assert commands(graph, named) == ["myograph quiz --source article -n 10 --seed 5"]
    assert {part.wanted.source for part in replace(named, types=("cloze", "match")).request.parts} == {
        "article"
    }
    for field, text in (
        ("number", "²"), ("number", "1e2"), ("seed", "-1"), ("minutes", "nan"), ("source", "artcle"),
    ):  # fmt: skip
        with pytest.raises(FieldError) as fault:
            tailored(graph, **(usual | {field: text}), by_chance=5, exam=True)  # type: ignore[arg-type]
        assert fault.value.field == field


def test_fewer_questions_than_wanted_are_told_with_the_reason(graph: KnowledgeGraph) -> None:
    few = preview(graph, Tailored(100, "knee-pain", ("why-chain",), None, 1), (), no_bank)
    assert 0 < len(few.items) < 100
    assert few.told.startswith(f"Only {len(few.items)} of 100 can be made, because ")
    assert "about “knee pain”, of type why-chain" in few.told
    whole = preview(graph, Tailored(2, None, (), None, 1), (), no_bank)
    assert whole.told == "2 of 2 found."
    without = {claim for item in whole.items for claim in item.claims}
    other = preview(graph, Tailored(2, None, (), None, 1), without, no_bank)
    assert without.isdisjoint(claim for item in other.items for claim in item.claims)
    none = preview(graph, Tailored(2, None, ("cloze", "match"), "apply", 1), (), no_bank)
    assert none.items == ()
    assert none.told == (
        "None can be made: you chose level “apply”, and cloze is at level “remember”, "
        "match is at level “understand”."
    )


def test_commands_name_things_so_that_they_are_found_again(graph: KnowledgeGraph) -> None:
    odd = hostile(graph)
    assert set(LABELS) <= {entity.label for entity in odd.entities.values()}
    for entity in odd.entities:
        assert odd.find(typed_name(odd, entity)).id == entity
        line = shlex.split(command(odd, Portion(around=entity, depth=2), "dot", "a b.dot"))
        assert line == [
            "myograph", "export", "--around", typed_name(odd, entity), "--depth", "2", "-f", "dot",
            "-o", "a b.dot",
        ]  # fmt: skip
        made, taken = commands(odd, Tailored(4, entity, ("cloze", "match"), None, 2, 3.5))
        assert shlex.split(made)[4] == typed_name(odd, entity)
        assert taken == "myograph exam --minutes 3.5 --course quiz.yaml"
        course = Tailored(4, entity, ("cloze",), None, 2).course(odd)
        assert "\n" not in course.title


def test_a_part_is_what_its_command_writes(graph: KnowledgeGraph) -> None:
    assert Portion().of(graph) is graph
    assert command(graph, Portion(query="ASK { }"), "dot", "x") == (
        "myograph export --query 'ASK { }' -f dot -o x"
    )
    near = around(graph, "knee-pain", 1)
    query = "SELECT ?claim { ?claim a myo:Claim ; myo:status ?status FILTER(STR(?status) != '') }"
    part = Portion(query=query, statuses=("contested",)).of(near)
    assert {claim.id for claim in part.claims()} == {
        claim.id for claim in near.claims() if claim.status == "contested"
    }
    with pytest.raises(NothingLeftError):
        Portion(around="knee-pain", statuses=("draft",)).of(graph)


def test_the_name_of_a_file_holds_no_folder_and_is_not_too_long() -> None:
    assert file_name(Portion(around="../a b"), "turtle") == "a-b.ttl"
    assert file_name(Portion(around="..."), "turtle") == "myograph.ttl"
    assert len(file_name(Portion(ends=("x" * 300, "y")), "svg")) < 80
