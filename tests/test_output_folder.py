"""Outputs change places all at once: whatever happens to a build, the folder holds one whole build or none."""

from __future__ import annotations

import errno
import json
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from graphbuild.builds.layout import ENTRIES
from graphbuild.builds.replacing import finish, replacing
from graphbuild.errors import InputError, OutputError


def write_build(folder: Path, mark: str, **report: object) -> None:
    (folder / "tables").mkdir()
    (folder / "tables" / "documents.csv").write_text(mark)
    content = {"program": {"name": "graphbuild"}, "corpus": mark, "inputs": [{"format": "plain"}], **report}
    (folder / "build.json").write_text(json.dumps(content))


def marks(folder: Path) -> set[str]:
    corpus = json.loads((folder / "build.json").read_text())["corpus"]
    return {(folder / "tables" / "documents.csv").read_text(), corpus}


def contents(folder: Path) -> dict[str, bytes | None]:
    """Return all that is in a folder, by path."""
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def test_a_build_appears_whole(tmp_path: Path) -> None:
    with replacing(tmp_path / "out") as folder:
        write_build(folder, "first")
        assert not (tmp_path / "out" / "build.json").exists()
    assert marks(tmp_path / "out") == {"first"}


def test_nothing_is_left_beside_the_build(tmp_path: Path) -> None:
    for mark in ("first", "second"):
        with replacing(tmp_path) as folder:
            write_build(folder, mark)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build.json", "tables"]
    assert marks(tmp_path) == {"second"}


def test_a_failed_build_leaves_the_old_one(tmp_path: Path) -> None:
    with replacing(tmp_path) as folder:
        write_build(folder, "first")

    def break_down() -> None:
        with replacing(tmp_path) as folder:
            write_build(folder, "second")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_down()
    assert marks(tmp_path) == {"first"}
    assert not (tmp_path / ".new").exists()


def test_other_files_stay(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("ours")
    with replacing(tmp_path) as folder:
        write_build(folder, "first")
    assert (tmp_path / "README.md").read_text() == "ours"


def test_an_output_that_is_no_longer_written_goes(tmp_path: Path) -> None:
    with replacing(tmp_path) as folder:
        write_build(folder, "first")
        (folder / "graph.ttl").write_text("first")
    with replacing(tmp_path) as folder:
        write_build(folder, "second")
    assert not (tmp_path / "graph.ttl").exists()


@pytest.mark.parametrize("moved", range(3))
def test_a_change_of_places_that_was_cut_off_is_finished(tmp_path: Path, moved: int) -> None:
    with replacing(tmp_path) as folder:
        write_build(folder, "first")
    new, old = tmp_path / ".new", tmp_path / ".old"
    new.mkdir()
    write_build(new, "second")
    (new / "COMPLETE").write_text(json.dumps(["build.json", "tables"]))
    if moved:  # the old entry has left; with 2, the new one has arrived too
        old.mkdir()
        (tmp_path / "build.json").replace(old / "build.json")
    if moved == 2:
        (new / "build.json").replace(tmp_path / "build.json")
    finish(tmp_path)
    assert marks(tmp_path) == {"second"}
    assert not new.exists()
    assert not old.exists()


def test_an_incomplete_build_is_not_taken(tmp_path: Path) -> None:
    with replacing(tmp_path) as folder:
        write_build(folder, "first")
    (tmp_path / ".new").mkdir()
    (tmp_path / ".new" / "build.json").write_text("half")
    finish(tmp_path)
    assert marks(tmp_path) == {"first"}


def test_two_builds_do_not_write_at_once(tmp_path: Path) -> None:
    with (
        FileLock(tmp_path / ".graphbuild.lock"),
        pytest.raises(OutputError, match="Một lượt dựng khác") as caught,
        replacing(tmp_path),
    ):
        pass
    assert caught.value.code == "busy"


def test_a_file_in_the_folders_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError, match=r"Không ghi được vào .*out") as caught, replacing(tmp_path / "out"):
        pass
    assert caught.value.code == "unwritable"


# -- what somebody else put there --------------------------------------------------------------------------------------


def refused(folder: Path) -> str:
    """Return how a build into a folder is refused, which stays as it is."""
    before = contents(folder)
    with pytest.raises(OutputError, match="--out") as caught, replacing(folder) as new:
        write_build(new, "second")
    assert caught.value.code == "occupied"
    assert contents(folder) == before
    return str(caught.value)


@pytest.mark.parametrize("name", [name for name in ENTRIES if "." not in name])
def test_a_folder_that_no_build_made_is_not_replaced(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "cua-toi.txt").write_text("của tôi")
    assert name in refused(tmp_path)


