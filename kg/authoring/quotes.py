"""When a text may stand without quotes."""

from __future__ import annotations

import re
from typing import Any

import yaml

__all__ = ["stands_plain"]

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_resolver: Any = yaml.resolver.Resolver()
_TEXT = "tag:yaml.org,2002:str"
# What YAML 1.2 takes for a number and 1.1 does not: editors read one, we the other.
_NUMBER = re.compile(r"[-+]?(0o[0-7]+|0x[0-9a-fA-F]+|(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?)")


def stands_plain(text: str, *, flow: bool) -> bool:
    """Return whether a text, between braces or brackets where `flow`, says the same without quotes.

    What would be read as a number, a date, true or nothing does not.

    >>> stands_plain("knee pain", flow=True), stands_plain("P=.52, one leg", flow=True)
    (True, False)
    >>> stands_plain("81", flow=False), stands_plain("Ankles: a guide", flow=False)
    (False, False)
    """
    if not text.isprintable() or text != text.strip() or _NUMBER.fullmatch(text):
        return False
    try:
        events = list(yaml.parse(f"[{text}]" if flow else f"- {text}", Loader=_Loader))
    except yaml.YAMLError:
        return False
    words = [event for event in events if isinstance(event, yaml.ScalarEvent)]
    same = [(word.value, word.style or "") for word in words] == [(text, "")]
    return same and _resolver.resolve(yaml.ScalarNode, text, (True, False)) == _TEXT
