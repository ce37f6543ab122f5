"""What the documents show is true."""

from __future__ import annotations

import re
from pathlib import Path

from kg.check import check_all
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


def test_the_page_on_the_vocabulary_is_what_its_script_writes() -> None:
    import runpy

    written = runpy.run_path(str(DOCS / "make_ontology.py"))["page"]()
    assert (DOCS / "ontology.md").read_text("utf-8") == written


def test_every_class_and_relation_is_on_the_page() -> None:
    import kg

    page = (DOCS / "ontology.md").read_text("utf-8")
    vocabulary = kg.load().vocabulary
    assert [
        name for name in (*vocabulary.classes, *vocabulary.relations) if f"`myo:{name}`" not in page
    ] == []
