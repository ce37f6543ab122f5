"""QTI 3.0: a package for platforms of learning, an item a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.export.imsqti.dialect import Dialect, as_in_version_3, element
from quiz.export.imsqti.items import kind
from quiz.export.imsqti.package import LOM, package

if TYPE_CHECKING:
    from quiz.export import Chosen

__all__ = ["BINARY", "SUFFIX", "export", "kind"]

SUFFIX = "zip"
BINARY = True

_ITEMS = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
_MANIFEST = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
_METADATA = "http://www.imsglobal.org/xsd/imsqti_metadata_v3p0"
_SCHEMAS = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd"
DIALECT = Dialect(
    _ITEMS,
    _MANIFEST,
    _METADATA,
    (
        (_ITEMS, f"{_SCHEMAS}/imsqti_asiv3p0_v1p0.xsd"),
        (_MANIFEST, f"{_SCHEMAS}/imsqtiv3p0_imscpv1p2_v1p0.xsd"),
        (_METADATA, f"{_SCHEMAS}/imsqti_metadatav3p0_v1p0.xsd"),
        (LOM, "https://purl.imsglobal.org/spec/md/v1p3/schema/xsd/imsmd_loose_v1p3p2.xsd"),
    ),
    schema="QTI Package",
    version="3.0.0",
    release="xmlv3p0",
    element=lambda name: f"qti-{as_in_version_3(name)}",
    attribute=as_in_version_3,
    feedback=lambda inside: element("qti-content-body", inside),
)


def export(chosen: Chosen) -> bytes:
    """Return the items, and a test of them or one for each paper, as a package of QTI 3.0."""
    return package(DIALECT, chosen)
