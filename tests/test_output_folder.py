"""Outputs change places all at once: whatever happens to a build, the folder holds one whole build or none."""

from __future__ import annotations

import errno
import json
import shutil
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from filelock import FileLock

from graphbuild.builds.layout import ENTRIES
from graphbuild.builds.manifest import write_manifest
from graphbuild.builds.opening import open_build
from graphbuild.builds.replacing import finish, replacing
from graphbuild.errors import InputError, OutputError

INPUT = {"format": "plain", "source": "a.txt", "sha256": "4f2a", "encoding": "utf-8"}


def write_build(folder: Path, mark: str, **report: object) -> None:
    (folder / "tables").mkdir()
    (folder / "tables" / "documents.csv").write_text(mark)
    content = {"program": {"name": "graphbuild"}, "corpus": mark, "inputs": [INPUT], **report}
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


# -- a build that was killed -------------------------------------------------------------------------------------------


class Killed(BaseException):
    """The process was killed: nothing that tidies up may count on running."""


def kill(folder: Path, mark: str, moves: int, *folders: str) -> None:
    """Build, and be killed after so many entries were moved."""
    move, left = Path.replace, iter(range(moves))

    def moved(path: Path, target: Path) -> Path:
        if path.name in ENTRIES and next(left, None) is None:
            raise Killed
        return move(path, target)

    def build() -> None:
        with replacing(folder) as new:
            write_listed_build(new, mark, *folders)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "replace", moved)
        with pytest.raises(Killed):
            build()


def write_listed_build(new: Path, mark: str, *folders: str) -> None:
    """Write a build as `build` does, with a list of the files in its folders."""
    for name in filter(None, folders):
        (new / name).mkdir()
        (new / name / "index.html").write_text(mark)
    names = ["build.json", ".graphbuild-files.json", "tables", *filter(None, folders)]
    write_build(new, mark, base="https://vanban.vn/", started="2024-10-01T08:00:00+07:00", outputs=names)
    write_manifest(new)


MOVES = range(6)
"""After how many of the moves of two builds with three entries each the process is killed."""


@pytest.mark.parametrize("moves", MOVES)
@pytest.mark.parametrize("reader", [True, False], ids=["reader", "build"])
def test_a_change_of_places_that_was_cut_off_is_finished(tmp_path: Path, moves: int, reader: bool) -> None:
    with replacing(tmp_path) as folder:
        write_listed_build(folder, "first")
    kill(tmp_path, "second", moves)
    if reader:
        assert open_build(tmp_path).corpus == "second"
    else:
        with pytest.raises(RuntimeError), replacing(tmp_path):
            raise RuntimeError
    assert marks(tmp_path) == {"second"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [".graphbuild-files.json", "build.json", "tables"]


@pytest.mark.parametrize("moves", MOVES)
@pytest.mark.parametrize("old", ["site", ""], ids=["old-site", "no-old-site"])
@pytest.mark.parametrize("new", ["site", ""], ids=["new-site", "no-new-site"])
def test_what_a_user_puts_there_after_a_build_was_killed_stays(tmp_path: Path, moves: int, old: str, new: str) -> None:
    with replacing(tmp_path) as folder:
        write_listed_build(folder, "first", old)
    kill(tmp_path, "second", moves, new)
    for name in ("site", "texts"):
        shutil.rmtree(tmp_path / name, ignore_errors=True)
        (tmp_path / name).mkdir()
        (tmp_path / name / "cua-toi.txt").write_text("của tôi")
    before = contents(tmp_path / "site"), contents(tmp_path / "texts")
    for _attempt in range(2):
        with suppress(OutputError, InputError):
            open_build(tmp_path)
        with pytest.raises(OutputError, match="site") as caught, replacing(tmp_path) as folder:
            write_listed_build(folder, "third")
        assert caught.value.code == "occupied"
        assert (contents(tmp_path / "site"), contents(tmp_path / "texts")) == before
    for name in ("site", "texts"):
        shutil.rmtree(tmp_path / name)
    assert open_build(tmp_path).corpus == "second"


def test_a_folder_emptied_and_filled_anew_after_a_build_was_killed_stays(tmp_path: Path) -> None:
    with replacing(tmp_path) as folder:
        write_build(folder, "first")
        (folder / "site").mkdir()
    kill(tmp_path, "second", 0, "site")
    for name in ("tables", "site"):
        shutil.rmtree(tmp_path / name)
    (tmp_path / "build.json").write_text("của tôi")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "cua-toi.txt").write_text("của tôi")
    with pytest.raises(OutputError, match=r"build\.json, site"):
        open_build(tmp_path)
    assert (tmp_path / "site" / "cua-toi.txt").read_text() == "của tôi"
    assert (tmp_path / "build.json").read_text() == "của tôi"


