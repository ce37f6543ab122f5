"""Rules on how a stem and its options are worded: L01 to L04, L07, L08, L18, L23 and L25."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from quiz.explanation import handed_on
from quiz.item import Interaction
from quiz.lint.finding import Rule
from quiz.lint.reading import (
    DISAGREEMENT,
    ODD_ONE_OUT,
    SPOT_ERROR,
    TRUE_FALSE,
    VIGNETTE,
    WEIGH_EVIDENCE,
)
from quiz.words import KEPT, QUOTED, grade_level, roots, stem_of, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quiz.item import Option
    from quiz.lint.reading import Reading

__all__ = ["TEXT_RULES"]

_ABOVE = re.compile(
    r"\b(?:all|none|both|neither|any|some) of (?:the (?:above|others?|options|answers)|these|them)\b"
    r"|^(?:all|none|both|neither)$",
    re.IGNORECASE,
)


def all_or_none_of_the_above(read: Reading) -> Iterator[str]:
    """L01. No option points at the others. For whatever has options."""
    for text in read.texts:
        if _has(_ABOVE, text):
            yield f"the option “{text}” points at other options"


_LETTER = r"(?:\(?(?:[A-F]|\d{1,2}|[IVX]{1,4})\)?)"
_COMBINED = re.compile(rf"(?:both |only )?{_LETTER}(?:(?:, ?| and | & | or |, and ){_LETTER})+(?: only)?")
_BARE = frozenset({"true", "false", "yes", "no", "correct", "incorrect", "right", "wrong"})


def combined_options(read: Reading) -> Iterator[str]:
    """L02. No option combines others (“1 and 3”, “A and B”, two labels joined), and none is a bare yes or no.

    “True: the reason” is no bare one. For choices.
    """
    if not read.choice:
        return
    folded = {text.casefold() for text in read.texts}
    for text in read.texts:
        if _COMBINED.fullmatch(text):
            yield f"the option “{text}” combines others"
        elif text.casefold().strip(" .!") in _BARE:
            yield f"the option “{text}” asks for a vote without a reason"
        elif " and " in text and all(part in folded for part in text.casefold().split(" and ")):
            yield f"the option “{text}” joins two others"


_NEGATIVE = re.compile(
    r"\b(?:not|cannot|no|except|least|false|wrong|incorrect|never|neither|nor|untrue|excluding|\w+n['’]t)\b",
    re.IGNORECASE,
)
_NOT_NEGATIVE = re.compile(r"\bat least\b|\btrue or false\b", re.IGNORECASE)


def negative_stem(read: Reading) -> Iterator[str]:
    """L03. No negative word in the stem, but one in capitals where the odd one or the error is looked for.

    Only the sentence that asks is looked at: what a case lacks is one of its facts. A quote is the source's,
    and “true or false” no negation. For all interactions.
    """
    found = _NEGATIVE.findall(read.question)
    if not found:
        return
    found = _NEGATIVE.findall(_unnamed(read, _NOT_NEGATIVE.sub(" ", read.question), _NEGATIVE))
    if found and read.item.type not in (ODD_ONE_OUT, SPOT_ERROR):
        yield f"the stem is negative: {', '.join(found)}"
    elif len(found) > 1:
        yield f"the stem is negative more than once: {', '.join(found)}"
    elif found and not found[0].isupper():
        yield f"“{found[0]}” in the stem is not in capitals"


def _unnamed(read: Reading, text: str, words: re.Pattern[str]) -> str:
    """Return a text without those names, qualifiers and findings of the item's claims that have such words.

    No writer of items chose them.
    """
    entities = read.facts.graph.entities
    ends = {end for claim in read.claims for end in (claim.subject, claim.object)} | set(read.entities)
    shown = [name for end in sorted(ends) if end in entities for name in entities[end].names]
    shown += [claim.qualifier for claim in read.claims if claim.qualifier]
    evidence = [item for claim in read.claims for item in claim.evidence]
    shown += [text for item in evidence for text in (item.finding, item.note) if text]
    for name in sorted(shown, key=len, reverse=True):
        if _has(words, name):
            text = re.sub(re.escape(name), " ", text, flags=re.IGNORECASE)
    return text


@lru_cache(maxsize=KEPT)
def _has(words: re.Pattern[str], text: str) -> bool:
    return words.search(text) is not None


_ABSOLUTE = re.compile(
    r"\b(?:always|never|all|only|none|every|must|completely|entirely|totally|exclusively|invariably)\b",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(r"\ball that apply\b", re.IGNORECASE)


def absolute_words(read: Reading) -> Iterator[str]:
    """L04. No always, never, all, only, none, every, must or completely in options, nor in the stem.

    What is quoted, labels, qualifiers, findings and the instruction “choose all that apply” do not count.
    For all interactions.
    """
    for shown, texts in (("stem", (read.unquoted,)), ("option", read.texts)):
        for text in texts:
            if not _has(_ABSOLUTE, text):
                continue
            own = _unnamed(read, QUOTED.sub(" ", _INSTRUCTION.sub(" ", text)), _ABSOLUTE)
            if word := _ABSOLUTE.search(own):
                yield f"“{word[0]}” in the {shown} is absolute"


def clang(read: Reading) -> Iterator[str]:
    """L07. No content word, or its derivation, is shared by the stem and the key and by no wrong option.

    A cue has to single out the key: what a wrong option shares as well is none. All names of an entity
    count, those of the source and of the kind asked for do not. For single choices.
    """
    key = read.single_key
    if key is None:
        return
    facts = read.facts
    shared = _stem_roots(read) & _roots_of(read, key)
    if not shared:
        return
    shared -= facts.kinds | facts.source_words(read.item.scope)
    for option in read.wrong:
        shared -= _roots_of(read, option)
    if shared:
        yield f"stem and key share “{'”, “'.join(sorted(shared))}”, no wrong option does"


def _stem_roots(read: Reading) -> frozenset[str]:
    return frozenset(map(stem_of, read.words))


def _roots_of(read: Reading, option: Option) -> frozenset[str]:
    shown = roots(option.text)
    return shown if option.entity is None else shown | read.facts.words(option.entity)


_ARTICLE_LAST = re.compile(r"\b(an?) +(?:\w?_|\?|:)", re.IGNORECASE)
_VOWEL_SOUND = re.compile(r"(?!u[nst]i|use|eu|one\b)[aeiou]", re.IGNORECASE)
_WHICH = re.compile(r"\bwhich ([a-z]+)(?: ([a-z]+))?", re.IGNORECASE)


def grammar(read: Reading) -> Iterator[str]:
    """L08. Article and number of the stem fit every option, and all options are punctuated alike.

    “a ___” or “an ___” fits by its sound; “which muscle” fits no plural, “which muscle group” does.
    A key that alone is singular or plural gives itself away. For choices, and the article for typed answers.
    """
    item = read.item
    answers = read.texts if read.choice else list(item.accept[:1])
    article = _ARTICLE_LAST.search(item.stem)
    if article and not any(blank.start() <= article.start() < blank.end() for blank in read.blanks):
        wanted = len(article[1]) > 1
        for text in answers:
            if bool(_VOWEL_SOUND.match(text)) is not wanted:
                yield f"“{article[1]}” does not go with “{text}”"
    if not read.choice:
        return
    if len({text.endswith((".", "!")) for text in read.texts}) > 1:
        yield "some options end as sentences and some do not"
    if read.statements and len({text[:1].isupper() for text in read.texts}) > 1:
        yield "some options begin with a capital letter and some do not"
    entities = read.facts.graph.entities
    plural = [entities[name].plural for name in read.entities if name in entities]
    if not any(plural):
        return
    which = _WHICH.search(item.stem)
    if which and which[2] != "group" and stem_of(which[1]) in read.facts.kinds and not which[1].endswith("s"):
        yield f"“{which[0]}” asks for one thing, and an option is plural"
    key = read.single_key
    if key is not None and key.entity and key.entity in entities and len(plural) == len(item.options):
        own = entities[key.entity].plural
        if plural.count(own) == 1:
            yield f"the key alone is {'plural' if own else 'singular'}"


LEAST_WORDS, MOST_WORDS, MOST_IN_CASE = 5, 30, 80
# These tell of a patient or of a finding before they ask.
_CASES = frozenset({VIGNETTE, WEIGH_EVIDENCE})
_INSTRUCTED = frozenset({SPOT_ERROR, TRUE_FALSE})


def stem_complete(read: Reading) -> Iterator[str]:
    """L18. The stem stands alone: a question or one blank, of 5 to 30 words (a case or finding: to 80),
    that names what is given and the source it holds for.

    To match, to order, to judge true or false and to spot an error may be put as an instruction, which ends
    with a full stop. For all interactions.
    """
    item, stem = read.item, read.item.stem
    instructed = item.type in _INSTRUCTED or item.interaction in (Interaction.MATCH, Interaction.ORDER)
    blanks = len(read.blanks)
    if blanks > 1:
        yield f"the stem has {blanks} blanks"
    elif not stem.endswith("?") and not (stem.endswith(".") and (blanks or instructed)):
        yield "the stem ends neither with a question mark nor with the sentence of one blank"
    most = MOST_IN_CASE if item.type in _CASES else MOST_WORDS
    if not LEAST_WORDS <= len(read.words) <= most:
        yield f"the stem has {len(read.words)} words, not {LEAST_WORDS} to {most}"
    if item.scope is not None and not read.scope_shown:
        yield f"the stem does not name its source, {item.scope}"
    if read.asked and not read.odd and item.type != DISAGREEMENT:
        folded = stem.casefold()
        entities = read.facts.graph.entities
        given = {asked.given for asked in read.asked} | {
            end for c in read.told for end in (c.subject, c.object)
        }
        if not any(name.casefold() in folded for end in sorted(given) for name in entities[end].names):
            yield "the stem names nothing that its claims are about"


LONGEST_WORD = 70
_ODD_CHARACTERS = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff0-\uffff"
    "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_MARKUP = re.compile(
    r"##|\*\*|__(?=[^\W_])|https?:|\[(?:your|insert|name|todo|/|b\]|i\])[^\]]*\]?|</?\w+>|&#?\w+;|\{\{|\}\}|\\n"
    r"|\bTODO\b|\ufffd",
    re.IGNORECASE,
)
_PAIRS = ("()", "[]", "{}", "“”")
_BRACKETS = re.compile(r"[()\[\]{}“”]")


@lru_cache(maxsize=KEPT)
def _dirt(text: str) -> tuple[str, ...]:
    found = []
    if not unicodedata.is_normalized("NFC", text):
        found.append("is not in Unicode's form NFC")
    if odd := _ODD_CHARACTERS.search(text):
        found.append(f"holds the character U+{ord(odd[0]):04X}")
    if markup := _MARKUP.search(text):
        found.append(f"holds markup, {markup[0]!r}")
    if "  " in text or text != text.strip():
        found.append("has a space too many")
    brackets = _BRACKETS.findall(text)
    for pair in _PAIRS:
        if not _balanced(brackets, pair):
            found.append(f"has {pair[0]} and {pair[1]} that do not pair")
    if text.count('"') % 2:
        found.append("has a quotation mark without its fellow")
    if len(text) > LONGEST_WORD and any(_is_wide(word) for word in text.split()):
        found.append(f"has a word of more than {LONGEST_WORD} columns")
    return tuple(found)


def _is_wide(word: str) -> bool:
    # No letter takes more than two columns.
    if len(word) * 2 <= LONGEST_WORD:
        return False
    from kg.fit import width

    return width(word) > LONGEST_WORD


def _balanced(brackets: Sequence[str], pair: str) -> bool:
    depth = 0
    for char in brackets:
        depth += (char == pair[0]) - (char == pair[1])
        if depth < 0:
            return False
    return depth == 0


def clean_text(read: Reading) -> Iterator[str]:
    """L23. Every text is clean: NFC, no control, format or CJK characters, no markup, paired brackets.

    No word is too long for 80 columns, no space is doubled, and an option that names an entity shows its
    label, before a qualifier if there is one. What an explanation repeats of a source, or of whoever read it,
    is shown as it stands there and is no text of ours. For all texts of all interactions.
    """
    item = read.item
    shown = [item.stem, *item.accept, *item.half_right]
    shown += [_unrepeated(read, line) if _dirt(line) else line for line in item.explanation]
    for option in item.options:
        shown += (option.text, option.why)
    shown += [row.text for row in item.rows]
    for text in shown:
        for fault in _dirt(text):
            yield f"“{text[:40]}” {fault}"
    entities = read.facts.graph.entities
    for option in item.options:
        if option.entity is not None and (entity := entities.get(option.entity)):
            text, label = option.text.casefold(), entity.label.casefold()
            if not text.startswith((label, (entity.in_sentence or label).casefold())):
                yield f"“{option.text}” is not the label, “{entity.label}”"


def _unrepeated(read: Reading, line: str) -> str:
    """Return a line of an explanation with a dot in place of each text that its claims only hand on."""
    for text in sorted(set().union(*map(handed_on, read.claims)), key=len, reverse=True):
        line = line.replace(text, ".")
    return line


HIGHEST_GRADE = 12.0
MOST_CLAUSES = 1
_SENTENCE_END = re.compile(r"[.?!:;](?:\s|$)")
_SUBORDINATE = frozenset(
    {"which", "that", "who", "whom", "whose", "because", "although", "though", "while", "when", "where"}
    | {"if", "unless", "since", "whereas"}
)
_QUESTION = frozenset({"which", "who", "where", "when", "whose", "whom"})


def readable(read: Reading) -> Iterator[str]:
    """L25. The stem reads at grade 12 or below, names masked, and no sentence has two subordinate clauses.

    Quotes are the source's words and are masked, too. One question word to a sentence opens no clause, nor
    does “all that apply”. For all interactions.
    """
    words = read.own_words
    stem = read.unquoted
    sentences = len(_SENTENCE_END.findall(stem)) or 1
    grade = grade_level(words, sentences)
    if grade > HIGHEST_GRADE:
        yield f"the stem reads at grade {grade:.0f}"
    if sum(word in _SUBORDINATE for word in words) <= MOST_CLAUSES:
        return
    for sentence in _SENTENCE_END.split(_INSTRUCTION.sub("", stem)):
        own = read.facts.named(tokens(sentence))[1]
        clauses = sum(word in _SUBORDINATE for word in own)
        clauses -= any(word in _QUESTION for word in own)
        if clauses > MOST_CLAUSES:
            yield f"“{sentence.strip()[:40]}…” has {clauses} subordinate clauses"


TEXT_RULES: tuple[Rule[Reading, str], ...] = (
    Rule("L01", "aota-nota", "no all, none or both of the above", all_or_none_of_the_above),
    Rule("L02", "k-type", "no option combines others or is a bare yes, no, true or false", combined_options),
    Rule("L03", "neg-stem", "no negative stem, but in capitals for the odd one or error", negative_stem),
    Rule("L04", "absolute", "no always, never, all, only, none, every, must or completely", absolute_words),
    Rule("L07", "clang", "no content word is shared by the stem and the key alone", clang),
    Rule("L08", "grammar", "article, number and punctuation fit every option", grammar),
    Rule("L18", "stem-complete", "the stem is a question or has one blank, in 5 to 30 words", stem_complete),
    Rule("L23", "text-hygiene", "every text is clean and fits the screen", clean_text),
    Rule("L25", "readability", "the stem reads at grade 12 or below, with one clause at most", readable),
)  # fmt: skip
