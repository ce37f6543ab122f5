"""Anki itself, in a process of its own, as its licence is another: steps go in, what came of them comes out.

The first argument is the path of a collection. The standard input is a list of steps in JSON, each a list of
a name and its arguments; the output is a list of their results.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

LOGS = ("new", "updated", "duplicate", "conflicting")


def import_(collection: Collection, path: str, update: str = "IF_NEWER") -> dict[str, int]:
    options = ImportAnkiPackageOptions(update_notes=f"IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_{update}")
    request = ImportAnkiPackageRequest(package_path=path, options=options)
    log = collection.import_anki_package(request).log
    return {name: len(getattr(log, name)) for name in LOGS}


def notes(collection: Collection) -> list[dict[str, Any]]:
    return [_note(collection, collection.get_note(note)) for note in collection.find_notes("")]


def _note(collection: Collection, note: Any) -> dict[str, Any]:
    kind = note.note_type()
    [card] = note.cards()
    shown = card.render_output()
    return {
        "guid": note.guid,
        "modified": note.mod,
        "fields": dict(note.items()),
        "tags": note.tags,
        "type": kind["name"],
        "deck": collection.decks.name(card.did),
        "due": card.due,
        "reviews": card.reps,
        "interval": card.ivl,
        "question": shown.question_text,
        "answer": shown.answer_text,
        "css": shown.css,
        "sounds": len(shown.question_av_tags + shown.answer_av_tags),
    }


def review(collection: Collection, deck: str) -> str:
    """Answer the next card of a deck as known, and return its note."""
    collection.decks.select(collection.decks.id_for_name(deck))
    [queued] = collection.sched.get_queued_cards().cards
    card = collection.get_card(queued.card.id)
    card.start_timer()
    collection.sched.answer_card(collection.sched.build_answer(card=card, states=queued.states, rating=3))
    return card.note().guid


def history(collection: Collection) -> list[list[int]]:
    return collection.db.all("select id, cid, ease, ivl from revlog order by id")


def edit(collection: Collection, guid: str, field: str, text: str) -> None:
    note = collection.get_note(collection.db.scalar("select id from notes where guid = ?", guid))
    note[field] = text
    collection.update_note(note)


def fix(collection: Collection) -> list[Any]:
    return list(collection.fix_integrity())


STEPS = {"import": import_, "notes": notes, "review": review, "history": history, "edit": edit, "fix": fix}


def main() -> None:
    collection = Collection(sys.argv[1])
    done = [STEPS[name](collection, *arguments) for name, *arguments in json.load(sys.stdin)]
    collection.close()
    json.dump(done, sys.stdout)


if __name__ == "__main__":
    main()
