"""What the author of a pack may have overlooked: marks that say too much, things that no claim is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.faults import quoted
from kg.inwords import listed
from kg.model import Stance, Status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from kg.checks.graph import Found
    from kg.model import Claim, CompletenessMark
    from kg.packs.reader import PackReader, Place

__all__ = ["check_marks_of_drafts", "overlooked"]

FILED_UNDER = "filedUnder"
# So many things are named in a note.
MOST_NAMED = 8


def check_marks_of_drafts(reader: PackReader, own: Collection[str]) -> Found:
    """Fault each mark of one's own packs, or of all, that says that all is told while a draft is open.

    What is a draft counts as not said, so that it would be a wrong answer, proved by the mark.
    """
    marks = [mark for mark in reader.marks.values() if mark.pack in own or not own]
    claims = _by_subject(reader, marks)
    faults = []
    for mark in marks:
        draft = next((claim.id for claim in claims[mark.subject] if _is_open(reader, claim, mark)), None)
        if draft is not None:
            message = f"{mark.subject} is marked complete for {mark.relation}, and {draft} is still a draft."
            hint = (
                "Judge the draft first: delete it, or write status: reported. "
                f"Until then leave {mark.relation} out here."
            )
            faults.append(reader.places["mark", *_key(mark)].fault("marks", message, hint))
    return "marks and drafts", len(marks), faults


def overlooked(reader: PackReader, own: Collection[str]) -> Iterator[str]:
    """Yield notes on one's own packs: marks that headings speak against, and things without a claim."""
    marks = [
        mark
        for mark in reader.marks.values()
        if mark.pack in own and reader.vocabulary.is_below(FILED_UNDER, mark.relation)
    ]
    filed = [claim for claim in reader.claims.values() if claim.relation == FILED_UNDER] if marks else []
    headings = {reader.entities[claim.object].label.strip("“”\"'"): claim.object for claim in filed}
    claims = _by_subject(reader, marks)
    for mark in marks:
        yield from _headings_left_out(mark, claims[mark.subject], headings, reader.places)
    spoken = {end for claim in reader.claims.values() for end in (claim.subject, claim.object)}
    idle = [name for name, each in reader.entities.items() if each.pack in own and name not in spoken]
    if idle:
        named = [
            *idle[:MOST_NAMED],
            *([f"{len(idle) - MOST_NAMED:,} more"] if len(idle) > MOST_NAMED else []),
        ]
        yield (
            f"No claim is about {listed(named)}. Say what the text claims, or delete what no claim needs: a "
            "question may offer it as a wrong answer."
        )


def _headings_left_out(
    mark: CompletenessMark,
    claims: Sequence[Claim],
    headings: Mapping[str, str],
    places: Mapping[tuple[str, ...], Place],
) -> Iterator[str]:
    """Yield a note where words on the subject stand under a heading that it is not said to be filed under."""
    its_own = {claim.object for claim in claims if claim.relation == FILED_UNDER}
    sections = {item.section for claim in claims for item in claim.evidence if item.source == mark.source}
    for section in sorted(filter(None, sections)):
        if section in headings and headings[section] not in its_own:
            place = places["mark", *_key(mark)]
            yield (
                f"{place.file}:{place.line}: all that {mark.subject} is filed under is marked as told, and "
                f"words on it stand under {quoted(section)}. Mark only relations by which you wrote out "
                "everything."
            )


def _by_subject(reader: PackReader, marks: Sequence[CompletenessMark]) -> Mapping[str, list[Claim]]:
    """Return the claims on what is marked, by their subject."""
    found: dict[str, list[Claim]] = {mark.subject: [] for mark in marks}
    for claim in reader.claims.values() if found else ():
        if claim.subject in found:
            found[claim.subject].append(claim)
    return found


def _is_open(reader: PackReader, claim: Claim, mark: CompletenessMark) -> bool:
    """Return whether a claim is a draft of what a mark says is told."""
    return (
        claim.status is Status.DRAFT
        and reader.vocabulary.is_below(claim.relation, mark.relation)
        and any(item.source == mark.source and item.stance is Stance.SUPPORTS for item in claim.evidence)
    )


def _key(mark: CompletenessMark) -> tuple[str, str, str]:
    return mark.source, mark.subject, mark.relation
