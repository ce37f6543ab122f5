"""What our terms are called elsewhere: mappings.sssom.tsv to the model (SSSOM, https://w3id.org/sssom).

Curated by hand: automatic mapping has been seen to go wrong in this very corner of anatomy.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from kg.faults import Fault, did_you_mean
from kg.model import Mapping
from kg.packs.registries import MATCHES, REGISTRIES

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.faults import FaultLog

__all__ = ["read_mappings"]

COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification",
    "author_label", "mapping_date",
)  # fmt: skip


def read_mappings(text: str, file: str, terms: Collection[str], log: FaultLog) -> list[Mapping]:
    """Return the mappings; faults go to `log`. `terms` are the ids that may be mapped: id:… and myo:…."""
    found: list[Mapping] = []
    exact: dict[tuple[str, str], str] = {}
    header: list[str] | None = None
    for line, row in enumerate(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE), 1):
        if not row or row[0].startswith("#"):
            continue
        if header is None:
            header = row
            if tuple(row) != COLUMNS:
                log.add(Fault("mappings", file, line, 1, f"The columns should be: {', '.join(COLUMNS)}."))
                return []
            continue
        log.looked("mappings")
        column = 1
        problems = _problems(row, terms)
        for place, message, hint in problems:
            column = 1 + len("\t".join(row[:place])) + (place > 0)
            log.add(Fault("mappings", file, line, column, message, hint))
        if problems:
            continue
        subject, _, predicate, object_, label, justification, author, date = row
        mapping = Mapping(
            subject, predicate.removeprefix("skos:"), object_, label, justification, author, date
        )
        if mapping.predicate == "exactMatch":
            registry = object_.partition(":")[0]
            for key in ((subject, registry), ("", object_)):
                other = exact.setdefault(key, f"{subject} {object_}")
                if other != f"{subject} {object_}":
                    hint = "One of the two can be a skos:closeMatch at most."
                    message = f"{subject} and {object_} are not one to one: there is {other} already."
                    log.add(Fault("mappings", file, line, 1, message, hint))
        found.append(mapping)
    return found


def _problems(row: list[str], terms: Collection[str]) -> list[tuple[int, str, str]]:
    """Return what is wrong with a row: the place of the value, a message, a hint."""
    if len(row) != len(COLUMNS):
        return [(0, f"This row has {len(row)} values, not {len(COLUMNS)}.", "Set them apart by tabs.")]
    subject, _, predicate, object_, _, justification, author, date = row
    found = []
    if subject not in terms:
        found.append((0, f"There is no term “{subject}”.", did_you_mean(subject, terms)))
    matches = [f"skos:{match}" for match in MATCHES]
    if predicate not in matches:
        hint = did_you_mean(predicate, matches) or "It can be: " + ", ".join(matches) + "."
        found.append((2, f"“{predicate}” is no kind of match.", hint))
    prefix, _, name = object_.partition(":")
    if prefix not in REGISTRIES:
        hint = "Known registries: " + ", ".join(REGISTRIES) + "."
        found.append((3, f"“{object_}” is of no registry that we know.", hint))
    elif not re.fullmatch(REGISTRIES[prefix][1], name):
        found.append((3, f"“{object_}” does not look like an identifier of {prefix}.", ""))
    if justification != "semapv:ManualMappingCuration":
        hint = "Write semapv:ManualMappingCuration once a person has looked at both terms."
        found.append((5, f"“{justification}” is no justification that we accept.", hint))
    if not author.strip():
        found.append((6, "A mapping needs its author.", ""))
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", date):
        found.append((7, f"“{date}” is no date.", "Write it as 2026-11-23."))
    return found
