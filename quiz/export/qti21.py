"""QTI 2.1: the package for platforms of learning that do not read version 3.0 yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.export.imsqti.dialect import Dialect, as_in_version_2
from quiz.export.imsqti.items import kind
from quiz.export.imsqti.package import LOM, package

if TYPE_CHECKING:
    from quiz.export import Chosen

__all__ = ["BINARY", "SUFFIX", "export", "kind"]

SUFFIX = "zip"
BINARY = True

_ITEMS = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_MANIFEST = "http://www.imsglobal.org/xsd/imscp_v1p1"
_METADATA = "http://www.imsglobal.org/xsd/imsqti_metadata_v2p1"
_SCHEMAS = "http://www.imsglobal.org/xsd"
DIALECT = Dialect(
    _ITEMS,
    _MANIFEST,
    _METADATA,
    (
        (_ITEMS, f"{_SCHEMAS}/qti/qtiv2p1/imsqti_v2p1.xsd"),
        (_MANIFEST, f"{_SCHEMAS}/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd"),
        (_METADATA, f"{_SCHEMAS}/qti/qtiv2p1/imsqti_metadata_v2p1.xsd"),
        (LOM, f"{_SCHEMAS}/imsmd_loose_v1p3p2.xsd"),
    ),
    schema="QTIv2.1 Package",
    version="1.0.0",
    release="xmlv2p1",
    element=as_in_version_2,
    attribute=as_in_version_2,
    feedback=as_in_version_2,
)


def export(chosen: Chosen) -> bytes:
    """Return the items, and a test of them or one for each paper, as a package of QTI 2.1."""
    return package(DIALECT, chosen)
