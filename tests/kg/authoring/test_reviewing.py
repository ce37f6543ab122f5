"""A pack under review: whatever is answered, it can be read, and what was not asked about stays as it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reviews import MINE, at_drafts, claim, opened, said

from kg.authoring.judging import KEYS, change
from kg.authoring.layout import laid_out
from kg.authoring.questions import questions
from kg.authoring.reviewing import RefusedError, Review
from kg.authoring.sitting import Sitting
from kg.authoring.typed import changes
from kg.authoring.written import comments_in, read_written
from kg.cleaned import cleaned
from kg.errors import PackError
from kg.model import Status


def test_a_new_pack_is_in_order_and_asks_for_all_that_is_left(review: Review, pack: str) -> None:
    assert review.text == pack
    kinds = [each.kind for each in questions(review)]
    # No mark is asked for while the drafts that it would cover are open.
    assert kinds == ["blank"] * 3 + ["draft"] * 20 + ["thing"] * 11


def test_a_kept_draft_has_the_status_of_its_evidence_and_no_comment_of_new(pack: str) -> None:
    mine = pack.replace(
        "  # Line 7: The fibularis longus stab", f"  {MINE}\n  # Line 7: The fibularis longus stab"
    )
    sitting = at_drafts(opened(mine), 4)
    assert said(sitting, "k") == ""
    assert claim(sitting.review, 4).status is Status.REPORTED
    assert MINE in sitting.review.text
    assert "steadies its arch" in sitting.review.text
    assert "# Line 7: The fibularis longus stab" not in sitting.review.text
    assert sitting.review.text.count("# Line") == 19


def test_a_deleted_draft_leaves_a_comment_of_ones_own(pack: str) -> None:
    mine = pack.replace("  # Line 24:", f"  {MINE}\n  # Line 24:")
    sitting = at_drafts(opened(mine), 20)
    said(sitting, "d")
    assert "my-c20" not in sitting.review.text
    assert f"\n  {MINE}\n" in sitting.review.text


def test_what_the_graph_holds_already_is_kept_with_a_qualifier_alone(review: Review) -> None:
    sitting = at_drafts(review)
    assert "says the same as gastrocnemius-performs-knee-flexion" in said(sitting, "k")
    assert sitting.review is review
    said(sitting, "qualifier: in running")
    said(sitting, "k")
    assert claim(sitting.review, 1).qualifier == "in running"


def test_a_new_quote_gets_its_place_and_section(review: Review) -> None:
    sitting = at_drafts(review, 20)
    said(sitting, "quote: Important for balance after a bad sprain; qualifier: after a bad sprain")
    (item,) = claim(sitting.review, 20).evidence
    assert (item.quote, item.start, item.end) == ("important for balance after a bad sprain", 1929, 1969)
    # Words of another section bring theirs; those before all headings have none.
    said(sitting, "quote: takes")
    assert "Did you mean" not in said(sitting, "quote: improves balance")
    (item,) = claim(sitting.review, 20).evidence
    assert item.section == "Strengthening"


@pytest.mark.parametrize(
    ("number", "line", "told"),
    [
        (5, "quote: can lead to a stiff knee", "not in the text. Did you mean “can lead to a stiff ankle”?"),
        (5, "quote: xyzzy", "Copy the words exactly"),
        (5, "quote:", "To delete the claim: d"),
        (5, "quote 2: stiff", "There is no quote 2"),
        (5, "modality: is", "The quote says “can”, and the claim says “is”. Write modality: can."),
        (5, "modality: perhaps", "There is: is, can, may, often, aim."),
        (5, "object: knee joint", "The object of leadsTo must be a Condition; knee-joint is of class Joint."),
        (5, "object: stiff ankel", "Did you mean “stiff ankle”?"),
        (5, "object: xyzzy", "To describe it as a new thing: object: new xyzzy"),
        (5, "object:", "Say what it is"),
        (5, "object: new", "Say what it is"),
        (5, "object: new 膝", "letters of the Latin alphabet"),
        (5, "object: new the knee pain", "“knee pain” is there already"),
        (5, "subject: stiff ankle", "Nothing leads to itself"),
        (5, "relation: leedsTo", "Did you mean “leadsTo”?"),
        (5, "relation: is innervated by", "must be"),
        (5, "relation: xyzzy", "There is: "),
        (5, "relation: influences", "There is no relation “influences”."),
        (5, "objekt: knee pain", "“objekt” cannot be changed here. Did you mean “object”?"),
        (5, "span: 1", "Keys: subject, relation"),
        (5, "class: Symptom", "comes after the drafts"),
        (5, "yes", "Type k, d, n or KEY: VALUE"),
        (5, "", "Type k, d, n or KEY: VALUE"),
        (5, "qualifier: " + "x" * 3000, "too long"),
        (5, "qualifier: " + "x" * 100_000, "too long"),
        (5, "qualifier: caf\ufffd", "type it as UTF-8"),
        (5, "object: heel pain; quote: There is no evidence that cracking sounds", "The quote says “no”"),
    ],
)  # fmt: skip
def test_what_would_be_a_fault_is_refused_and_changes_nothing(
    review: Review, number: int, line: str, told: str
) -> None:
    sitting = at_drafts(review, number)
    assert told in said(sitting, line)
    assert sitting.review is review


def test_several_changes_at_once_are_held_against_the_pack_together(review: Review) -> None:
    sitting = at_drafts(review, 5)
    assert "must be" in said(sitting, "relation: recommends")
    assert said(sitting, "relation: recommends; subject: physical therapist; object: rest; modality: can")
    said(
        sitting,
        "object: new a calf stretch; relation: recommends; subject: Physical Therapists; modality: can",
    )
    found = claim(sitting.review, 5)
    assert (found.relation, found.subject, found.object) == (
        "recommends", "physical-therapist", "calf-stretch",
    )  # fmt: skip
    # Its class is what the relation asks for, as far as its name does not tell.
    thing = sitting.review.graph.entity("calf-stretch")
    assert (thing.cls, thing.in_sentence, thing.plural) == ("Exercise", "a calf stretch", False)
    assert sitting.review.graph.vocabulary.is_a(thing.cls, "Intervention")


def test_what_another_pack_defines_is_required(pack: str) -> None:
    alone = re.sub(
        r"  # Line 7: The g.*(?=  # Line 10: Ankle pain)|  # Line 13.*\n(?=\n# The text may)",
        "",
        pack,
        flags=re.DOTALL,
    )
    review = opened(re.sub(r"requires: .*", "requires: [contrasts]", alone))
    sitting = Sitting(review)
    for _ in range(3):
        said(sitting, "")
    assert said(sitting, "relation: overlapsWith; object: soleus; modality: can") == (
        "Beware: the sentence has no word of “soleus”."
    )
    assert sitting.review.graph.packs["my"].requires == ("contrasts", "lower-limb")


def test_the_last_answer_is_taken_back(review: Review) -> None:
    sitting = Sitting(review)
    assert "no answer of this sitting" in said(sitting, "u")
    said(sitting, "")
    said(sitting, "u")
    assert sitting.question is not None
    assert sitting.question.kind == "blank"
    sitting = at_drafts(review, 4)
    said(sitting, "d")
    said(sitting, "u")
    assert sitting.review.text == review.text
    question = sitting.question
    assert question is not None
    assert "Draft 4 of 20, line 7, under “The Muscles Around the Ankle”" in list(sitting.lines(question))


def test_a_sentence_that_points_back_is_shown_with_the_one_before(review: Review) -> None:
    sitting = at_drafts(review, 14)
    assert sitting.question is not None
    shown = "\n".join(sitting.lines(sitting.question))
    assert "Single-Leg Stance: Stand on one leg for half a minute. It improves balance" in shown
    assert "  Its words: improves balance\n" in shown


def test_who_names_what_the_sentence_does_not_is_told(review: Review) -> None:
    sitting = at_drafts(review, 5)
    assert said(sitting, "subject: knee pain") == "Beware: the sentence has no word of “knee pain”."
    assert said(sitting, "subject: weak calf muscles") == ""


@pytest.mark.parametrize(("word", "relation"), [("causes", "leadsTo"), ("Leads to", "leadsTo")])
def test_a_relation_is_known_by_what_people_say_for_it(review: Review, word: str, relation: str) -> None:
    sitting = at_drafts(review, 8)
    said(sitting, "relation: increases")
    assert claim(sitting.review, 8).relation == "increases"
    said(sitting, f"relation: {word}")
    assert claim(sitting.review, 8).relation == relation


def test_a_claim_written_by_hand_between_braces_stays_between_them(pack: str) -> None:
    by_hand = (
        "  my-c90: {subject: heel-pain, relation: limits, object: daily-activities, modality: is, "
        "status: draft, ask: [attributed], evidence: [{quote: heel pain, span: [173, 182]}]}  # mine\n"
    )
    review = opened(pack.replace("  # Line 7: The gastro", by_hand + "  # Line 7: The gastro", 1))
    sitting = at_drafts(review)
    said(sitting, 'qualifier: in spring, {not} in "autumn"')
    said(sitting, "quote: ankle pain; object: new a long, long walk")
    assert "# mine" in sitting.review.text
    said(sitting, "object: new a long walk")
    said(sitting, "k")
    found = sitting.review.graph.claim("my-c90")
    assert (found.qualifier, found.object) == ('in spring, {not} in "autumn"', "long-walk")
    assert found.status is Status.REPORTED


def test_a_pack_with_faults_is_not_reviewed(pack: str) -> None:
    for spoilt in (
        pack.replace("object: stiff-ankle\n", "object: stiff ankle\n"),
        pack.replace("    modality: can\n", "    modalitee: can\n", 1),
        pack.replace("df89fba2", "00000000"),
        pack + "}{",
    ):
        with pytest.raises(PackError):
            opened(spoilt)


def test_a_missing_span_is_written_and_a_wrong_quote_can_be_mended(pack: str) -> None:
    review = opened(pack.replace("        span: [701, 726]\n", ""))
    assert claim(review, 5).evidence[0].start == 701
    review = opened(pack.replace("quote: can lead to a stiff ankle\n", "quote: can lead to a stiff apple\n"))
    assert review.reading.faults
    sitting = at_drafts(review, 5)
    said(sitting, "quote: can lead to a stiff ankle")
    assert sitting.review.reading.faults == ()


SIGNS = ": # [x] {y} \"z\" 'w' - ? | > & * ! % @ ` ~"
TYPED = st.one_of(
    st.sampled_from([
        SIGNS, *SIGNS.split(), "no", "null", "1e3", "2026", "<b>bold</b>", "\x1b[2J", "a\x00b", "\u202eab",
    ]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
)  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(key=st.sampled_from(["qualifier", "degree", "reading"]), value=TYPED)
def test_whatever_is_typed_is_read_back_as_it_was_taken(review: Review, key: str, value: str) -> None:
    try:
        wanted = changes(f"{key}: {value}", KEYS)
        after = change(review, claim(review, 5), wanted)
    except RefusedError:
        return
    if after is not review:
        assert getattr(claim(after, 5), key) == wanted[0][2] == cleaned(value)
        assert laid_out(after.text, "my.yaml") == (after.text, [])


ANSWERS = st.lists(
    st.sampled_from([
        "k", "k", "d", "n", "", "y", "u", "?", "modality: may", "qualifier: a #1", "degree:",
        "object: new a sore heel", "subject: heel pain", "relation: improves", "A sentence: of my # own.",
        "label: the {sore} heel", "class: Symptom", "in_sentence: [x", "synonyms: a, b: c", "influences",
        "quote: may contribute", "degree: \"very\" much", "subject: new: old", "x" * 50, "\x1b]0;x\x07",
    ]),
    max_size=45,
)  # fmt: skip


@settings(max_examples=6, deadline=None)
@given(answers=ANSWERS)
def test_any_answers_leave_a_pack_that_can_be_read_with_its_comments(pack: str, answers: list[str]) -> None:
    mine = pack.replace("  # Line ", f"  {MINE}\n  # Line ")
    sitting = Sitting(opened(mine))
    asked: set[str] = set()
    for line in answers:
        if sitting.question is None:
            break
        asked.add(sitting.question.key)
        list(sitting.lines(sitting.question))
        said(sitting, line)
    after = sitting.review
    assert after.reading.faults == ()
    again = opened(after.text)
    assert again.text == after.text
    untouched = [each for each in opened(mine).claims if f"draft {each.id}" not in asked]
    assert [each for each in again.claims if f"draft {each.id}" not in asked] == untouched
    kept = [line for line in comments_in(read_written(after.text)) if line == MINE]
    assert len(kept) == 20
