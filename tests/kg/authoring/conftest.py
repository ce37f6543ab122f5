"""The pack that `myograph new` writes for the example, and its review before and after the drafts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from reviews import TEXT, judged, opened

from kg.authoring.describing import described
from kg.authoring.drafting import draft_with_things
from kg.authoring.packtext import pack_text

if TYPE_CHECKING:
    from kg.authoring.reviewing import Review
    from kg.graph import KnowledgeGraph


@pytest.fixture(scope="module")
def pack(graph: KnowledgeGraph) -> str:
    """What `myograph new` writes for the example."""
    data = TEXT.read_bytes()
    about = described(graph, Path("my.yaml"), TEXT, data, None)
    return pack_text(about, draft_with_things(data.decode(), graph), graph)


@pytest.fixture(scope="module")
def review(pack: str) -> Review:
    return opened(pack)


@pytest.fixture(scope="module")
def after_drafts(review: Review) -> Review:
    return judged(review).review
