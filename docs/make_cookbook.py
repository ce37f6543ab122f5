"""Write docs/cookbook.md from the queries in docs/cookbook and the graph: python docs/make_cookbook.py.

A test holds the page against what this writes, so that the two cannot drift apart. The first two lines of a
query are its question and what to watch out for, as comments.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store

import kg
from kg.inwords import counted
from kg.rdf import to_ntriples
from kg.sparql.child import Mistake, answered
from kg.sparql.engine import NO_LIMIT, Rows, Truth
from kg.sparql.guard import read_query
from kg.sparql.results import printed
from kg.sparql.table import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph import KnowledgeGraph
    from kg.sparql.engine import Answer

PAGE = Path(__file__).with_name("cookbook.md")
QUERIES = Path(__file__).with_name("cookbook")
FIRST_ROWS, FIRST_LINES = 4, 12
HEAD = """\
# Queries to copy

Made from `docs/cookbook/*.rq` and the graph by `python docs/make_cookbook.py`. *For learning, not medical
advice.*

```sh
myograph sparql -f docs/cookbook/01-said-and-standing.rq
myograph sparql 'SELECT ?muscle { ?muscle myo:innervatedBy id:femoral-nerve }' -r csv -o muscles.csv
```

- Here the project's prefixes need no declaration. The queries below declare them, so that they run on any
  SPARQL 1.1 engine over what `myograph export` writes.
- `?s myo:leadsTo ?o` finds what is established, without hedge and without qualifier;
  `?s myo:claimedLeadsTo ?o` what anyone says and nothing has refuted. The claims themselves (`myo:Claim`)
  hold all of it, with words, hedge, status and sources.
- Nothing is inferred: a query on a relation does not find those below it.
  `?claim myo:predicate ?relation . ?relation rdfs:subPropertyOf* myo:influences` takes those, too, and
  `?entity a/rdfs:subClassOf* myo:Condition` does so for classes.
- The command only reads, and only this graph: updates, SERVICE and FROM are refused. There is one graph,
  without a name, so GRAPH finds nothing. A query is stopped after `--timeout` seconds; of more rows than
  `--limit`, the first are given, and standard error says so.
- Without ORDER BY, rows come in an order of the engine's own, the same each time.
- `-r csv` is the W3C's CSV: values as they are, IRIs in full. A spreadsheet takes a value that begins with
  `=`, `+`, `-` or `@` for a formula; import such a file as text.
"""


def lines(answers: dict[str, Answer]) -> Iterator[str]:
    """Yield the page, given the answer to each query by the name of its file."""
    yield HEAD
    for path in sorted(QUERIES.glob("*.rq")):
        title, caution, query = parts(path.read_text("utf-8"))
        yield f"## {title}\n"
        yield f"`docs/cookbook/{path.name}`\n"
        yield f"```sparql\n{query}\n```\n"
        yield from _first(answers[path.name])
        yield f"*Watch out:* {caution}\n"


def parts(text: str) -> tuple[str, str, str]:
    """Return the question of a query's text, what to watch out for, and the query itself."""
    title, caution, query = text.split("\n", 2)
    return title.removeprefix("# "), caution.removeprefix("# Watch out: "), query.strip()


def _first(answer: Answer) -> Iterator[str]:
    if isinstance(answer, Truth):
        yield f"Answer: {'yes' if answer.value else 'no'}.\n"
        return
    if isinstance(answer, Rows):
        number = len(answer.rows)
        yield counted(number, "row") + (", of which the first:\n" if number > FIRST_ROWS else ":\n")
        yield f"| {' | '.join(answer.variables)} |\n|{'---|' * len(answer.variables)}"
        for row in answer.rows[:FIRST_ROWS]:
            yield f"| {' | '.join(_cell(shown(term)) for term in row)} |"
        yield ""
        return
    turtle = printed(answer, "turtle").decode().splitlines()
    yield counted(len(answer.triples), "triple") + (", which begin:\n" if turtle[FIRST_LINES:] else ":\n")
    yield "```turtle"
    yield from (line.replace("\t", "    ") for line in turtle[:FIRST_LINES])
    yield "```\n"


def _cell(text: str) -> str:
    """Return the text with what Markdown would take for markup made harmless."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", text)


def answers(graph: KnowledgeGraph) -> dict[str, Answer]:
    """Return the answer to each query, by the name of its file; from one store, for the sake of time."""
    store = Store()
    store.load(to_ntriples(graph), format=RdfFormat.N_TRIPLES)
    found = {}
    for path in sorted(QUERIES.glob("*.rq")):
        answer = answered(store, read_query(path.read_text("utf-8"), {}).text, {}, NO_LIMIT)
        if isinstance(answer, Mistake):
            raise SystemExit(f"{path}: {answer.reason}")
        found[path.name] = answer
    return found


def page(found: dict[str, Answer]) -> str:
    """Return the page as it should stand, given the answers."""
    return "\n".join(lines(found)).rstrip("\n") + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(answers(kg.load())), "utf-8")
