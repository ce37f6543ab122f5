"""The whole bank as QTI, read, answered and scored in a browser by a program that is not ours.

It needs Chromium, Node and `npm ci` in tests/clients. What differs from our own items and grades is counted
and listed. With a folder of schemas xmllint checks each file, too; no registry of packages has them, so it
is that of a checkout of github.com/oat-sa/qti-sdk: `src/qtism/data/storage/xml/schemes`. Of version
3.0 it has the profile of SBAC, which is narrower than the standard, and what that takes from MathML and SSML,
which we do not use, is left unchecked.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from browser import browser
from qtiplayer import converted, differences, items_in, opened, played

import kg
from benchmarks.figures import Budget, Found
from benchmarks.page import prose, table
from kg.fingerprint import fingerprint
from quiz.bank import build
from quiz.claimfacts import facts_of
from quiz.export import Chosen, write

if TYPE_CHECKING:
    from benchmarks.figures import Setting

__all__ = ["measure"]

SEED, QUICK, SHOWN = 1, 10, 10
# The schemas of items and tests, and of the manifest.
SCHEMAS = {
    "qti": ("qtiv3p0/imsqti_asiv3p0_sbacv1p0_v1p0.xsd", "qtiv3p0/imsqtiv3p0_imscpv1p2_v1p0.xsd"),
    "qti21": ("qtiv2p1/imsqti_v2p1.xsd", "imscp_v1p1.xsd"),
}
FOREIGN = ("http://www.w3.org/1998/Math/MathML", "http://www.w3.org/2001/10/synthesis")
FILES_AT_ONCE = 500


def measure(setting: Setting) -> Found:
    """Play the bank in both versions, and return the table."""
    graph = kg.load()
    items = build(graph, SEED).items
    items = items[: setting.pick(len(items), QUICK)]
    chosen = Chosen(SEED, fingerprint(graph), items, facts=facts_of(graph, items))
    faults: list[str] = []
    rows = []
    for form in SCHEMAS:
        setting.progress(form)
        rows.append(_measured(chosen, form, setting.schemas, faults))
    head = [
        "format", "items", "answers", "bytes", "s to write", "s to play", "items that differ",
        "invalid files",
    ]  # fmt: skip
    lines = prose(
        """
        Each question is played in Chromium by npm’s `@citolab/qti-components` (version 2.1 is turned into 3.0
        by `@citolab/qti-convert` before), answered in every way that our own grading tells apart, and held
        against our own item and points. *Invalid files* are those of which xmllint says so, where the schemas
        were given (`--schemas`).
        """
    )
    lines += [*table(head, rows), "", *(f"- {fault}" for fault in faults[:SHOWN])]
    what = "questions that another program reads or scores otherwise, and invalid files"
    return Found(lines, [Budget(what, len(faults), 0, str(len(faults)), "0", aim=True)], [], str(SEED))


def _measured(chosen: Chosen, form: str, schemas: Path | None, faults: list[str]) -> list[str]:
    began = time.perf_counter()
    package = write(chosen, form)
    written = time.perf_counter() - began
    xml = items_in(package)
    if form == "qti21":
        xml = dict(zip(xml, converted(list(xml.values())), strict=True))
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, browser(Path(folder)) as window:
        found = played(opened(window, Path(folder)), xml, chosen.items)
    took = time.perf_counter() - began
    told = {
        item.id: differences(item, each, chosen.facts) for item, each in zip(chosen.items, found, strict=True)
    }
    differing = {name: each for name, each in told.items() if each}
    faults += [f"{form}: {name}: {'; '.join(each)}" for name, each in differing.items()]
    scores = Counter(len(each["answers"]) for each in found)
    answers = sum(number * times for number, times in scores.items())
    invalid = "-"
    if schemas is not None:
        wrong = _invalid(package, form, schemas)
        faults += [f"{form}: {each}" for each in wrong]
        invalid = str(len(wrong))
    times = f"{written:.1f}", f"{took:.0f}"
    return [
        form,
        f"{len(found):,}",
        f"{answers:,}",
        f"{len(package):,}",
        *times,
        str(len(differing)),
        invalid,
    ]


def _invalid(package: bytes, form: str, schemas: Path) -> list[str]:
    """Return what xmllint says of the files of a package that are not valid."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "schemas"
        subprocess.run(["cp", "-r", schemas, copy], check=True)
        items, manifest = (copy / name for name in SCHEMAS[form])
        _stub_foreign(items)
        (Path(folder) / "package.zip").write_bytes(package)
        with ZipFile(Path(folder) / "package.zip") as zipped:
            zipped.extractall(folder)
            files = [Path(folder) / name for name in zipped.namelist()]
        found = _told_by_xmllint(manifest, files[:1])
        for begin in range(1, len(files), FILES_AT_ONCE):
            found += _told_by_xmllint(items, files[begin : begin + FILES_AT_ONCE])
        return found


def _stub_foreign(schema: Path) -> None:
    """Put an empty schema in the place of each whose elements a schema names but which lacks them."""
    text = schema.read_text("utf-8")
    for namespace, place in re.findall(r'<xs:import namespace="([^"]+)" schemaLocation="([^"]+)"', text):
        prefix = re.search(rf'xmlns:(\w+)="{re.escape(namespace)}"', text)
        if namespace in FOREIGN and prefix is not None:
            names = sorted(set(re.findall(rf'ref="{prefix[1]}:([\w-]+)"', text)))
            elements = "".join(f'<xs:element name="{name}"/>' for name in names)
            (schema.parent / place).write_text(
                f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{namespace}">'
                f"{elements}</xs:schema>",
                "utf-8",
            )


def _told_by_xmllint(schema: Path, files: list[Path]) -> list[str]:
    done = subprocess.run(
        ["xmllint", "--noout", "--nonet", "--schema", schema, *files],
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stderr.splitlines()
    if done.returncode == 0:
        return []  # what is said then is a warning about a schema
    wrong = [line for line in lines if not line.endswith(" validates")]
    return wrong or [f"{schema.name}: xmllint ended with {done.returncode}"]
