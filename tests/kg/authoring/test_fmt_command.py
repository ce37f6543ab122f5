"""`myograph fmt`: which files it rewrites, which it names, which it leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kg.commands.fmt import fmt as fmt_command
from kg.errors import PackError, UnusableFileError

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

UNTIDY = b"title: b  # c\npack: a\n"
TIDY = b"pack: a\ntitle: b  # c\n"


def fmt(*arguments: object, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(fmt_command, [str(each) for each in arguments], input=stdin)


@pytest.fixture
def untidy(tmp_path: Path) -> Path:
    path = tmp_path / "untidy.yaml"
    path.write_bytes(UNTIDY)
    return path


@pytest.fixture
def tidy(tmp_path: Path) -> Path:
    path = tmp_path / "tidy.yaml"
    path.write_bytes(TIDY)
    return path


def test_check_names_what_would_change_and_changes_nothing(untidy: Path, tidy: Path) -> None:
    done = fmt("--check", tidy, untidy)
    assert (done.exit_code, done.stdout, done.stderr) == (1, f"{untidy}\n", "Would change: 1 pack.\n")
    assert untidy.read_bytes() == UNTIDY
    done = fmt("--check", tidy)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
    assert fmt("--check", "-", stdin=UNTIDY).stdout == "standard input\n"


def test_a_pack_is_rewritten_once_with_its_mode_and_by_way_of_a_link(untidy: Path, tidy: Path) -> None:
    link = untidy.with_name("link.yaml")
    link.symlink_to(untidy)
    untidy.chmod(0o666)  # more than the mask lets new files have
    before = tidy.stat().st_mtime_ns
    done = fmt(link, tidy)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"Put in order: {link}\n")
    assert link.is_symlink()
    assert untidy.read_bytes() == TIDY
    assert untidy.stat().st_mode & 0o777 == 0o666
    assert tidy.stat().st_mtime_ns == before
    assert fmt(link, tidy).stderr == ""
    assert sorted(path.name for path in untidy.parent.iterdir()) == ["link.yaml", "tidy.yaml", "untidy.yaml"]


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"\xef\xbb\xbfpack: a\n", b"pack: a\n"),
        (b"pack: a", b"pack: a\n"),
        (b"title: b\r\npack: a", b"pack: a\r\ntitle: b\r\n"),
    ],
)
def test_bytes_that_no_one_sees_are_put_in_order_too(untidy: Path, data: bytes, wanted: bytes) -> None:
    untidy.write_bytes(data)
    assert fmt("--check", untidy).exit_code == 1
    assert fmt(untidy).exit_code == 0
    assert untidy.read_bytes() == wanted


def test_a_dash_goes_from_standard_input_to_standard_output() -> None:
    done = fmt("-", stdin=UNTIDY)
    assert (done.exit_code, done.stdout_bytes, done.stderr) == (0, TIDY, "")


def test_faults_are_told_and_the_others_are_put_in_order(untidy: Path) -> None:
    broken, missing = untidy.with_name("broken.yaml"), untidy.with_name("missing.yaml")
    broken.write_text("pack: a\ntitel: b\n")
    done = fmt(broken, untidy)
    assert isinstance(done.exception, PackError)
    assert f"{broken}:2:1: the pack has no key “titel”. Did you mean “title”?" in str(done.exception)
    assert broken.read_text() == "pack: a\ntitel: b\n"
    assert untidy.read_bytes() == TIDY
    untidy.write_bytes(b"pack: \xff\n")
    done = fmt(broken, missing, untidy)
    assert isinstance(done.exception, UnusableFileError)
    told = str(done.exception).splitlines()
    assert len(told) == 3
    assert "titel" in told[0]
    assert "cannot be read" in told[1]
    assert "not UTF-8" in told[2]
    assert fmt("-", stdin=b"pack: [\n").stdout == ""
    assert fmt().exit_code == 2


def test_a_folder_that_may_not_be_written_leaves_the_pack_as_it_is(
    untidy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    done = fmt(untidy)
    assert isinstance(done.exception, UnusableFileError)
    assert "cannot be written: Permission denied" in str(done.exception)
    assert untidy.read_bytes() == UNTIDY
