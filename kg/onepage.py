"""Pages of one file: text, data, style and script inside it, and a policy that forbids all else."""

from __future__ import annotations

import base64
import hashlib
import json
from html import escape

from kg.showable import one_line

__all__ = ["block", "policy", "text"]

# What would end the block of data, or a line of a script in older browsers.
_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def text(words: str) -> str:
    """Return words as they may stand between tags and in attributes, on one line.

    >>> text('a <b>\\n & "c"')
    'a &lt;b&gt; &amp; &quot;c&quot;'
    """
    return escape(one_line(words))


def block(data: object) -> str:
    """Return data as JSON that can stand between two tags.

    >>> block(["</script>"])
    '["\\\\u003c/script\\\\u003e"]'
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def policy(style: str, *scripts: str) -> str:
    """Return a content security policy: this style and these scripts, and nothing else from anywhere."""
    allowed = " ".join(map(_hash, scripts)) if scripts else "'none'"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {allowed}",
            f"style-src {_hash(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