@pytest.mark.parametrize(
    "complete",
    ["", "{", "[]", "null", '["site"]', '{"arriving": 1, "replaced": null}', '{"arriving": ["tables"]}']
    + [json.dumps({"arriving": [name], "replaced": None}) for name in ("../../x", "/x", ".new", "README.md")],
)
def test_a_list_that_cannot_be_read_is_that_of_an_unfinished_build(tmp_path: Path, complete: str) -> None:
    out = tmp_path / "a" / "out"
    with replacing(out) as folder:
        write_listed_build(folder, "first")
    for path in (tmp_path / "x", out / "README.md"):
        path.write_text("của tôi")
    kill(out, "second", 0)
    (out / ".new" / "COMPLETE").write_text(complete)
    assert open_build(out).corpus == "first"
    with replacing(out) as folder:
        write_listed_build(folder, "third")
    assert marks(out) == {"third"}
    assert not (out / ".new").exists()
    assert (tmp_path / "x").read_text() == (out / "README.md").read_text() == "của tôi"


@pytest.mark.parametrize(
    "content", [["build.json", "tables"], {"arriving": ["build.json", "tables"], "replaced": None}]
)
def test_a_working_folder_without_our_mark_changes_nothing(tmp_path: Path, content: object) -> None:
    with replacing(tmp_path) as folder:
        write_listed_build(folder, "first")
    (tmp_path / ".new").mkdir()
    write_build(tmp_path / ".new", "second")
    (tmp_path / ".new" / "COMPLETE").write_text(json.dumps(content))
    before = contents(tmp_path)
    assert open_build(tmp_path).corpus == "first"
    assert contents(tmp_path) == before
    assert ".new" in refused(tmp_path)


def test_an_incomplete_build_is_not_taken(tmp_path: Path) -> None:
    with replacing(tmp_path) as folder:
        write_build(folder, "first")
    (tmp_path / ".new").mkdir()
    (tmp_path / ".new" / "build.json").write_text("half")
    finish(tmp_path)
    assert marks(tmp_path) == {"first"}


# -- readers while a build replaces its outputs ------------------------------------------------------------------------


