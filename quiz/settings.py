"""What the learner has set once for all: settings.yaml, every key of which may be left out."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UnusableFileError
from quiz.limits import ANSWERS_PER_DAY, MOST_A_DAY, ROLLOVER_HOUR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.packs.record import Record

__all__ = ["CONFIG_VARIABLE", "FILE", "Settings", "read_settings", "settings_path"]

CONFIG_VARIABLE = "MYOGRAPH_CONFIG_DIR"
FILE = "settings.yaml"
KEYS = ("rollover_hour", "answers_per_day", "exam_date", "vim", "keys")


@dataclass(frozen=True, slots=True)
class Settings:
    """The hour at which a study day begins, how many answers a day are meant to be given, and the exam.

    `keys` are those chosen for actions of the app, by the action's id, separated by commas; `vim` adds the
    letters that move about in vim.
    """

    rollover_hour: int = ROLLOVER_HOUR
    answers_per_day: int = ANSWERS_PER_DAY
    exam_date: date | None = None
    vim: bool = False
    keys: Mapping[str, str] = field(default_factory=dict)


def settings_path() -> Path:
    """Return where the settings lie: in $MYOGRAPH_CONFIG_DIR, or the platform's usual place."""
    if chosen := os.environ.get(CONFIG_VARIABLE):
        return Path(chosen) / FILE
    import platformdirs

    return Path(platformdirs.user_config_dir("myograph", appauthor=False)) / FILE


def read_settings(path: Path | None = None) -> Settings:
    """Return the settings; those of a file that is not there are the usual ones.

    Raises `UnusableFileError` with all faults of the file.
    """
    path = path or settings_path()
    if not path.is_file():
        return Settings()
    from kg.faults import FaultLog
    from kg.files import read_text
    from kg.packs.record import Record
    from kg.packs.yamlnodes import YamlFaultError, read_yaml

    log = FaultLog()
    text = read_text(path)
    if not text.strip():
        return Settings()
    try:
        record = Record(read_yaml(text, str(path)), str(path), log, "the settings file", KEYS, ())
    except YamlFaultError as error:
        raise UnusableFileError(str(error.fault)) from None
    found = Settings(
        _number(record, "rollover_hour", 0, 23, ROLLOVER_HOUR),
        _number(record, "answers_per_day", 1, MOST_A_DAY, ANSWERS_PER_DAY),
        _date(record, "exam_date"),
        vim := record.boolean("vim"),
        _keys(record, vim=vim),
    )
    if log.faults:
        raise UnusableFileError("\n".join(map(str, log.faults)))
    return found


def _number(record: Record, key: str, least: int, most: int, usual: int) -> int:
    if not record.has(key):
        return usual
    text = getattr(record.place(key), "text", "")
    if re.fullmatch("[0-9]{1,4}", text) and least <= int(text) <= most:
        return int(text)
    record.fault("types", record.place(key), f"“{key}” should be a whole number from {least} to {most}.")
    return usual


def _date(record: Record, key: str) -> date | None:
    text = record.text(key)
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        hint = "Write year, month and day: 2027-02-14."
        record.fault("types", record.place(key), f"“{text[:40]}” is no date.", hint)
        return None


def _keys(record: Record, *, vim: bool) -> dict[str, str]:
    """Return the keys that are chosen, by the id of what they do."""
    if not record.has("keys"):
        return {}
    from kg.packs.yamlnodes import MappingNode, ScalarNode
    from quiz.actions import all_actions
    from quiz.keys import clashes, is_key

    node = record.place("keys")
    if not isinstance(node, MappingNode):
        record.fault("types", node, "“keys” should be a mapping, such as {quiz.hint: i}.")
        return {}
    chosen: dict[str, str] = {}
    places: dict[str, ScalarNode] = {}
    for name, value in node.pairs:
        if record.check_reference(name, all_actions(), "action") is None:
            continue
        keys = [key.strip() for key in value.text.split(",")] if isinstance(value, ScalarNode) else []
        strange = next((key for key in keys if not is_key(key)), None)
        if not keys or strange is not None:
            hint = "Write keys like these, with commas between: h, ?, f5, ctrl+z, pageup."
            record.fault("types", value, f"“{(strange or '')[:40]}” is no key.", hint)
        elif name.text in chosen:
            record.fault("keys", name, f"“{name.text}” is there twice.", "Keep one of them.")
        else:
            chosen[name.text], places[name.text] = ",".join(keys), name
    for key, first, second in clashes(chosen, vim=vim):
        at = places.get(second) or places[first]
        record.fault("keys", at, f"“{key}” would be the key of both {first} and {second}.", "Choose another.")
    return chosen
