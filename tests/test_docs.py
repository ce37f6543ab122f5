"""What the documents show is true."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from kg.checks.run import check_all
from kg.files import bundled_packs
from quiz.cli import cli

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).parents[1] / "docs"


def test_the_pack_in_the_guide_has_no_fault() -> None:
    page = (DOCS / "packs.md").read_text("utf-8")
    (pack,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    pack = pack.replace("(the text's own, from sha256sum)", "0" * 64)
    faults = [
        str(fault) for check in check_all([*bundled_packs(), ("guide.yaml", pack)]) for fault in check.faults
    ]
    assert faults == []


def test_the_readme_begins_with_the_two_commands() -> None:
    head = (DOCS.parent / "README.md").read_text("utf-8").splitlines()[:20]
    assert "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/myograph" in head
    assert "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/pytest" in head


def test_every_dependency_is_explained() -> None:
    import tomllib

    project = tomllib.loads((DOCS.parent / "pyproject.toml").read_text("utf-8"))["project"]
    told = (DOCS.parent / "CONTRIBUTING.md").read_text("utf-8")
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = [re.split(r"[<>=\[]", each)[0] for each in wanted]
    assert [name for name in names if name not in told and not name.startswith("types-")] == []


def test_every_package_that_is_imported_is_declared() -> None:
    """One that comes with another goes when that one does without it."""
    import ast
    import sys
    import tomllib
    from importlib.metadata import packages_distributions

    house = DOCS.parent
    project = tomllib.loads((house / "pyproject.toml").read_text("utf-8"))["project"]
    optional = project["optional-dependencies"]
    wanted = [*project["dependencies"], *(each for name in ("anki", "pdf") for each in optional[name])]
    declared = {re.split(r"[<>=\[]", each)[0].casefold() for each in wanted}
    imported: set[str] = set()
    for file in (each for room in ("kg", "quiz", "ontology") for each in (house / room).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {each.name.partition(".")[0] for each in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                imported.add((node.module or "").partition(".")[0])
    theirs = imported - set(sys.stdlib_module_names) - {"kg", "quiz", "ontology"}
    homes = packages_distributions()
    assert [name for name in theirs if declared.isdisjoint(each.casefold() for each in homes[name])] == []


def test_every_page_and_every_folder_is_told_of() -> None:
    pages = {page.name for page in DOCS.glob("*.md")} - {"README.md"}
    told = (DOCS / "README.md").read_text("utf-8")
    assert {*re.findall(r"\]\(([a-z-]+\.md)\)", told)} == pages
    for folder in (DOCS, DOCS.parent / "tests"):
        told = (folder / "README.md").read_text("utf-8")
        inside = [each.name for each in folder.iterdir() if each.is_dir() and each.name[0] not in "._"]
        assert [name for name in inside if f"`{name}/`" not in told] == []


@pytest.mark.parametrize("name", ["app", "content", "ontology"])
def test_a_page_that_is_made_is_what_its_script_writes(name: str) -> None:
    import runpy

    written = runpy.run_path(str(DOCS / f"make_{name}.py"))["page"]()
    same = (DOCS / f"{name}.md").read_text("utf-8") == written
    assert same, f"python docs/make_{name}.py writes it anew"


def test_the_readme_names_every_format_of_questions() -> None:
    from quiz.export import FORMATS

    told = (DOCS.parent / "README.md").read_text("utf-8")
    assert [form for form in FORMATS if f"`{form}`" not in told] == [], "in the row of `myograph bank export`"


def test_the_page_on_questions_has_a_row_for_every_type() -> None:
    from quiz.typenames import TYPE_NAMES

    rows = re.findall(
        r"^\| `([a-z-]+)` \| (\w+) \|", (DOCS / "questions.md").read_text("utf-8"), re.MULTILINE
    )
    assert rows == [(name, kind.level.value) for name, kind in TYPE_NAMES.items()], "as in quiz/typenames.py"


def test_the_examples_of_the_library_run() -> None:
    import doctest

    failed, run = doctest.testfile(str(DOCS / "api.md"), module_relative=False)
    assert (failed, run > 20) == (0, True)


def test_the_readme_counts_what_is_there() -> None:
    import kg
    from kg.model import Tier

    graph = kg.load()
    words = " ".join((DOCS.parent / "README.md").read_text("utf-8").split())
    tiers = [source.tier for source in graph.sources.values()]
    assert f"Together {len(graph.claims()):,} claims from {len(graph.sources)} sources" in words
    assert f"from {tiers.count(Tier.REFERENCE)} references" in words
    assert f"what {tiers.count(Tier.STUDY)} studies and reviews found" in words


def test_every_class_and_relation_is_on_the_page() -> None:
    import kg

    page = (DOCS / "ontology.md").read_text("utf-8")
    vocabulary = kg.load().vocabulary
    assert [
        name for name in (*vocabulary.classes, *vocabulary.relations) if f"`myo:{name}`" not in page
    ] == []


def test_the_pages_and_the_commands_name_the_same_commands_and_options() -> None:
    """What is typed after `myograph` in backticks and blocks is there; a row of the README can be typed."""
    pages = [DOCS.parent / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")]
    wrong = []
    for page in (*pages, *sorted(DOCS.glob("*.md"))):
        for typed in _typed(page.read_text("utf-8")):
            command, words = _named(typed.partition("  #")[0].split())
            found = (re.match(r"--?[a-z][a-z-]*", word.strip("[(…")) for word in words)
            options = [each[0] for each in found if each]
            has = {
                "--help",
                *(name for each in command.params for name in (*each.opts, *each.secondary_opts)),
            }
            wrong += [f"{page.name}: {typed}: there is no {name}" for name in options if name not in has]
            if isinstance(command, click.Group) and words and words[0].isalpha() and words[0].islower():
                wrong.append(f"{page.name}: {typed}: there is no command {words[0]}")
            needed = [each.opts for each in command.params if each.required and each.opts[0][0] == "-"]
            if options and page.name == "README.md":
                wrong += [f"{typed}: it needs {names[-1]}" for names in needed if not {*names} & {*options}]
    assert wrong == []


def test_every_option_is_told_in_a_page() -> None:
    told = "".join(page.read_text("utf-8") for page in (DOCS.parent / "README.md", *DOCS.glob("*.md")))
    words = {*re.findall(r"(?<![\w-])--?[a-z][a-z-]*", told)}
    missing = [
        f"myograph {' '.join(path)} {each.opts[-1]}"
        for path, command in _commands((), cli)
        for each in command.params
        if isinstance(each, click.Option) and words.isdisjoint(each.opts)
    ]
    assert missing == []


def _typed(page: str) -> Iterator[str]:
    """Yield what a page has after `myograph`: in backticks, and in blocks to be typed."""
    blocks = re.findall(r"^```(?:sh|console)\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    lines = [line for block in blocks for line in block.replace("\\\n", " ").splitlines()]
    for text in (*re.findall(r"`([^`\n]+)`", page), *lines):
        if found := re.search(r"(?:^|[\s/])myograph ([^|;>]+)", text):
            yield found[1]


def _named(words: list[str]) -> tuple[click.Command, list[str]]:
    """Return the command that words begin with, and the words after its name."""
    command: click.Command = cli
    while words and isinstance(command, click.Group):
        below = command.get_command(click.Context(command), words[0])
        if below is None:
            break
        command, words = below, words[1:]
    return command, words


def _commands(
    path: tuple[str, ...], command: click.Command
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    if not isinstance(command, click.Group):
        yield path, command
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        below = command.get_command(context, name)
        assert below is not None
        yield from _commands((*path, name), below)