@pytest.mark.parametrize("name", [name for name in ENTRIES if "." in name])
def test_a_file_that_no_build_made_is_not_replaced(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text('{"program": "webpack"}')
    assert name in refused(tmp_path)


@pytest.mark.parametrize(
    "report", ["{", "[]", '{"program": {"name": "webpack"}}', '{"program": {"name": "graphbuild"}}'], ids=str
)
def test_what_is_no_report_of_ours_makes_no_output_ours(report: str, tmp_path: Path) -> None:
    (tmp_path / "build.json").write_text(report)
    (tmp_path / "site").mkdir()
    assert "site" in refused(tmp_path)


def test_what_a_build_did_not_write_is_not_its_own(tmp_path: Path) -> None:
    with replacing(tmp_path) as folder:
        write_build(folder, "first", outputs=["build.json", "tables"])
    (tmp_path / "site").mkdir()
    assert "site" in refused(tmp_path)
    (tmp_path / "site").rmdir()
    with replacing(tmp_path) as folder:
        write_build(folder, "second")
    assert marks(tmp_path) == {"second"}


@pytest.mark.parametrize(("formats", "ours"), [(["plain", "html"], True), (["plain", "markdown"], False)])
def test_texts_are_of_a_build_of_an_earlier_version_that_had_to_write_them(
    formats: list[str], ours: bool, tmp_path: Path
) -> None:
    write_build(tmp_path, "first", inputs=[{"format": name} for name in formats])
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("a")
    if not ours:
        assert "texts" in refused(tmp_path)
        return
    with replacing(tmp_path) as folder:
        write_build(folder, "second")
    assert marks(tmp_path) == {"second"}
    assert not (tmp_path / "texts").exists()


def test_what_comes_while_a_build_runs_is_not_replaced(tmp_path: Path) -> None:
    def build() -> None:
        with replacing(tmp_path) as folder:
            write_build(folder, "first")
            (tmp_path / "site").mkdir()

    with pytest.raises(OutputError, match="site"):
        build()
    assert contents(tmp_path) == {"site": None}


def test_a_working_folder_of_somebody_else_is_not_removed(tmp_path: Path) -> None:
    (tmp_path / ".new").mkdir()
    (tmp_path / ".new" / "cua-toi.txt").write_text("của tôi")
    assert ".new" in refused(tmp_path)


def test_a_working_folder_that_leads_elsewhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "khac").mkdir()
    (tmp_path / "khac" / "cua-toi.txt").write_text("của tôi")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".new").symlink_to(tmp_path / "khac")
    refused(tmp_path / "out")
    assert (tmp_path / "khac" / "cua-toi.txt").exists()


def test_a_lock_of_somebody_else_stays(tmp_path: Path) -> None:
    (tmp_path / ".lock").write_text("của tôi")
    with replacing(tmp_path) as folder:
        write_build(folder, "first")
    assert (tmp_path / ".lock").read_text() == "của tôi"


def test_what_a_killed_build_left_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_arguments: object, **_options: object) -> None:
        """Nobody tidies up after a process that was killed."""

    def build() -> None:
        with replacing(tmp_path) as folder:
            write_build(folder, "first")
            raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", killed)
        with pytest.raises(RuntimeError):
            build()
    assert (tmp_path / ".new" / "tables").exists()
    with replacing(tmp_path) as folder:
        write_build(folder, "second")
    assert marks(tmp_path) == {"second"}
    assert not (tmp_path / ".new").exists()


# -- what fails is named -----------------------------------------------------------------------------------------------


def test_a_file_that_cannot_be_read_is_not_blamed_on_the_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"van-ban\.txt") as caught, replacing(tmp_path / "out"):
        raise PermissionError(errno.EACCES, "Permission denied", str(tmp_path / "van-ban.txt"))
    assert caught.value.code == "unreadable"
    assert str(tmp_path / "out") not in str(caught.value)


def test_a_name_that_is_too_long_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="dài hơn mức hệ thống cho phép") as caught, replacing(tmp_path) as folder:
        (folder / ("a" * 300)).write_text("")
    assert "a" * 300 in str(caught.value)


def test_a_full_disk_is_told_and_the_old_build_stays(tmp_path: Path) -> None:
    with replacing(tmp_path) as folder:
        write_build(folder, "first")
    with pytest.raises(OutputError, match="ổ đĩa đã đầy"), replacing(tmp_path):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert marks(tmp_path) == {"first"}


@pytest.mark.parametrize("has_outputs", [False, True])
def test_an_interrupted_build_tells_of_outputs_only_where_there_are_some(has_outputs: bool, tmp_path: Path) -> None:
    def build() -> None:
        with replacing(tmp_path) as folder:
            write_build(folder, "second")
            raise KeyboardInterrupt

    if has_outputs:
        write_build(tmp_path, "first")
    with pytest.raises(KeyboardInterrupt) as caught:
        build()
    assert caught.value.args == (("Kết quả cũ vẫn còn nguyên.",) if has_outputs else ())
    assert not (tmp_path / ".new").exists()
