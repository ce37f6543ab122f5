"""phrases.yaml to the model: how each relation reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Phrase
from kg.packs.record import Record
from kg.packs.yamlnodes import MappingNode, YamlFaultError, read_yaml

if TYPE_CHECKING:
    from kg.faults import FaultLog
    from kg.vocabulary import Vocabulary

__all__ = ["read_phrases"]

VERB_FORMS = 3
KEYS = (
    "verb",
    "from_object",
    "subjects",
    "objects",
    "values",
    "asked",
    "asked_from_object",
    "names",
    "subject_names",
)


def read_phrases(text: str, file: str, vocabulary: Vocabulary, log: FaultLog) -> list[Phrase]:
    """Return a phrase for each relation; faults, a claimable one without a phrase too, go to `log`."""
    try:
        root = read_yaml(text, file)
    except YamlFaultError as error:
        log.add(error.fault)
        return []
    known, needed = sorted(vocabulary.relations), vocabulary.claimable()
    whole = Record(root, file, log, "the list of phrases", known, needed)
    found = []
    for key, node in root.pairs if isinstance(root, MappingNode) else ():
        record = Record(node, file, log, f"phrase {key.text}", KEYS, ("verb",))
        forms = record.texts("verb")
        log.looked("phrases")
        if len(forms) != VERB_FORMS:
            whole.fault("phrases", node, f"“verb” of {key.text} needs three forms: base, singular, plural.")
            continue
        base, singular, plural = forms
        from_object = record.texts("from_object")
        if from_object and len(from_object) != VERB_FORMS:
            whole.fault("phrases", node, f"“from_object” of {key.text} needs three forms, as “verb” does.")
            continue
        phrase = Phrase(
            key.text,
            base,
            singular,
            plural,
            record.text("subjects"),
            record.text("objects"),
            from_object,
            record.text("values"),
            *(record.texts(key) for key in ("asked", "asked_from_object", "names", "subject_names")),
        )
        found.append(phrase)
    return found
