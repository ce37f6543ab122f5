"""What an author overlooks: marks that say too much, things without a claim, quotes without a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from kg.checks.run import check_all
from kg.commands.check import check

if TYPE_CHECKING:
    from pathlib import Path


def faults(pack: str) -> list[str]:
    return [str(fault) for each in check_all([("a.yaml", pack)]) for fault in each.faults]


def notes(pack: str) -> list[str]:
    return [note for each in check_all([("a.yaml", pack)]) for note in each.notes]


def test_a_mark_of_what_is_still_a_draft_is_a_fault(pack_text: str) -> None:
    """A draft counts as not said: the mark proved what the text says to be wrong."""
    draft = pack_text.replace("status: reported\n    ask: [attributed]", "status: draft\n    ask: []")
    (fault,) = faults(draft)
    assert "weak-arch is marked complete for influences, and ankles-1 is still a draft." in fault
    assert faults(draft.replace("[influences]", "[stateOf]")) == []


def test_what_an_author_may_have_overlooked_is_noted(pack_text: str) -> None:
    """Of what stood under a heading and was marked as told in full, the heading was proved a wrong answer."""
    pack = pack_text.replace(
        "entities:\n",
        """entities:
  idle: {class: Symptom, label: idle pain, definition: A pain that nothing is said of.}
  curl: {class: Exercise, label: toe curl, definition: Toes are curled.}
  walk: {class: Exercise, label: heel walk, definition: Walking on the heels.}
  heading: {class: Heading, label: “Ankles”, definition: A heading.}
""",
    ).replace(
        "complete:\n",
        """  ankles-2:
    subject: curl
    relation: alleviates
    object: toe-pain
    modality: can
    status: reported
    ask: [attributed]
    evidence:
      - {quote: can lead to toe, span: [19, 34], section: Ankles}
  ankles-3:
    subject: walk
    relation: filedUnder
    object: heading
    modality: is
    status: reported
    ask: [attributed]
    evidence:
      - note: It stands there.
complete:
  - {subject: curl, relations: [filedUnder]}
  - {subject: walk, relations: [filedUnder]}
""",
    )
    assert faults(pack) == []
    first, second = notes(pack)
    assert first.startswith(
        "a.yaml:53: all that curl is filed under is marked as told, and words on it stand under"
    )
    assert second.startswith("No claim is about idle. Say what the text claims, or delete")
    other = pack.replace("label: “Ankles”", "label: “Toes”")
    assert [note[:8] for note in notes(other)] == ["No claim"]


def test_quotes_without_a_place_are_counted_once_more(pack_text: str, tmp_path: Path) -> None:
    """Among two dozen of them the faults that mattered were lost."""
    quote = "      - quote: can lead to toe\n        section: Ankles\n"
    pack = tmp_path / "a.yaml"
    pack.write_text(
        pack_text.replace("        span: [19, 34]\n", "").replace("complete:", f"{quote}complete:")
    )
    told = CliRunner().invoke(check, [str(pack)]).stderr
    assert "2 quotes have no place yet: myograph fmt PACK --source-text FILE writes them all." in told
