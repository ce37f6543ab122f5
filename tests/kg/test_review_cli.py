"""`myograph review`: from `new` to a pack without a fault, by typed lines, and whatever else comes in."""

from __future__ import annotations

import io
import re
import shutil
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from kg.checks.run import check_all, in_place
from quiz import entry

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = Path(__file__).parents[2] / "docs" / "examples" / "stiff-ankles.txt"
HEAD = ["A. Author. Stiff ankles. Leaflet, 2024.", "the leaflet", "Ann Other, 2026"]
# How one person answers on the example: deletes what is held already, mends four drafts, keeps the rest.
DRAFTS = [
    "d", "d", "d", "k", "k",
    "subject: new tension in the plantar fascia; qualifier: over time", "k",
    "object: new poor balance", "subject: old ankle sprain", "k",
    "k", "k", "k", "k", "k", "k", "k", "k", "k", "k", "k", "k",
    "quote: important for balance after a bad sprain; qualifier: after a bad sprain", "k",
]  # fmt: skip
THINGS = [
    "y", "label: arch of the foot", "What the bones of the foot make, from heel to toes.", "", "", "",
    "", "", "label: an ankle sprain", "A ligament of the ankle that is torn.", "", "", "", "", "",
]  # fmt: skip
MARKS = ["y", "y", "", "n", "influences", "y", "y", "y", "y", "y", "y", "y", "y", "y"]


class Done(NamedTuple):
    code: int
    out: str
    err: str


