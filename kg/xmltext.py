"""What XML can hold and what not: some characters have no way into it, not even escaped."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from kg.errors import ExportError

__all__ = ["attribute", "demand", "text"]

# Whatever https://www.w3.org/TR/xml/#charsets leaves out.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def demand(value: str, form: str) -> str:
    """Return the text as it is. Raises `ExportError` where XML cannot hold it; `form` names the format."""
    found = _FORBIDDEN.search(value)
    if found:
        around = value[max(found.start() - 20, 0) : found.start()]
        raise ExportError(
            f"{form} cannot hold the character U+{ord(found[0]):04X}, which stands after “{around}”. "
            "Take it out of the pack, or write turtle, ntriples, jsonld or cytoscape."
        )
    return value


def text(value: str, form: str) -> str:
    r"""Return text as it stands between tags. Raises `ExportError` as `demand` does.

    >>> text("a < b & c\r", "GraphML")
    'a &lt; b &amp; c&#13;'
    """
    return escape(demand(value, form), {"\r": "&#13;"})


def attribute(value: str, form: str) -> str:
    """Return text as an attribute's value, with its quotes. Raises `ExportError` as `demand` does.

    >>> attribute("a & b", "GraphML")
    '"a &amp; b"'
    """
    return quoteattr(demand(value, form), {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})
