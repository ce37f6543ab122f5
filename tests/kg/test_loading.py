"""The cache is only ever a shortcut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import kg
from kg.errors import PackError, UnusableFileError
from kg.packs.cache import content_from_json, content_to_json

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import KnowledgeGraph


def test_the_cache_gives_what_the_packs_gave(graph: KnowledgeGraph, tmp_path: Path) -> None:
    first, second = kg.load(cache_dir=tmp_path), kg.load(cache_dir=tmp_path)
    assert first.content == second.content == graph.content
    assert len(list(tmp_path.glob("graph-*.json"))) == 1


def test_content_survives_json(graph: KnowledgeGraph) -> None:
    assert content_from_json(content_to_json(graph.content)) == graph.content


@pytest.mark.parametrize(
    "spoilt", ["", "{}", "[]", '{"classes": 3}', "\x00", '{"classes": [{"id": 1}]}', '{"classes": [[1]]}']
)
def test_a_spoilt_cache_is_read_past(
    tmp_path: Path, pack_text: str, monkeypatch: pytest.MonkeyPatch, spoilt: str
) -> None:
    """With one small pack in the place of those that are bundled, which take longer to read."""
    monkeypatch.setattr("kg.packs.loading.bundled_packs", lambda: (("ankles.yaml", pack_text),))
    monkeypatch.setattr("kg.packs.loading.read_bundled_mappings", lambda reader: ())
    content = kg.load(cache_dir=tmp_path).content
    (entry,) = tmp_path.glob("graph-*.json")
    kept = entry.read_bytes()
    assert b"weak-arch" in kept
    entry.write_text(spoilt)
    assert kg.load(cache_dir=tmp_path).content == content
    assert entry.read_bytes() == kept  # put right


def test_a_cache_that_cannot_be_written_is_done_without(graph: KnowledgeGraph, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert kg.load(cache_dir=blocked / "cache").content == graph.content


def test_an_added_pack_is_not_answered_from_the_cache_of_another(
    tmp_path: Path, pack_text: str, graph: KnowledgeGraph
) -> None:
    pack = tmp_path / "mine.yaml"
    pack.write_text(pack_text)
    cache = tmp_path / "cache"
    assert "toe-pain" not in kg.load(cache_dir=cache).entities
    assert "toe-pain" in kg.load([pack], cache_dir=cache).entities
    assert kg.load(cache_dir=cache).entities == graph.entities


def test_a_pack_with_faults_is_refused_with_all_of_them(tmp_path: Path, pack_text: str) -> None:
    pack = tmp_path / "bad.yaml"
    pack.write_text(pack_text.replace("leadsTo", "leedsTo").replace("1.0.0", "one"))
    with pytest.raises(PackError) as caught:
        kg.load([pack])
    messages = [str(fault) for fault in caught.value.faults]
    assert any(message.startswith(f"{pack}:2:10: ") for message in messages)
    assert any("leedsTo" in message for message in messages)


@pytest.mark.parametrize("data", [b"\xff\xfe bad", None])
def test_a_pack_that_cannot_be_read_is_told(tmp_path: Path, data: bytes | None) -> None:
    pack = tmp_path / "pack.yaml"
    if data is not None:
        pack.write_bytes(data)
    with pytest.raises(UnusableFileError, match=r"pack\.yaml"):
        kg.load([pack])
