"""The whole bank as QTI, read, answered and scored in a browser by a program that is not ours.

    PYTHONPATH=tests python -m benchmarks.qti [--schemas FOLDER]

It needs Chromium, Node and `npm ci` in tests/clients, and takes about three minutes. What differs from our
own items and grades is listed, and the exit code is 1 then. `--schemas` checks each file by xmllint too; no
registry of packages has the schemas, so the folder is that of a checkout of github.com/oat-sa/qti-sdk:
`src/qtism/data/storage/xml/schemes`. Of version 3.0 it has the profile of SBAC, which is narrower than the
standard, and what that takes from MathML and SSML, which we do not use, is left unchecked.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from zipfile import ZipFile

from browser import browser
from qtiplayer import converted, differences, items_in, opened, played

import kg
from benchmarks.page import table
from kg.fingerprint import fingerprint
from quiz.bank import build
from quiz.export import Chosen, write
from quiz.takeaway import facts_of

SEED = 1
# The schemas of items and tests, and of the manifest.
SCHEMAS = {
    "qti": ("qtiv3p0/imsqti_asiv3p0_sbacv1p0_v1p0.xsd", "qtiv3p0/imsqtiv3p0_imscpv1p2_v1p0.xsd"),
    "qti21": ("qtiv2p1/imsqti_v2p1.xsd", "imscp_v1p1.xsd"),
}
FOREIGN = ("http://www.w3.org/1998/Math/MathML", "http://www.w3.org/2001/10/synthesis")
FILES_AT_ONCE = 500


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--schemas", type=Path, metavar="FOLDER")
    schemas: Path | None = parser.parse_args().schemas
    graph = kg.load()
    bank = build(graph, SEED)
    chosen = Chosen(SEED, fingerprint(graph), tuple(bank.items), facts=facts_of(graph, bank.items))
    faults: list[str] = []
    rows = [_measured(chosen, form, schemas, faults) for form in SCHEMAS]
    head = [
        "format",
        "items",
        "answers",
        "bytes",
        "s to write",
        "s to play",
        "items that differ",
        "invalid files",
    ]
    print("\n".join(table(head, rows)))
    print("\n".join(faults[:50]))
    sys.exit(bool(faults))


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


if __name__ == "__main__":
    main()
