"""One writer for what users get: complete or not at all, over files only, and what fails is named."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from graphbuild.errors import OutputError
from graphbuild.writing import replaced, write_file


def test_a_file_is_written_with_its_folder_and_line_ends(tmp_path: Path) -> None:
    write_file(tmp_path / "mới" / "a.csv", "số\r\n1\n")
    assert (tmp_path / "mới" / "a.csv").read_bytes() == "số\r\n1\n".encode()
    assert [path.name for path in (tmp_path / "mới").iterdir()] == ["a.csv"]


def test_a_new_file_has_the_usual_mode_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    path, usual = tmp_path / "a.txt", tmp_path / "usual.txt"
    usual.touch()
    write_file(path, "a")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)
    path.chmod(0o640)
    write_file(path, "b")
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("b", 0o640)


def test_through_a_link_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "kho").mkdir()
    (tmp_path / "a.txt").symlink_to(tmp_path / "kho" / "a.txt")
    write_file(tmp_path / "a.txt", "a")
    assert (tmp_path / "a.txt").is_symlink()
    assert (tmp_path / "kho" / "a.txt").read_text() == "a"


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def write() -> None:
        with replaced(path) as unfinished:
            unfinished.write_text("half")
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OutputError, match="ổ đĩa đã đầy") as caught:
        write()
    assert (caught.value.code, str(path) in str(caught.value)) == ("unwritable", True)
    assert path.read_text() == "old"
    assert [other.name for other in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("how", ["folder", "pipe", "device"])
def test_only_a_file_is_replaced(how: str, tmp_path: Path) -> None:
    path = tmp_path / "a"
    if how == "folder":
        path.mkdir()
    elif how == "pipe":
        os.mkfifo(path)
    else:
        path = Path("/dev/null")
    with pytest.raises(OutputError, match="không phải tệp"):
        write_file(path, "a")
    assert path.exists()
    assert not path.is_file()


@pytest.mark.parametrize(
    ("name", "told"),
    [("a.txt/b.txt", "a.txt"), ("n" * 256, "n" * 256), ("d/" * 2100 + "a", "d/d/")],
    ids=["below-a-file", "long-name", "long-path"],
)
def test_the_path_that_failed_is_named(name: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    with pytest.raises(OutputError, match="Không ghi được") as caught:
        write_file(tmp_path / name, "b")
    assert told in str(caught.value)
    assert ".part" not in str(caught.value)


def test_a_name_as_long_as_a_file_can_have_is_written(tmp_path: Path) -> None:
    write_file(tmp_path / ("n" * 255), "a")
    assert (tmp_path / ("n" * 255)).read_text() == "a"
