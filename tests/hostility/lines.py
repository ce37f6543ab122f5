"""What is typed to try every command; R is a table of results, and X stands for whatever is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

__all__ = ["OTHER", "SHOWING", "WRONG", "without_packs"]

# Each way of a command to show what the graph, the questions and the log hold. `publish` needs a server.
SHOWING = (
    "search thing", "search thing --json", "show thing-1", "show thing-1 --json", "claims", "claims --json",
    "path thing-1 thing-3", "path thing-1 thing-3 --json", "sources", "sources --json", "bank list",
    "bank list --json", "bank lint", "bank lint --json", "bank show item-match",
    "bank show item-match --json", "results R", "results R --json", "log export -", "quiz --plain",
)  # fmt: skip
OTHER = (
    "packs", "ask what leads to thing-1", "exam --plain", "plan", "plan --json", "progress",
    "progress --json", "log export -f xapi -", "keys", "locate", "doctor", "doctor --json", "backup",
    "backup --list", "report claim-1 why", "suspend claim-1", "undo", "restore --yes",
    "course -n 2 --topic thing-1 a", "schema",
)  # fmt: skip
# Words that no command knows what to do with, each of which is repeated in what is told of it.
WRONG = (
    "search X", "show X", "claims --subject X", "claims --relation X", "claims --status X",
    "claims --source X", "path X X", "ask X", "sources X", "check X", "check --source-text X",
    "--pack X packs", "bank show X", "bank export -f X", "bank list --topic X", "bank list --type X",
    "bank list --level X", "export -f X", "export --around X", "export --path X X", "export --query X",
    "export -o X/X", "export --status X", "sparql X", "sparql -f X", "sparql -r X X", "sparql --graph X X",
    "sparql --graph-name X X", "sparql --timeout X X", "publish --graph X", "quiz --plain --course X",
    "quiz --plain --topic X", "exam --plain --minutes X", "plan --exam-date X", "plan --course X",
    "course X", "course a --topic X", "course a --exam-date X", "log import X", "log export X/X",
    "log export -f X -", "restore --yes X", "report X X", "report article-c18 X", "suspend X", "results X",
    "keys X", "progress X", "X", "fmt X", "diff X X", "import X --title X --citation X",
    "new X --source-text X", "review X --source-text X", "schema X", "--X", "quiz --X",
)  # fmt: skip


def without_packs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the bundled packs, which every check and comparison would read again."""
    for module in ("kg.checks.run", "kg.packs.editions", "kg.packs.loading"):
        monkeypatch.setattr(f"{module}.bundled_packs", lambda: ())
