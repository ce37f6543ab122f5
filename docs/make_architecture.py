"""Draw docs/architecture.svg, once it agrees with who imports whom: python docs/make_architecture.py.

The rooms and what flows between them stand below. They are held against the imports: each package has its
room, each arrow joins two rooms of which one imports the other, and each import has a way along the arrows.
The order of the layers themselves is held by import-linter.
"""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PICTURE = Path(__file__).with_name("architecture.svg")
HERE = f"docs/{Path(__file__).name}"


class Room(NamedTuple):
    """Packages that stand together, the house they are in, and what they do; `|` ends a line."""

    packages: tuple[str, ...]
    house: str
    does: str


ROOMS = {
    "ontology": Room(("ontology",), "ontology", "packs, vocabulary,|phrases, shapes"),
    "authoring": Room(("kg.authoring", "kg.foreign"), "kg", "a pack from an article,|or from others' graphs"),
    "packs": Room(("kg.packs", "kg.checks"), "kg", "YAML to a model,|what has to hold"),
    "kg": Room(("kg",), "kg", "the graph, chains, words,|what is false"),
    "rdf": Room(("kg.rdf",), "kg", "the model as RDF,|and back"),
    "sparql": Room(("kg.sparql",), "kg", "queries,|servers"),
    "ask": Room(("kg.ask",), "kg", "plain words|to a pattern"),
    "export": Room(("kg.export",), "kg", "one file a format"),
    "look": Room(("kg.commands",), "kg", "one file a command"),
    "patterns": Room(("quiz.patterns",), "quiz", "one file|a question type"),
    "lint": Room(("quiz.lint", "quiz.verify"), "quiz", "rules of writing,|proofs once more"),
    "quiz": Room(("quiz",), "quiz", "banks, sessions,|exams, line mode"),
    "learner": Room(("quiz.learner",), "quiz", "answer log, memory,|plan, mastery"),
    "questions": Room(("quiz.export",), "quiz", "one file a format"),
    "results": Room(("quiz.results",), "quiz", "what a class answered"),
    "study": Room(("quiz.commands",), "quiz", "one file a command"),
    "tui": Room(("quiz.actions", "quiz.tui"), "quiz", "keys, screens,|widgets"),
}

# What flows from one room to another.
FLOWS = {
    ("ontology", "kg"): "YAML, Turtle",
    ("ontology", "authoring"): "cue words",
    ("authoring", "packs"): "a new pack",
    ("packs", "kg"): "records",
    ("kg", "rdf"): "model",
    ("rdf", "sparql"): "triples",
    ("rdf", "export"): "Turtle …",
    ("kg", "ask"): "graph",
    ("kg", "export"): "claims",
    ("sparql", "export"): "a part",
    ("ask", "export"): "a part",
    ("ask", "look"): "answers",
    ("export", "look"): "files",
    ("kg", "patterns"): "facts, proofs",
    ("kg", "lint"): "the same, read anew",
    ("patterns", "quiz"): "items",
    ("lint", "quiz"): "verdicts on them",
    ("quiz", "learner"): "answers",
    ("quiz", "questions"): "banks, papers",
    ("questions", "results"): "what was asked",
    ("learner", "results"): "measures",
    ("look", "quiz"): "commands",
    ("quiz", "study"): "items",
    ("study", "tui"): "opens it",
    ("results", "study"): "figures",
    ("quiz", "tui"): "session",
    ("learner", "tui"): "what is due",
    ("questions", "tui"): "files",
    ("ask", "tui"): "answers",
    ("export", "tui"): "pictures, files",
}

# What is written at a house's edge, and which edge: the arrows leave it free.
TITLES = {"kg": ("kg knows no quiz", "t"), "quiz": ("only quiz.tui knows the screen", "b")}
LOOKS = {
    "ontology": 'style="filled" fillcolor="#fff3d6"',
    "kg": 'style="filled,rounded" fillcolor="#dcecfa"',
    "quiz": 'style="filled,rounded" fillcolor="#e3f3e1"',
}


