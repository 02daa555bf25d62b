"""Ctrl-C ends every command whatever it is doing: by the order of events, with exit code 130, without a traceback."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import tomllib
from pathlib import Path

import pytest
from serving import PATIENT

from graphbuild.builds.making import build
from graphbuild.interrupting import interruptible

ROOT = Path(__file__).parent.parent

BUSY = """
import importlib, os, threading, time
from graphbuild.cli import main

def for_ever(module, name):
    '''Let the first call of a function go on for ever, and tell when it has worked for a while.'''
    owner = importlib.import_module(module)
    for part in name.split(".")[:-1]:
        owner = getattr(owner, part)
    original = getattr(owner, name.split(".")[-1])

    def tell(begun):
        while time.process_time() < begun + 0.3:
            time.sleep(0.01)
        os.write(1, b"busy")

    def called(*arguments, **options):
        threading.Thread(target=tell, args=[time.process_time()], daemon=True).start()
        while True:
            original(*arguments, **options)

    setattr(owner, name.split(".")[-1], called)
"""
LONG = "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?k ?l ?m FILTER(STR(?a) = CONCAT(STR(?d), STR(?g), STR(?k))) }"


@pytest.fixture(scope="module")
def built(sample_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(sample_build, tmp_path_factory.mktemp("built") / "out"))


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of one paper, ``kho``, and its build, ``out``, in one folder."""
    folder = tmp_path_factory.mktemp("paper")
    (folder / "kho").mkdir()
    (folder / "kho" / "a.txt").write_text("KẾ HOẠCH\nThực hiện Chỉ thị số 97-CT/TW.\n", encoding="utf-8")
    build(folder / "kho", folder / "out")
    return folder


def interrupted(function: str, *arguments: str | Path, cwd: Path) -> str:
    """Interrupt a command in the middle of a function, and return what it says on standard error."""
    code = f"{BUSY}\nfor_ever(*{function.split(':')!r})\nmain()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=cwd,
        env={**os.environ, "GRAPHBUILD_LANG": "en"},
    )
    assert process.stdout is not None
    try:
        assert process.stdout.read(4) == b"busy", process.communicate(timeout=PATIENT)
        process.send_signal(signal.SIGINT)
        _out, errors = process.communicate(timeout=PATIENT)
    finally:
        # Whatever failed: no build goes on in a folder that the next test uses.
        process.kill()
        process.communicate()
    assert process.returncode == 130, errors.decode()
    assert "Traceback" not in errors.decode()
    return errors.decode().splitlines()[-1]


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        ("graphbuild.sparql.store:Store.answer", ["query", LONG, "--out", "{out}"]),
        (
            "graphbuild.sparql.store:Store.answer",
            ["query", "chua-ai-nhan", "--set", "document=97-CT/TW", "--out", "{out}"],
        ),
        ("graphbuild.sparql.validation:check", ["check", "{out}"]),
        ("graphbuild.graph.tables:read_records", ["tracker", "{out}"]),
        ("graphbuild.tracker.sheet_files:calendar_of", ["tracker", "{out}"]),
        ("graphbuild.tracker.sheet_files:new_book", ["tracker", "{out}"]),
        ("graphbuild.builds.comparison:read_build", ["diff", "{out}", "{out}"]),
        ("graphbuild.builds.explanation:explain", ["explain", "chi-thi-97-ct-tw.txt", "--out", "{out}"]),
        ("graphbuild.pages.graph.page:render_graph", ["render", "{out}", "--to", "trang.html"]),
        ("graphbuild.server.running:load", ["serve", "{out}/graph.nq", "--port", "0"]),
    ],
)
def test_a_command_is_interrupted(function: str, arguments: list[str], built: Path, tmp_path: Path) -> None:
    told = interrupted(function, *(argument.replace("{out}", str(built)) for argument in arguments), cwd=tmp_path)
    assert told == "Interrupted."
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "function",
    [
        "graphbuild.builds.making:read",
        "graphbuild.builds.making:resolve",
        "graphbuild.graph.tables:write_tables",
        "graphbuild.graph.rdf:write_nquads",
        "graphbuild.sparql.store:load",
        "graphbuild.graph.turtle:write_turtle",
        "graphbuild.graph.jsonld:write_jsonld",
        "graphbuild.pages.site:write_site",
    ],
)
def test_a_build_is_interrupted_and_the_earlier_one_stays(function: str, paper: Path, tmp_path: Path) -> None:
    tables = paper / "out" / "tables"
    before = {path: path.read_bytes() for path in tables.iterdir()}
    told = interrupted(function, "build", paper / "kho", "--out", paper / "out", cwd=tmp_path)
    assert told == "Interrupted. Earlier outputs are unchanged."
    assert {path: path.read_bytes() for path in tables.iterdir()} == before


def _script() -> str:
    """Return the code that the script ``graphbuild`` consists of."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, function = project["scripts"]["graphbuild"].split(":")
    return f"from {module} import {function}; {function}()"


@pytest.mark.parametrize("start", [["-m", "graphbuild"], ["-c", _script()]], ids=["module", "script"])
def test_a_command_is_interrupted_while_it_is_still_being_imported(start: list[str], tmp_path: Path) -> None:
    interrupting = "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\nraise AssertionError\n"
    (tmp_path / "click.py").write_text(interrupting, encoding="utf-8")
    path = os.pathsep.join(filter(None, [str(tmp_path), str(ROOT), os.environ.get("PYTHONPATH")]))
    done = subprocess.run(
        [sys.executable, *start, "--help"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path, "GRAPHBUILD_LANG": "en"},
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "Interrupted.\n")


def test_an_interrupt_during_a_clean_up_is_not_lost(tmp_path: Path) -> None:
    cleaning = (
        "import time\n"
        "from graphbuild.interrupting import keep_interrupts\n"
        "class Closing:\n"
        "    def __del__(self): raise {raised}\n"
        "keep_interrupts()\n"
        "try:\n"
        "    closing = Closing()\n"
        "    del closing\n"
        "    time.sleep(1)\n"
        "    print('went on')\n"
        "except KeyboardInterrupt:\n"
        "    print('interrupted')\n"
    )
    said = {}
    for raised in ("KeyboardInterrupt", "ValueError"):
        code = cleaning.format(raised=raised)
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True)
        said[raised] = (done.stdout.strip(), "ValueError" in done.stderr)
    assert said == {"KeyboardInterrupt": ("interrupted", False), "ValueError": ("went on", True)}


def test_a_first_build_that_is_interrupted_tells_of_no_earlier_one(paper: Path, tmp_path: Path) -> None:
    told = interrupted("graphbuild.builds.making:resolve", "build", paper / "kho", "--out", "out", cwd=tmp_path)
    assert told == "Interrupted."
    assert list((tmp_path / "out").iterdir()) == []


def test_what_an_engine_gives_or_raises_comes_through() -> None:
    def refuse() -> None:
        raise SyntaxError("line 1")

    assert interruptible(lambda: 6 * 7) == 42
    with pytest.raises(SyntaxError, match="line 1"):
        interruptible(refuse)


def test_in_a_thread_of_somebody_else_no_other_is_started() -> None:
    same: list[bool] = []
    caller = threading.Thread(target=lambda: same.append(interruptible(threading.current_thread) is caller))
    caller.start()
    caller.join()
    assert same == [True]
