"""A package of QTI: the manifest, a file for each item, and a test of them or one for each paper."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import kg
from kg.showable import one_line
from quiz.export.imsqti.dialect import element, words
from quiz.export.imsqti.items import LANGUAGE, XSI, identifier, item_xml, kind
from quiz.export.imsqti.rules import SCORE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quiz.export import Chosen
    from quiz.export.imsqti.dialect import Dialect
    from quiz.item import Item

__all__ = ["LOM", "package"]

LOM = "http://ltsc.ieee.org/xsd/LOM"
TITLE = "Myograph"
# The first day that a zip file can tell: the same bytes on any day.
_DAY = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o100644 << 16
_UNIX = 3


def package(dialect: Dialect, chosen: Chosen) -> bytes:
    """Return the items, and tests of them, as a zip file: the same bytes for the same items."""
    tests = list(_tests(chosen))
    buffer = BytesIO()
    with ZipFile(buffer, "w") as zipped:
        _put(zipped, "imsmanifest.xml", _manifest(dialect, chosen, [name for name, _, _ in tests]))
        for name, title, items in tests:
            _put(zipped, f"{name}.xml", _test(dialect, name, title, items))
        for item in chosen.items:
            _put(zipped, _path(item), item_xml(dialect, item, chosen.facts))
    return buffer.getvalue()


def _put(zipped: ZipFile, path: str, content: str) -> None:
    about = ZipInfo(path, _DAY)
    about.compress_type, about.external_attr, about.create_system = ZIP_DEFLATED, _READABLE, _UNIX
    zipped.writestr(about, content.encode())


def _path(item: Item) -> str:
    return f"items/{item.id}.xml"


def _tests(chosen: Chosen) -> Iterator[tuple[str, str, Sequence[Item]]]:
    """Yield each test: what it is called in the package, its title, and its items."""
    title = chosen.title or TITLE
    if len(chosen.papers) < 2:
        yield "test", title, chosen.items
        return
    for number, paper in enumerate(chosen.papers, 1):
        yield f"test-{number}", f"{title}: paper {number} of {len(chosen.papers)}", paper


def _test(dialect: Dialect, name: str, title: str, items: Sequence[Item]) -> str:
    tag = dialect.tag
    zero = tag("defaultValue", tag("value", "0"))
    score = tag("outcomeDeclaration", zero, identifier=SCORE, cardinality="single", baseType="float")
    refs = (f"\n{tag('assessmentItemRef', identifier=identifier(item), href=_path(item))}" for item in items)
    section = tag("assessmentSection", *refs, "\n", identifier="section", title=title, visible="false")
    control = tag("itemSessionControl", showFeedback="true", allowReview="true", showSolution="true")
    part = tag(
        "testPart",
        control,
        section,
        identifier="part",
        navigationMode="nonlinear",
        submissionMode="individual",
    )
    total = tag("sum", tag("testVariables", variableIdentifier=SCORE))
    processing = tag("outcomeProcessing", tag("setOutcomeValue", total, identifier=SCORE))
    root = tag(
        "assessmentTest",
        *(f"\n{part}" for part in (score, part, processing)),
        "\n",
        **{
            "xmlns": dialect.items,
            "xmlns:xsi": XSI,
            "xsi:schemaLocation": dialect.locations_of(dialect.items),
            "identifier": name,
            "title": title,
            "toolName": "Myograph",
            "toolVersion": kg.__version__,
        },
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'


def _manifest(dialect: Dialect, chosen: Chosen, tests: Sequence[str]) -> str:
    depends = {name: items for name, _, items in _tests(chosen)}
    resources = [
        element(
            "resource",
            element("file", href=f"{name}.xml"),
            *(element("dependency", identifierref=identifier(item)) for item in depends[name]),
            identifier=name,
            type=f"imsqti_test_{dialect.release}",
            href=f"{name}.xml",
        )
        for name in tests
    ]
    resources += [
        element(
            "resource",
            _metadata(dialect, item, chosen),
            element("file", href=_path(item)),
            identifier=identifier(item),
            type=f"imsqti_item_{dialect.release}",
            href=_path(item),
        )
        for item in chosen.items
    ]
    about = (element("schema", dialect.schema), element("schemaversion", dialect.version))
    root = element(
        "manifest",
        "\n",
        element("metadata", *about),
        "\n<organizations/>\n",
        element("resources", *(f"\n{each}" for each in resources), "\n"),
        "\n",
        **{
            "xmlns": dialect.manifest,
            "xmlns:xsi": XSI,
            "xsi:schemaLocation": dialect.locations_of(dialect.manifest, dialect.metadata, LOM),
            "identifier": "manifest",
        },
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'


def _metadata(dialect: Dialect, item: Item, chosen: Chosen) -> str:
    """Return what the manifest says of an item: its claims by id, its tags, and what it is in QTI."""
    claims = (
        element("identifier", element("catalog", "Myograph claim"), element("entry", claim))
        for claim in item.claims
    )
    title = element("title", _said(item.stem))
    tags = (element("keyword", _said(tag)) for tag in _tags(item, chosen))
    general = element("general", *claims, title, element("language", LANGUAGE), *tags)
    about = (
        element("timeDependent", "false"),
        element("interactionType", kind(item)),
        element("feedbackType", "nonadaptive"),
        element("solutionAvailable", "true"),
        element("toolName", "Myograph"),
        element("toolVersion", kg.__version__),
    )
    qti = element("qtiMetadata", *about, xmlns=dialect.metadata)
    return element("metadata", qti, element("lom", general, xmlns=LOM))


def _said(label: str) -> str:
    return element("string", words(one_line(label)), language=LANGUAGE)


def _tags(item: Item, chosen: Chosen) -> list[str]:
    known = [chosen.facts[claim] for claim in item.claims if claim in chosen.facts]
    asked = [chosen.topic] if chosen.topic else []
    topics = dict.fromkeys([*asked, *(topic for fact in known for topic in fact.topics)])
    statuses = dict.fromkeys(fact.status for fact in known)
    return [
        *(f"topic: {topic}" for topic in topics),
        f"level: {item.bloom}",
        f"type: {item.type}",
        *(f"status: {status}" for status in statuses),
    ]
