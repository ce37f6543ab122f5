"""Checks of the graph that packs make together: where two claims that clash are told, and what to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.checks.graph import check_opposites, check_repeated
from kg.graph import KnowledgeGraph
from kg.packs.loading import content_of, read_packs

if TYPE_CHECKING:
    from kg.faults import Fault


def clashes(texts: dict[str, str]) -> list[Fault]:
    reader, phrases = read_packs(list(texts.items()))
    assert reader.log.faults == []
    graph = KnowledgeGraph(content_of(reader, phrases))
    assert check_repeated(graph, reader)[2] == []
    return check_opposites(graph, reader)[2]


@pytest.mark.parametrize("name", ["aaa", "zzz"])
@pytest.mark.parametrize("required", ["ankles", "ankles, feet"])
def test_a_clash_with_a_bundled_pack_is_told_of_ones_own(
    pack_text: str, name: str, required: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can write `contradicts` into a bundled pack; where it has to be required, that is said."""
    head = pack_text[: pack_text.index("sources:")].replace("pack: ankles", "pack: feet\nrequires: [ankles]")
    claims = pack_text[pack_text.index("claims:") : pack_text.index("complete:")]
    feet = head + claims.replace("ankles-1:", "feet-1:")
    plain = pack_text[: pack_text.index("claims:")] + "claims: {}\n"
    own = feet.replace("pack: feet", f"pack: {name}").replace("[ankles]", f"[{required}]")
    own = own.replace("feet-1:", f"{name}-1:").replace("relation: leadsTo", "relation: reduces")
    texts = {"ankles.yaml": plain, "feet.yaml": feet, "own.yaml": own}
    monkeypatch.setattr("kg.files.bundled_packs", lambda: (("ankles.yaml", plain), ("feet.yaml", feet)))
    (fault,) = clashes(texts)
    assert fault.file == "own.yaml"
    assert fault.message == f"Claims feet-1 and {name}-1 say the opposite of each other."
    assert "write contradicts: [feet-1]." in fault.hint
    assert (f"That needs feet among what {name} requires." in fault.hint) == ("feet" not in required)