class Keyboard(io.StringIO):
    """Lines as they are typed; before one of them something else happens."""

    def __init__(self, lines: list[str], before: int = -1, happens: Callable[[], object] = bool) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))
        self._left, self._happens = before, happens

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        if self._left == 0:
            self._happens()
        self._left -= 1
        return super().readline(-1 if size is None else size)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Done]:
    """Run `myograph` in this process with what is typed."""

    def run(*arguments: str | Path, typed: list[str] | io.TextIOWrapper | Keyboard | None = ()) -> Done:  # type: ignore[assignment]
        keyboard = Keyboard(list(typed)) if isinstance(typed, (list, tuple)) else typed
        monkeypatch.setattr(sys, "stdin", keyboard)
        with pytest.raises(SystemExit) as ended:
            entry.main(list(map(str, arguments)))
        out, err = capsysbinary.readouterr()
        return Done(int(ended.value.code or 0), out.decode(), err.decode())

    return run


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What `myograph new` writes for the example."""
    folder = tmp_path_factory.mktemp("new")
    with pytest.raises(SystemExit):
        entry.main(["new", str(folder / "my.yaml"), "--source-text", str(TEXT)])
    return (folder / "my.yaml").read_bytes()


@pytest.fixture
def pack(new: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "my.yaml"
    path.write_bytes(new)
    return path


@pytest.fixture
def review(run: Callable[..., Done], pack: Path) -> Callable[..., Done]:
    def review(typed: list[str] | io.TextIOWrapper | Keyboard | None) -> Done:
        return run("review", pack, "--source-text", TEXT, typed=typed)

    return review


def faults(pack: Path) -> list[str]:
    texts, _ = in_place([(str(pack), pack.read_text("utf-8"))])
    found = check_all(texts, [(TEXT.name, TEXT.read_bytes())])
    return [str(fault) for check in found for fault in check.faults]


def test_the_whole_example_ends_in_a_pack_without_a_fault(review: Callable[..., Done], pack: Path) -> None:
    done = review([*HEAD, *DRAFTS, *THINGS, *MARKS])
    assert (done.code, done.err) == (0, "")
    assert "Draft 20 of 20, line 24, under “When to See Someone”" in done.out
    assert "Draft 21" not in done.out
    assert faults(pack) == []
    text = pack.read_text("utf-8")
    assert "draft" not in text.split("claims:")[1].split("# The text may")[0]
    assert "- {subject: weak-calf-muscles, relations: [influences]}" in text
    end = done.out[done.out.index("There is now") :]
    assert "There is now: 17 claims, 2 things described, " in end
    assert "9 sentences of the text may say more: the end of the file lists them." in end
    assert f'bank export --pack {pack} --source "the leaflet" -f print -o all.html' in end


def test_stopping_loses_nothing_and_the_next_time_goes_on(review: Callable[..., Done], pack: Path) -> None:
    done = review([*HEAD, "d", "q", "k"])
    assert done.code == 0
    assert f"Stopped. What you answered is in {pack}; run this again to go on." in done.out
    before = pack.read_bytes()
    assert b"my-c01:" not in before
    # The end of the input is as q; what was put off is asked again.
    done = review(["n"])
    assert "Draft 1 of 19, line 7" in done.out
    assert "Draft 2 of 19" in done.out
    assert "Stopped." in done.out
    assert pack.read_bytes() == before


def test_closed_standard_input_is_an_end_of_input(review: Callable[..., Done]) -> None:
    done = review(None)
    assert (done.code, done.err) == (0, "")
    assert "Stopped." in done.out


def test_a_sitting_without_an_answer_does_not_touch_the_file(review: Callable[..., Done], pack: Path) -> None:
    pack.write_bytes(
        pack.read_bytes().replace(b"requires: [anatomy, article,", b"requires: [article, anatomy,")
    )
    before = pack.stat().st_mtime_ns, pack.read_bytes()
    review(["", "", "", "n", "modality: perhaps", "q"])
    assert (pack.stat().st_mtime_ns, pack.read_bytes()) == before


def test_what_somebody_wrote_meanwhile_is_read_and_kept(review: Callable[..., Done], pack: Path) -> None:
    def edit() -> None:
        text = pack.read_text("utf-8")
        pack.write_text(
            text.replace("  my-c02:", "  # By hand.\n  my-c02:").replace("0.1.0", "0.2.0"), "utf-8"
        )

    done = review(Keyboard([*HEAD, "d", "d", "d"], 4, edit))
    assert "changed meanwhile: it is read anew, and this answer is not taken." in done.out
    text = pack.read_text("utf-8")
    # Asked again, the next line was the answer.
    assert "# By hand." in text
    assert "version: 0.2.0" in text
    assert "my-c02:" not in text
    assert "my-c03:" in text


def test_faults_that_came_in_meanwhile_end_it_and_are_left_as_they_are(
    review: Callable[..., Done], pack: Path
) -> None:
    done = review(Keyboard([*HEAD, "d"], 3, lambda: pack.write_text("pack: [")))
    assert done.code == 1
    assert "my.yaml:" in done.err
    assert pack.read_text() == "pack: ["


def test_the_file_keeps_its_mode_its_line_ends_and_its_link(
    review: Callable[..., Done], pack: Path, tmp_path: Path
) -> None:
    real = tmp_path / "real.yaml"
    real.write_bytes(pack.read_bytes().replace(b"\n", b"\r\n"))
    real.chmod(0o640)
    pack.unlink()
    pack.symlink_to(real)
    review([*HEAD, "d", "object: new a, b", "k", "q"])
    data = real.read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") > 100
    assert b"Ann Other" in data
    assert pack.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_pack_with_faults_or_of_another_text_is_told_and_left(
    run: Callable[..., Done], pack: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Knee pain can limit daily activities.")
    before = pack.read_bytes()
    done = run("review", pack, "--source-text", other)
    assert (done.code, done.out) == (1, "")
    assert "No source has this text" in done.err
    other.write_bytes(b"\xff\xfe")
    assert run("review", pack, "--source-text", other).code == 3
    assert run("review", pack, "--source-text", tmp_path / "none.txt").code == 3
    assert run("review", tmp_path / "none.yaml", "--source-text", TEXT).code == 3
    assert run("review", pack).code == 2
    assert pack.read_bytes() == before
    # Told with its line in the file as it is, which is not in order.
    pack.write_bytes(
        before.replace(b"relation: leadsTo", b"relation: leedsTo", 1).replace(b"\nclaims", b"\n\nclaims")
    )
    done = run("review", pack, "--source-text", TEXT)
    assert done.code == 1
    assert "my.yaml:169:15: There is no relation “leedsTo”. Did you mean “leadsTo”?" in done.err


def test_a_pack_in_which_nothing_is_left_says_so(run: Callable[..., Done], tmp_path: Path) -> None:
    pack = tmp_path / "stiff-ankles.yaml"
    shutil.copy(TEXT.with_name("stiff-ankles.yaml"), pack)
    done = run("review", pack, "--source-text", TEXT, typed=[])
    assert (done.code, done.err) == (0, "")
    assert "There is now: " in done.out
    assert "> " not in done.out


def test_what_is_typed_reaches_neither_the_terminal_nor_the_file_as_an_order(
    review: Callable[..., Done], pack: Path
) -> None:
    typed = b"\x1b]0;title\x07: # [x] {y}\nthe \xc2\x9b2J \xe2\x80\xaeleaflet\n\xff\xfe\n\n"
    typed += b"qualifier: \xff\n\x1b[2J\nq\n"
    done = review(io.TextIOWrapper(io.BytesIO(typed), "utf-8", errors="replace"))
    assert done.code == 0
    assert not set(done.out) & {"\x1b", "\x07", "\x9b", "\u202e"}
    data = pack.read_bytes()
    assert not set(data) & {0x1B, 0x07}
    assert "\u202e" not in data.decode()
    assert 'citation: "]0;title: # [x] {y}"' in data.decode()
    assert "type it as UTF-8" in done.out
    assert faults(pack) == []


def test_a_title_that_is_markup_or_an_order_is_shown_as_it_is(
    run: Callable[..., Done], tmp_path: Path
) -> None:
    text, pack = tmp_path / "text.txt", tmp_path / "it's; rm.yaml"
    text.write_text(
        "[bold]Hips[/]\n\nKnee pain can \x1b[31m limit daily activities. Knee pain can limit mobility.\n"
    )
    assert run("new", pack, "--source-text", text).code == 0
    done = run("review", pack, "--source-text", text, typed=["", "$(the text)", "", "k", "k", "k", "y", "y"])
    assert done.code == 0
    assert "\x1b" not in done.out
    assert "'$(the text)'" in done.out or "Draft" in done.out


def test_help_is_at_hand(review: Callable[..., Done]) -> None:
    done = review(["?", *HEAD, "?", "help", "q"])
    assert "Enter leaves it for later" in done.out
    assert done.out.count("object: new a stiff ankle") == 2
    # What stands in columns fits a terminal of 80.
    assert max(len(line) for line in done.out.split("\n") if re.match("    [a-z_]+: ", line)) < 80
