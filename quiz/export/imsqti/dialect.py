"""How a version of QTI spells what all of them mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.showable import harmless, one_line
from kg.xmltext import attribute, text

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Dialect", "as_in_version_2", "as_in_version_3", "element", "words"]

FORM = "QTI"
_HUMP = re.compile("[A-Z]")


@dataclass(frozen=True, slots=True)
class Dialect:
    """One version of QTI.

    `items` is the namespace of items and tests, `manifest` that of the package's manifest and `metadata`
    that of what the manifest says of an item; `locations` are where the schemas of these and of LOM lie.
    `schema` and `version` are what a package of it calls itself, `release` is how types of resources end.
    `element` and `attribute` spell a name of version 2.1; `feedback` puts the content of a feedback where it
    belongs.
    """

    items: str
    manifest: str
    metadata: str
    locations: tuple[tuple[str, str], ...]
    schema: str
    version: str
    release: str
    element: Callable[[str], str]
    attribute: Callable[[str], str]
    feedback: Callable[[str], str]

    def tag(self, name: str, *children: str, **attributes: str) -> str:
        """Return an element of QTI, named as in version 2.1, around children that are XML already.

        Texts of attributes are put on one line.
        """
        spelled = {self.attribute(key): value for key, value in attributes.items()}
        return element(self.element(name), *children, **spelled)

    def locations_of(self, *namespaces: str) -> str:
        """Return where the schemas of namespaces lie, as `xsi:schemaLocation` has it."""
        return " ".join(f"{name} {place}" for name, place in self.locations if name in namespaces)


def element(name: str, *children: str, **attributes: str) -> str:
    """Return an element with children that are XML already. Texts of attributes are put on one line.

    >>> element("p", words("a < b"), title="“c”")
    '<p title="“c”">a &lt; b</p>'
    """
    told = "".join(f" {key}={attribute(one_line(value), FORM)}" for key, value in attributes.items())
    inside = "".join(children)
    return f"<{name}{told}>{inside}</{name}>" if inside else f"<{name}{told}/>"


def words(said: str) -> str:
    r"""Return text of the graph between tags, its lines as lines, with U+FFFD for what XML cannot hold.

    >>> words("knee & hip\nankle\x07")
    'knee &amp; hip<br/>ankle\ufffd'
    """
    return text(harmless(said), FORM).replace("\n", "<br/>")


def as_in_version_2(name: str) -> str:
    """Return a name as it is."""
    return name


def as_in_version_3(name: str) -> str:
    """Return a name of version 2.1 as version 3.0 spells it.

    >>> as_in_version_3("responseIdentifier")
    'response-identifier'
    >>> as_in_version_3("xsi:schemaLocation")
    'xsi:schemaLocation'
    """
    if ":" in name:
        return name  # it is not QTI's
    return _HUMP.sub(lambda found: f"-{found[0].lower()}", name)
