"""What the documents show is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.checks.run import check_all
from kg.files import bundled_packs

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
