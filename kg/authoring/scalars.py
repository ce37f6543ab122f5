"""A text as YAML: when it may stand without quotes, and with them where it may not."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

from kg.packs.yamlnodes import LOADER

__all__ = ["scalar", "stands_plain"]

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
        events = list(yaml.parse(f"[{text}]" if flow else f"- {text}", Loader=LOADER))
    except yaml.YAMLError:
        return False
    words = [event for event in events if isinstance(event, yaml.ScalarEvent)]
    same = [(word.value, word.style or "") for word in words] == [(text, "")]
    return same and _resolver.resolve(yaml.ScalarNode, text, (True, False)) == _TEXT


def scalar(text: str, *, flow: bool = False) -> str:
    """Return text as YAML: as it stands where that is safe, else in double quotes.

    >>> print(scalar("knee pain"), scalar("Hips: why?"), scalar("no"), scalar("a\\u2028b"))
    knee pain "Hips: why?" "no" "a\\u2028b"
    """
    if stands_plain(text, flow=flow):
        return text
    # What YAML takes for a line end, or refuses, is written as a number.
    return "".join(
        char if char.isprintable() or ord(char) < 128 else _number(char)
        for char in json.dumps(text, ensure_ascii=False)
    )


def _number(char: str) -> str:
    code = ord(char)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
