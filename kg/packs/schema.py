"""The form of a pack as a JSON Schema (2020-12), by which editors complete keys and words and explain them.

Generated from `kg.packs.format` and the vocabulary. It sees what one record shows by itself: whatever it
refuses `myograph check` refuses too, which alone sees whether names lead anywhere and quotes are true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.packs.format import FORMS, ID_PATTERN, MAX_ID, MAX_TEXT, PACK, Field, Form, Kind, Refers
from kg.status import KINDS
from kg.vocabulary import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.graph import KnowledgeGraph
    from kg.model import EntityClass, Relation
    from kg.vocabulary import Vocabulary

__all__ = ["DIALECT", "pack_schema"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_Schema = dict[str, Any]
# YAML takes 81 for a number and true for a truth value; a pack means the words.
_WORDS = ["string", "number", "boolean"]
# On one line, and something to be seen in it.
_LINE = r"^[^\u0000-\u001f\u007f-\u009f]*[^\s\u0000-\u001f\u007f-\u009f][^\u0000-\u001f\u007f-\u009f]*$"
_MAX_NUMBER = 999_999_999
_ID: _Schema = {
    "type": _WORDS,
    "pattern": f"^{ID_PATTERN}$",
    "maxLength": MAX_ID,
    # Not of the standard; editors show it instead of the pattern.
    "patternErrorMessage": "An id is lower-case ASCII words joined by hyphens, such as knee-pain.",
}
_TEXT: _Schema = {"type": _WORDS, "pattern": _LINE, "maxLength": MAX_TEXT}


def pack_schema(graph: KnowledgeGraph) -> _Schema:
    """Return the schema. The ids that `graph` knows are offered as examples; a pack may define others."""
    known: dict[Refers, Iterable[str]] = {
        Refers.PACK: graph.packs,
        Refers.SOURCE: graph.sources,
        Refers.ENTITY: graph.entities,
    }
    schema = _record(PACK, graph.vocabulary)
    return {
        "$schema": DIALECT,
        "title": "A pack of claims for Myograph",
        **schema,
        "$defs": {
            **{_name(form): _record(form, graph.vocabulary) for form in FORMS if form is not PACK},
            **{_name(refers): _ID | {"examples": sorted(ids)} for refers, ids in known.items()},
        },
    }


def _name(of: Form | Refers) -> str:
    """Return the name of a definition; a source and the id of a source are two."""
    return f"{of.name} record" if isinstance(of, Form) else f"{of} id"


def _record(form: Form, vocabulary: Vocabulary) -> _Schema:
    schema: _Schema = {
        "description": form.what,
        "type": "object",
        "properties": {
            field.name: _value(field, vocabulary) | {"description": field.what} for field in form.fields
        },
        "additionalProperties": False,
    }
    if form.required:
        schema["required"] = list(form.required)
    needs = {field.name: [field.needs] for field in form.fields if field.needs is not None}
    return schema | ({"dependentRequired": needs} if needs else {})


def _value(field: Field, vocabulary: Vocabulary) -> _Schema:
    """Return the schema of what stands behind a key."""
    if field.form is not None:
        return _records(field.kind, {"$ref": f"#/$defs/{_name(field.form)}".replace(" ", "%20")})
    if field.choices is not None:
        words: _Schema = {"enum": [str(word) for word in field.choices]}
        return words if field.kind is Kind.CHOICE else _list(words)
    if field.refers is not None:
        named = _reference(field.refers, vocabulary)
        return named if field.kind is Kind.REFERENCE else _list(named)
    if field.kind is Kind.INTEGER:
        return {"type": "integer", "minimum": 0, "maximum": _MAX_NUMBER}
    if field.kind is Kind.BOOLEAN:
        return {"type": "boolean"}
    if field.kind is Kind.SPAN:
        number = {"type": "integer", "minimum": 0, "maximum": _MAX_NUMBER}
        return _list(number) | {"minItems": 2, "maxItems": 2}
    if field.kind is Kind.ID:
        return dict(_ID)
    text = dict(_TEXT)
    if field.written is not None:
        text |= {"pattern": f"^(?:{field.written.pattern})$", "patternErrorMessage": field.written.hint}
        text["type"] = _WORDS if field.written.number else "string"
    return text if field.kind is Kind.TEXT else _list(text)


def _records(kind: Kind, record: _Schema) -> _Schema:
    if kind is Kind.RECORD:
        return record
    if kind is Kind.RECORDS:
        return _list(record)
    return {"type": "object", "propertyNames": _ID | {"type": "string"}, "additionalProperties": record}


def _list(item: _Schema) -> _Schema:
    return {"type": "array", "items": item}


def _reference(refers: Refers, vocabulary: Vocabulary) -> _Schema:
    if refers is Refers.RELATION:
        return _terms(vocabulary.relations[name] for name in vocabulary.claimable())
    if refers is Refers.ANY_RELATION:
        return _terms(vocabulary.relations[name] for name in sorted(vocabulary.relations))
    if refers is Refers.CLASS:
        names = sorted(name for name in vocabulary.classes if vocabulary.is_a(name, ROOT))
        return _terms(vocabulary.classes[name] for name in names)
    if refers is Refers.EVIDENCE_KIND:
        return {"enum": sorted(KINDS)}
    if refers is Refers.SECTION:
        return dict(_TEXT)
    if refers is Refers.CLAIM:
        return dict(_ID)
    return {"$ref": f"#/$defs/{_name(refers)}".replace(" ", "%20")}


def _terms(terms: Iterable[Relation | EntityClass]) -> _Schema:
    """Return the terms that may stand somewhere; editors show beside each how it reads and what it means."""
    meanings = {term.id: f"{term.label}: {term.definition}" for term in terms}
    return {"enum": list(meanings), "enumDescriptions": list(meanings.values())}
