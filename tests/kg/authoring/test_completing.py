"""What comes after the drafts of a pack under review: its head, its things, its marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviews import MINE, at_drafts, at_marks, opened, said

from kg.authoring.questions import questions
from kg.authoring.sitting import Sitting

if TYPE_CHECKING:
    from kg.authoring.reviewing import Review


def test_the_head_is_filled_in(after_drafts: Review) -> None:
    source = after_drafts.graph.sources["stiff-ankles-and-sore-heels"]
    curator = after_drafts.graph.sources["my-curator"]
    assert (source.citation, source.in_sentence) == ("A. Author. Stiff ankles. 2024.", "the leaflet")
    assert (curator.label, curator.citation) == ("Ann Other", "Ann Other, 2026")
    assert "# as in “According to" not in after_drafts.text
    assert "# Drafts, found by words alone" not in after_drafts.text
    assert "# A claim that is missing" in after_drafts.text


def test_marks_follow_what_is_claimed(review: Review) -> None:
    sitting = at_drafts(review, 6)
    said(sitting, "subject: new tension in the plantar fascia")
    subjects = [line.subject for line in sitting.review.lines]
    assert "tension" not in subjects
    assert "tension-in-the-plantar-fascia" in subjects
    said(sitting, "k")
    for _ in range(14):
        said(sitting, "d")
    assert sitting.question is not None
    # Five drafts were put off; their subjects have no question.
    assert {line.subject for line in sitting.review.lines} >= {"gastrocnemius"}
    assert [each.kind for each in questions(sitting.review)].count("mark") == 1


def test_things_of_no_claim_are_offered_for_deletion_once_all_is_judged(review: Review) -> None:
    sitting = Sitting(review)
    while sitting.question is not None and sitting.question.kind != "idle":
        said(sitting, {"blank": "", "draft": "d"}[sitting.question.kind])
    assert sitting.question is not None
    assert "an old ankle sprain" in "".join(sitting.lines(sitting.question))
    assert said(sitting, "maybe") == "Type y or n."
    said(sitting, "y")
    after = sitting.review
    assert (after.claims, after.things, after.lines) == ([], [], [])
    assert "entities" not in after.text
    assert "complete" not in after.text
    assert list(questions(after))[3:] == []
    assert after.reading.faults == ()


def test_a_thing_is_described_and_named(after_drafts: Review) -> None:
    sitting = Sitting(after_drafts)
    said(sitting, "label: arch of the foot")
    thing = sitting.review.graph.entity("arch")
    assert (thing.label, thing.in_sentence, thing.synonyms) == (
        "arch of the foot",
        "the arch of the foot",
        ("arch",),
    )
    assert "There is no class “Bones”. Did you mean “Bone”?" in said(sitting, "class: Bones")
    assert "already names" in said(sitting, "synonyms: knee pain")
    assert "in a sentence" in said(sitting, "y")
    said(sitting, "synonyms: instep, the long arch; plural: no")
    said(sitting, "Plantar arch: what the bones of the foot make, from heel to toes.")
    thing = sitting.review.graph.entity("arch")
    assert thing.synonyms == ("instep", "the long arch")
    assert thing.definition == "Plantar arch: what the bones of the foot make, from heel to toes."
    assert sitting.question is not None
    assert sitting.question.key == "thing stiff-ankle"
    assert "is of class Muscle" in said(sitting, "class: muscle")


def test_what_the_same_sentence_may_say_more_is_shown_before_it_is_said_to_be_all(
    after_drafts: Review,
) -> None:
    """“Walking improves the blood flow … and may reduce stiffness” was marked as all by one quick y."""
    listed = "#   line 10, “A stiff ankle may cause the …”"
    mine = after_drafts.text.replace(
        listed, f"#   line 10, “Tight calf muscles can lead to …”: tighten\n{listed}"
    )
    assert mine != after_drafts.text
    sitting = at_marks(opened(mine))
    shown = {}
    while sitting.question is not None:
        shown[sitting.question.key] = "\n".join(sitting.lines(sitting.question))
        said(sitting, "")
    more = "Verbs of the same sentence that no claim was made of: "
    assert {key: text.split(more)[1].split("\n")[0] for key, text in shown.items() if more in text} == {
        "mark tight-calf-muscles influences": "tighten",
        # Of the sentence before, to which “this tension” points back.
        "mark tension influences": "cause, increases",
    }


def test_all_things_are_left_for_later_at_once(after_drafts: Review) -> None:
    sitting = Sitting(after_drafts)
    assert sitting.question is not None
    assert sitting.question.kind == "thing"
    opening = next(iter(sitting.lines(sitting.question)))
    assert "how they are called: " in opening
    # Those that head an item of a list have their article there, too.
    assert "the single-leg stance; " in opening
    assert "; band eversion; the wall stretch; heel drops" in opening
    assert said(sitting, "s") == ""
    assert sitting.question.kind == "mark"
    said(sitting, "u")
    assert sitting.question.kind == "thing"


def test_a_mark_is_set_or_goes(after_drafts: Review) -> None:
    sitting = at_marks(after_drafts)
    asked = []
    while sitting.question is not None:
        asked.append("\n".join(sitting.lines(sitting.question)))
        if "by influences and worksOn" in asked[-1]:
            assert "Type" not in said(sitting, "influences")
            assert sitting.question is not None
            # The other relation is asked for by itself.
            assert "by worksOn?" in "\n".join(sitting.lines(sitting.question))
            assert "Type y or n" in said(sitting, "influences")
            said(sitting, "n")
        else:
            said(sitting, "y" if len(asked) % 2 else "n")
    assert len(asked) == 12
    assert any("Weak calf muscles may lead to ankle pain." in each for each in asked)
    assert "    line 16: " in "\n".join(asked)
    text = sitting.review.text
    assert "complete:\n  - {subject: " in text
    assert "{subject: wall-stretch, relations: [influences]}" in text
    assert "all that the text says of it" not in text
    assert "# The text may make more claims" in text
    assert sitting.review.may_say_more() == 9
    assert len(sitting.review.reading.reader.marks) > len(after_drafts.reading.reader.marks)
    assert sitting.review.reading.faults == ()


def test_marks_that_were_begun_by_hand_are_gone_on_with(after_drafts: Review) -> None:
    text = after_drafts.text.replace("# complete:\n#   - {", f"complete:\n  {MINE}\n  - {{", 1)
    sitting = at_marks(opened(text))
    marked = len(sitting.review.lines)
    assert marked == len(after_drafts.lines) - 1
    while sitting.question is not None:
        said(sitting, "y")
    after = sitting.review
    assert after.reading.faults == ()
    assert (after.lines, after.marked()) == ([], marked + 1)
    assert MINE in after.text
    assert "all that the text says of it" not in after.text