def test_a_reader_waits_for_the_build_that_is_replacing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with replacing(tmp_path) as folder:
        write_listed_build(folder, "first")
    between, waits = Event(), Event()
    move = Path.replace

    def moved(path: Path, target: Path) -> Path:
        done = move(path, target)
        if path.name == "tables" and not between.is_set():
            between.set()
            assert waits.wait(60)
        return done

    def build() -> None:
        with replacing(tmp_path) as folder:
            write_listed_build(folder, "second")

    monkeypatch.setattr(Path, "replace", moved)
    monkeypatch.setattr("graphbuild.builds.replacing._wait", waits.set)
    with ThreadPoolExecutor(1) as pool:
        built = pool.submit(build)
        assert between.wait(60)
        assert open_build(tmp_path).corpus == "second"
        built.result()
    assert marks(tmp_path) == {"second"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [".graphbuild-files.json", "build.json", "tables"]


def test_a_reader_that_has_waited_long_reads_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with replacing(tmp_path) as folder:
        write_listed_build(folder, "first")
    kill(tmp_path, "second", 0)
    monkeypatch.setattr("graphbuild.builds.replacing._PATIENCE", 0.1)
    with FileLock(tmp_path / ".graphbuild.lock"):
        assert open_build(tmp_path).corpus == "first"
    assert open_build(tmp_path).corpus == "second"


def test_a_build_waits_for_the_reader_that_completes_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with replacing(tmp_path) as folder:
        write_listed_build(folder, "first")
    kill(tmp_path, "second", 2)
    reading, asked = Event(), Event()
    move, acquire = Path.replace, FileLock.acquire

    def moved(path: Path, target: Path) -> Path:
        if not reading.is_set():
            reading.set()
            assert asked.wait(60)
        return move(path, target)

    def acquired(lock: FileLock, *arguments: Any, **options: Any) -> Any:
        if reading.is_set():
            asked.set()
        return acquire(lock, *arguments, **options)

    monkeypatch.setattr(Path, "replace", moved)
    monkeypatch.setattr(type(FileLock("x")), "acquire", acquired)
    monkeypatch.setattr("graphbuild.builds.replacing._PATIENCE", 60)
    with ThreadPoolExecutor(1) as pool:
        opened = pool.submit(open_build, tmp_path)
        assert reading.wait(60)
        with replacing(tmp_path) as folder:
            assert marks(tmp_path) == {"second"}
            write_listed_build(folder, "third")
        assert opened.result().corpus in ("second", "third")
    assert marks(tmp_path) == {"third"}


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


@pytest.mark.parametrize("path", ["site/ghi-chu.txt", "tables/cua-toi.xlsx", "site/van-ban/a/b.txt", "site/link"])
def test_a_file_of_somebody_else_in_a_folder_of_a_build_stays(path: str, tmp_path: Path) -> None:
    with replacing(tmp_path) as folder:
        write_listed_build(folder, "first", "site")
    own = tmp_path / path
    own.parent.mkdir(parents=True, exist_ok=True)
    if own.name == "link":
        own.symlink_to(tmp_path.parent)
    else:
        own.write_text("của tôi")
    assert path in refused(tmp_path)
    own.unlink()
    with replacing(tmp_path) as folder:
        write_listed_build(folder, "second")
    assert marks(tmp_path) == {"second"}


def test_no_more_than_five_files_are_named(tmp_path: Path) -> None:
    with replacing(tmp_path) as folder:
        write_listed_build(folder, "first", "site")
    for number in range(7):
        (tmp_path / "site" / f"{number}.txt").write_text("của tôi")
    message = refused(tmp_path)
    assert message.count("site/") == 5
    assert "…" in message


@pytest.mark.parametrize(
    "name", [".DS_Store", "Thumbs.db", "desktop.ini", ".~lock.documents.csv#", f".{'a' * 16}.part"]
)
def test_what_programs_leave_in_a_folder_of_a_build_is_in_nobodys_way(name: str, tmp_path: Path) -> None:
    with replacing(tmp_path) as folder:
        write_listed_build(folder, "first")
    (tmp_path / "tables" / name).write_text("")
    with replacing(tmp_path) as folder:
        write_listed_build(folder, "second")
    assert marks(tmp_path) == {"second"}


def test_a_name_whose_letters_a_system_has_decomposed_is_still_ours(tmp_path: Path) -> None:
    with replacing(tmp_path) as folder:
        write_listed_build(folder, "first", "site")
        (folder / "site" / "nghị quyết.html").write_text("first")
        write_manifest(folder)
    (tmp_path / "site" / "nghị quyết.html").rename(tmp_path / "site" / unicodedata.normalize("NFD", "nghị quyết.html"))
    with replacing(tmp_path) as folder:
        write_listed_build(folder, "second")
    assert marks(tmp_path) == {"second"}


def test_what_is_put_into_a_folder_of_the_build_while_another_runs_stays(tmp_path: Path) -> None:
    def build() -> None:
        with replacing(tmp_path) as folder:
            write_listed_build(folder, "second", "site")
            (tmp_path / "site" / "ghi-chu.txt").write_text("của tôi")

    with replacing(tmp_path) as folder:
        write_listed_build(folder, "first", "site")
    with pytest.raises(OutputError, match=r"ghi-chu\.txt"):
        build()
    assert marks(tmp_path) == {"first"}
    assert (tmp_path / "site" / "ghi-chu.txt").read_text() == "của tôi"


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