def room_of(module: str) -> str:
    """Return the room of a module: that of the nearest package around it."""
    homes = {package: name for name, room in ROOMS.items() for package in room.packages}
    while module not in homes:
        module = module.rpartition(".")[0]
    return homes[module]


def imports() -> dict[tuple[str, str], str]:
    """Return, for each two rooms of which the first imports the second, one import that shows it."""
    import grimp

    found: dict[tuple[str, str], str] = {}
    graph = grimp.build_graph("ontology", "kg", "quiz")
    for module in sorted(graph.modules):
        for imported in sorted(graph.find_modules_directly_imported_by(module)):
            ends = room_of(module), room_of(imported)
            if ends[0] != ends[1]:
                found.setdefault(ends, f"{module} imports {imported}")
    return found


def packages() -> set[str]:
    """Return the packages that a picture of this size shows: the three, and those right below them."""
    root = PICTURE.parents[1]
    inside = (each.parent for name in ("kg", "quiz") for each in root.glob(f"{name}/*/__init__.py"))
    below = {f"{folder.parent.name}.{folder.name}" for folder in inside}
    return {"ontology", "kg", "quiz"} | below


def faults(imported: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """Yield in what the picture differs from the code, and what to do about it."""
    shown = {package for room in ROOMS.values() for package in room.packages}
    for package in sorted(packages() - shown):
        yield f"{package} is in no room: add it to ROOMS in {HERE}."
    for package in sorted(shown - packages()):
        yield f"{package} is no package any more: take it out of ROOMS in {HERE}."
    for one, other in FLOWS:
        if not {(one, other), (other, one)} & imported.keys():
            yield f"Neither of {one} and {other} imports the other: take the arrow out of FLOWS in {HERE}."
    for (one, other), why in imported.items():
        if not {one, other} & (_after(one) & {other} | _after(other) & {one}):
            yield f"{why}, and no way leads from {one} to {other} or back: add an arrow to FLOWS in {HERE}."


def _after(room: str) -> set[str]:
    """Return the rooms that the arrows lead to from a room."""
    found: set[str] = set()
    edge = {room}
    while edge:
        edge = {other for one, other in FLOWS if one in edge} - found
        found |= edge
    return found


def source() -> str:
    """Return the picture as DOT."""
    lines = [
        "digraph architecture {",
        # A ground of its own, so that it can be read on a dark page too.
        'graph [bgcolor="white" nodesep=0.25 ranksep=0.4 pad=0.2 fontname="Helvetica" fontsize=15]',
        'node [shape=box margin="0.12,0.07" fontname="Helvetica" fontsize=13 fontcolor="#111111"]',
        'edge [arrowsize=0.7 color="#444444" fontname="Helvetica" fontsize=11 fontcolor="#333333"]',
        *_room("ontology"),
    ]
    for house, (title, edge) in TITLES.items():
        lines += [
            f"subgraph cluster_{house} {{",
            f'label="{title}" labelloc="{edge}" labeljust="l" style="dashed" color="#777777"',
        ]
        for name, room in ROOMS.items():
            if room.house == house:
                lines += _room(name)
        lines.append("}")
    lines += [f'{one} -> {other} [label=" {words} "]' for (one, other), words in FLOWS.items()]
    return "\n".join([*lines, "}", ""])


def _room(name: str) -> list[str]:
    room = ROOMS[name]
    packages = "<br/>".join(f"<b>{escape(package)}</b>" for package in room.packages)
    does = escape(room.does).replace("|", "<br/>")
    return [f'{name} [{LOOKS[room.house]} label=<{packages}<br/><font point-size="11">{does}</font>>]']


if __name__ == "__main__":
    from kg.graphviz import draw

    if found := list(faults(imports())):
        sys.exit("\n".join(found))
    PICTURE.write_bytes(draw(source().encode(), "svg"))
