"""Write docs/app.md from the registry of actions: python docs/make_app.py.

A test holds the page against what this writes, so that the two cannot drift apart.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quiz.actions import of, titles
from quiz.keys import shown_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).with_name("app.md")
HEAD = """\
# The app

`myograph` opens it. Everything works by keys, and by mouse too; 80×24 is the size it is made for, 60×18 shows one
pane at a time, and a smaller terminal says what it needs. Each room has its help: F1, or ? where nothing is typed.

| room | what it is for | the same as a command |
|---|---|---|
| Today | what is due, the day's plan, the streak, going on with a quiz; an exam | `quiz --today`, `quiz --mistakes`, `exam`, `plan --json`, `progress --json` |
| a quiz | one question at a time, with the verdict, why, who says so and how sure that is | `quiz --plain`, `exam --plain`, `undo`, `report`, `suspend` |
| Build | a quiz or an exam of your own, seen before it begins; a course file; a paper | `quiz --topic … --seed …`, `course`, `bank export --course FILE` |
| Explore | one thing with what points at it and what it points to; its page; search | `search --json`, `show --json` |
| Paths | every causal chain from one thing to another, with the words under each step | `path FROM TO --json` |
| Ask | plain words or SPARQL; the answers as a table, to sort, copy and save | `ask --json`, `sparql -r csv`, `export --query` |
| Progress | mastery with its interval, calendar, forecast, what you mix up | `progress --json`, `quiz --contrast A B` |
| Sources | who says what, and how each claim stands | `sources --json`, `claims --source ID --json` |
| Export (F4) | the graph or a part of it in eleven formats, Turtle first | `export -f turtle -o FILE` |
| answers (Today) | all your answers to a file, and those of a file to yours | `log export FILE`, `log import FILE` |

Ctrl+P lists everything that can be done where you are, by name. For screen readers, braille and pipes there are the
commands: an app that draws on the whole terminal cannot be read well aloud.

## Signs

Nothing is told by colour alone. Right is ✓ and the word, wrong ✗ and the word. An arrow tells how a claim stands:
`══▶` established, `──▶` reported, `┄┄▶` contested, `×─▶` refuted; the word stands by it where there is doubt.

F12 changes the colours. The app's own are dark, light and high contrast, from hues that differ for the colour-blind;
`ansi-dark` and `ansi-light` keep to the sixteen colours of your terminal. Colours and place are remembered in `app.json`
beside your answers (`myograph locate`); the place until the end of the study day, as the next begins with Today.

## Your own keys

In `settings.yaml` (`myograph locate` says where):

```yaml
vim: true                    # h j k l and their like, beside the arrows
keys:
  quiz.hint: i               # by the id in the tables below
  go.explore: f7, x          # several, with commas between
```

`myograph keys` lists them as you have set them, with `--json` for programs. An id or a key that does not exist, or that
would do two things in one place, is told with its line and column.

## All keys

While you type in a line, letters are letters; the keys that are none, and those with Ctrl, still do what they do.
"""


def page() -> str:
    """Return the page."""
    return HEAD + "".join(_tables())


def _tables() -> Iterator[str]:
    for place, title in titles().items():
        yield f"\n### {title}\n\n| keys | what they do | id |\n|---|---|---|\n"
        for action in of(place):
            keys = shown_keys(action.keys) + (f"; vim: {shown_keys(action.vim)}" if action.vim else "")
            yield f"| {keys} | {action.tip} | `{action.id}` |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
