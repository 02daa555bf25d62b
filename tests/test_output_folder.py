"""Outputs change places all at once: whatever happens to a build, the folder holds one whole build or none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from filelock import FileLock

from graphbuild.builds.replacing import finish, replacing
from graphbuild.errors import OutputError


def write_build(folder: Path, mark: str) -> None:
    (folder / "tables").mkdir()
    (folder / "tables" / "documents.csv").write_text(mark)
    (folder / "build.json").write_text(mark)


def marks(folder: Path) -> set[str]:
    return {(folder / "tables" / "documents.csv").read_text(), (folder / "build.json").read_text()}


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
        FileLock(tmp_path / ".lock"),
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
