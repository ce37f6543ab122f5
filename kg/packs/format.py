"""The form of a pack, told once: which keys each kind of record has, in order, and what stands behind them.

The reader, the JSON Schema, `myograph fmt` and `myograph new` all go by these tables. The keys stand in the
order in which packs write them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from kg.model import AskUse, End, Modality, Stance, Status, Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "CLAIM",
    "ENTITY",
    "EVIDENCE",
    "FORMS",
    "ID_PATTERN",
    "MARK",
    "MAX_ID",
    "MAX_QUOTE_WORDS",
    "MAX_TEXT",
    "MEASURE",
    "PACK",
    "SHA256",
    "SOURCE",
    "URL",
    "VALUE",
    "VERSION",
    "Field",
    "Form",
    "Kind",
    "Refers",
    "Written",
    "advice",
]

MAX_QUOTE_WORDS = 20
# In code points.
MAX_TEXT = 2_000
MAX_ID = 80
ID_PATTERN = "[a-z0-9]+(-[a-z0-9]+)*"


class Kind(StrEnum):
    """What stands behind a key. The plural ones are lists."""

    TEXT = "text"
    TEXTS = "texts"
    ID = "id"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    SPAN = "span"
    CHOICE = "choice"
    CHOICES = "choices"
    REFERENCE = "reference"
    REFERENCES = "references"
    RECORD = "record"
    RECORDS = "records"
    BY_ID = "records by id"


class Refers(StrEnum):
    """What kind of thing a reference names, in words that a message can use."""

    PACK = "pack"
    SOURCE = "source"
    ENTITY = "entity"
    CLAIM = "claim"
    RELATION = "relation"
    # One that only groups others will do as well.
    ANY_RELATION = "relation or group of relations"
    CLASS = "class"
    SECTION = "section"
    EVIDENCE_KIND = "kind of evidence"


class Written(NamedTuple):
    """A form that a text must have: the whole of it matches `pattern`. `name` and `hint` are for messages.

    `number` says whether YAML takes some such texts for numbers.
    """

    pattern: str
    name: str
    hint: str
    number: bool = False


class Field(NamedTuple):
    """A key: what stands behind it, whether it must be there, and what it means, in one line.

    `choices` is the set of words of a choice, `refers` what a reference names, `form` that of the record or
    records behind the key, `written` the form of a text that has one. `needs` is another key that must be
    there where this one is. `example` is a value as a pack writes it.
    """

    name: str
    kind: Kind
    required: bool
    what: str
    choices: type[StrEnum] | None = None
    refers: Refers | None = None
    form: Form | None = None
    written: Written | None = None
    needs: str | None = None
    example: str = ""


class Form(NamedTuple):
    """A kind of record: its name, what it is, and its keys in canonical order."""

    name: str
    what: str
    fields: tuple[Field, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of all keys, in order."""
        return tuple(field.name for field in self.fields)

    @property
    def required(self) -> tuple[str, ...]:
        """The names of the keys that must be there, in order."""
        return tuple(field.name for field in self.fields if field.required)

    def field(self, name: str) -> Field:
        """Return the field of a key. Raises `KeyError` where there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


VERSION = Written(r"[0-9]+\.[0-9]+\.[0-9]+", "version", "Write three numbers, such as 1.0.0.")
SHA256 = Written(
    "[0-9a-f]{64}", "SHA-256", "Write its 64 hexadecimal digits; `sha256sum FILE` prints them.", number=True
)
URL = Written(
    "https?://[!-~]+", "web address", "Write it whole: it begins with https:// or http:// and has no spaces."
)
VALUE = Written(
    r"[<>]?[0-9]+(\.[0-9]+)?(-[0-9]+(\.[0-9]+)?)?",
    "measured value",
    'Write it as "81", "42-81", ">40" or "<45".',
    number=True,
)

MEASURE = Form("measure", "What one study measured.", (
    Field("value", Kind.TEXT, True, "The value as the source prints it.", written=VALUE, example='"42-81"'),
    Field("unit", Kind.TEXT, True, "Its unit.", example='"%MVIC"'),
))  # fmt: skip

EVIDENCE = Form("evidence", "One passage or finding that supports or disputes the claim.", (
    Field("source", Kind.REFERENCE, False, "Where it stands, if not in the claim's own source.",
          refers=Refers.SOURCE),
    Field("quote", Kind.TEXT, False,
          f"The shortest words that bear the claim, exactly as they stand; at most {MAX_QUOTE_WORDS}.",
          needs="span", example="can lead to knee pain"),
    Field("span", Kind.SPAN, False,
          "Where the quote stands in the source's text: code points, start inclusive, end exclusive.",
          example="[19, 40]"),
    Field("section", Kind.REFERENCE, False, "The heading that it stands under.", refers=Refers.SECTION),
    Field("presupposed", Kind.BOOLEAN, False, "The words take the claim for granted and do not state it."),
    Field("stance", Kind.CHOICE, False, "Whether it supports the claim (so if left out) or disputes it.",
          choices=Stance),
    Field("kind", Kind.REFERENCE, False,
          "What kind of evidence it is; of a study it must be said, of other sources it follows.",
          refers=Refers.EVIDENCE_KIND),
    Field("figure", Kind.TEXT, False, "The finding's numbers, as the study gives them."),
    Field("reread", Kind.BOOLEAN, False,
          "A person went back to the source and found it so; without this it moves no status."),
    Field("indirect", Kind.BOOLEAN, False, "It is about something near the claim, and moves no status."),
    Field("finding", Kind.TEXT, False,
          "What a study found, in our words, with none on how it bears on the claim; only this is weighed."),
    Field("note", Kind.TEXT, False,
          "What to know of it, or what it says where there is no quote; if indirect, what else it is about."),
))  # fmt: skip

CLAIM = Form("claim", "A statement that a source makes, and the evidence for it and against it.", (
    Field("subject", Kind.REFERENCE, True, "The entity that the claim is about.", refers=Refers.ENTITY),
    Field("relation", Kind.REFERENCE, True, "What it says of the subject: a relation of the vocabulary.",
          refers=Refers.RELATION),
    Field("object", Kind.REFERENCE, True, "The entity that the relation leads to.", refers=Refers.ENTITY),
    Field("qualifier", Kind.TEXT, False, "Words that narrow the claim.", example="with the hip flexed"),
    Field("measure", Kind.RECORD, False, "What one study measured, with its unit.", form=MEASURE),
    Field("degree", Kind.TEXT, False, "The source's words for how much.", example="crucial"),
    Field("modality", Kind.CHOICE, True, "How strongly the source's own words put it, never stronger.",
          choices=Modality),
    Field("reads_from", Kind.CHOICE, False,
          "The end that the modality is about: object, as in “pain is often the result of …”; else subject.",
          choices=End),
    Field("reading", Kind.TEXT, False, "How words were read that can be read in more than one way."),
    Field("status", Kind.CHOICE, True,
          "How well the claim stands; it follows from the evidence, and `myograph check` says which it is.",
          choices=Status),
    Field("ask", Kind.CHOICES, True, "How questions may use the claim; [] for never.", choices=AskUse),
    Field("searched", Kind.TEXT, False, "What was looked for beyond the evidence, and not found."),
    Field("source", Kind.REFERENCE, False, "Who makes the claim, if not the pack's own source.",
          refers=Refers.SOURCE),
    Field("derived_from", Kind.REFERENCES, False, "Claims that this one follows from.", refers=Refers.CLAIM),
    Field("contradicts", Kind.REFERENCES, False, "Claims that it clashes with.", refers=Refers.CLAIM),
    Field("evidence", Kind.RECORDS, True, "The passages and findings that it rests on, and those against it.",
          form=EVIDENCE),
))  # fmt: skip

ENTITY = Form("entity", "A thing that claims are about.", (
    Field("class", Kind.REFERENCE, True, "What kind of thing it is: a class of the vocabulary.",
          refers=Refers.CLASS),
    Field("label", Kind.TEXT, True, "Its name, which no other entity has.", example="knee pain"),
    Field("synonyms", Kind.TEXTS, False, "Other names that it is found by.", example="[pain in the knee]"),
    Field("in_sentence", Kind.TEXT, False, "Its name in a sentence, with its article where it has one.",
          example="the knee"),
    Field("plural", Kind.BOOLEAN, False, "Its name takes a verb in the plural."),
    Field("vague", Kind.BOOLEAN, False, "The source says too little of it for it to be a wrong answer."),
    Field("definition", Kind.TEXT, True, "What it is, in one or two plain sentences."),
))  # fmt: skip

SOURCE = Form("source", "A text, study or person that claims come from.", (
    Field("label", Kind.TEXT, True, "Its short name or title.", example="Happy ankles"),
    Field("in_sentence", Kind.TEXT, False, "Its name after “According to …”.", example="the leaflet"),
    Field("tier", Kind.CHOICE, True, "Its weight class.", choices=Tier),
    Field("citation", Kind.TEXT, True, "Author, title, place and year, for a reader who wants to find it."),
    Field("url", Kind.TEXT, False, "Where it was read.", written=URL, example="https://example.org/ankles"),
    Field("licence", Kind.TEXT, False, "Its own licence, where it states one.", example="CC BY 4.0"),
    Field("caution", Kind.TEXT, False, "What to beware of in it."),
    Field("quote_licence", Kind.TEXT, False, "On what ground its words are quoted."),
    Field("sha256", Kind.TEXT, False, "The SHA-256 of its text as received; then quotes can be proved.",
          written=SHA256),
    Field("length", Kind.INTEGER, False, "How many code points its text has."),
    Field("words", Kind.INTEGER, False, "How many words its text has, set apart by white space."),
    Field("sections", Kind.TEXTS, False, "The headings of its text, in order."),
))  # fmt: skip

MARK = Form("completeness mark", "A person's word that a source says no more of a thing.", (
    Field("subject", Kind.REFERENCE, True, "The entity that all is told of.", refers=Refers.ENTITY),
    Field("source", Kind.REFERENCE, False, "The source that was read for it, if not the pack's own.",
          refers=Refers.SOURCE),
    Field("relations", Kind.REFERENCES, True,
          "By which relations; one that stands above others is a word for them all.",
          refers=Refers.ANY_RELATION),
))  # fmt: skip

PACK = Form("pack", "Claims that are written and released together, with their sources and entities.", (
    Field("pack", Kind.ID, True, "The pack's own id.", example="ankles"),
    Field("version", Kind.TEXT, True, "Its version.", written=VERSION, example="1.0.0"),
    Field("title", Kind.TEXT, True, "Its title.", example="What a leaflet says about ankles"),
    Field("requires", Kind.REFERENCES, False, "The packs whose entities, sources or claims it uses.",
          refers=Refers.PACK),
    Field("source", Kind.REFERENCE, True, "Whose claims these are, where a claim does not say otherwise.",
          refers=Refers.SOURCE),
    Field("curator", Kind.REFERENCE, True, "Who wrote this file: a source of the tier curator.",
          refers=Refers.SOURCE),
    Field("sources", Kind.BY_ID, False, "Texts, studies and people, each under its id.", form=SOURCE),
    Field("entities", Kind.BY_ID, False, "The things that the claims are about, each under its id.",
          form=ENTITY),
    Field("claims", Kind.BY_ID, False, "The claims, each under its id.", form=CLAIM),
    Field("complete", Kind.RECORDS, False,
          "What a source tells all of: only then can something else be a wrong answer.", form=MARK),
))  # fmt: skip


def advice(form: Form) -> dict[str, str]:
    """Return what to write for each key that a record has to have.

    >>> advice(MEASURE)["unit"]
    'Add “unit: "%MVIC"”. Its unit.'
    """
    return {field.name: f"Add “{field.name}: {_value(field)}”. {field.what}" for field in form.fields}


def _value(field: Field) -> str:
    if field.choices is None:
        return field.example or "…"
    words = " | ".join(field.choices)
    return f"[{words}]" if field.kind is Kind.CHOICES else words


def _all(form: Form) -> Iterator[Form]:
    yield form
    for field in form.fields:
        if field.form is not None:
            yield from _all(field.form)


FORMS: tuple[Form, ...] = tuple(_all(PACK))
