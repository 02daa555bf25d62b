"""The demo as users meet it: its page is the last line; a browser opens only where somebody sits before a screen."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from calling import graphbuild
from serving import PATIENT

from graphbuild.commands.demo import _has_desktop

DESKTOP = ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY")


@pytest.fixture
def opened(tmp_path: Path) -> Path:
    """Where a browser that does nothing else notes what it is to open, a line each time."""
    return tmp_path / "opened"


@pytest.fixture
def browser(tmp_path: Path, opened: Path) -> Path:
    """The program of that browser, under the name of one that Debian opens in a terminal."""
    program = tmp_path / "bin" / "www-browser"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$1" >> "{opened}"\n', encoding="utf-8")
    program.chmod(0o755)
    return program


def environment(browser: Path, **settings: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in DESKTOP and name != "GRAPHBUILD_LANG"}
    return {**kept, "PATH": f"{browser.parent}:{kept['PATH']}", "TERM": "xterm", **settings}


def in_terminal(*command: str, cwd: Path, env: dict[str, str]) -> tuple[int, list[str]]:
    """Run a command in a terminal of its own; return its exit code and the lines shown."""
    ours, its = pty.openpty()
    process = subprocess.Popen(command, stdin=its, stdout=its, stderr=its, cwd=cwd, env=env, close_fds=True)
    os.close(its)
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:  # so Linux tells that nobody has the terminal open any more
        pass
    finally:
        os.close(ours)
        code = process.wait(PATIENT)
    return code, shown.decode().splitlines()


DEMO = (sys.executable, "-m", "graphbuild", "demo")


@pytest.mark.parametrize(
    ("language", "invented", "open_this"),
    [
        ("vi", "Văn bản mẫu, tất cả đều là giả định: ", "Mở trang này bằng trình duyệt: "),
        ("en", "Sample documents, all of them invented: ", "Open this page in a browser: "),
    ],
)
def test_the_last_line_is_the_page(
    language: str,
    invented: str,
    open_this: str,
    tmp_path: Path,
    browser: Path,
    opened: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    done = graphbuild("demo", "thử nghiệm", language=language, cwd=tmp_path)
    first, *_between, last = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (0, "")
    assert first.startswith(invented)
    assert Path(first.removeprefix(invented), "trung-uong").is_dir()
    page = tmp_path / "thử nghiệm" / "site" / "index.html"
    assert last == f"{open_this}{page}"
    assert page.is_file()
    assert not opened.exists(), "no terminal, no browser"


def test_without_a_folder_it_makes_one_where_it_is_called(tmp_path: Path) -> None:
    assert graphbuild("demo", cwd=tmp_path).returncode == 0
    assert (tmp_path / "graphbuild-demo" / "site" / "index.html").is_file()


def test_in_a_terminal_the_browser_opens_the_page_once(tmp_path: Path, browser: Path, opened: Path) -> None:
    env = environment(browser, BROWSER=f"{browser} %s")
    code, shown = in_terminal(*DEMO, "thử nghiệm", cwd=tmp_path, env=env)
    page = tmp_path / "thử nghiệm" / "site" / "index.html"
    assert code == 0
    assert shown[-1] == f"Mở trang này bằng trình duyệt: {page}"
    assert opened.read_text("utf-8").splitlines() == [page.as_uri()]


def test_a_terminal_without_a_screen_is_left_alone(tmp_path: Path, browser: Path, opened: Path) -> None:
    code, shown = in_terminal(*DEMO, cwd=tmp_path, env=environment(browser))
    assert code == 0
    assert shown[-1].endswith("index.html")
    assert not opened.exists()


@pytest.mark.parametrize(
    ("platform", "settings", "opens"),
    [
        ("win32", {}, True),
        ("darwin", {}, True),
        ("win32", {"SSH_CONNECTION": "10.0.0.5 50000 10.0.0.9 22"}, False),
        ("darwin", {"SSH_CONNECTION": "10.0.0.5 50000 10.0.0.9 22"}, False),
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"SSH_CONNECTION": "10.0.0.5 50000 10.0.0.9 22", "DISPLAY": "localhost:10.0"}, True),
    ],
)
def test_a_browser_has_where_to_show_itself(
    platform: str, settings: dict[str, str], opens: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (*DESKTOP, "SSH_CONNECTION"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", platform)
    assert _has_desktop() is opens


def test_what_cannot_be_written_is_an_error_and_opens_nothing(tmp_path: Path, browser: Path, opened: Path) -> None:
    (tmp_path / "đã có").write_text("một tệp", encoding="utf-8")
    env = environment(browser, BROWSER=f"{browser} %s")
    code, shown = in_terminal(*DEMO, "đã có", cwd=tmp_path, env=env)
    assert code == 2
    assert "đã có" in shown[-1]
    assert "demo THƯ_MỤC" in "".join(shown)
    assert shown[0].startswith("Văn bản mẫu")
    assert len(shown) == 2, "nothing is announced that does not come"
    assert not opened.exists()
    assert (tmp_path / "đã có").read_text("utf-8") == "một tệp"


def test_what_is_the_users_stays_and_is_named(tmp_path: Path) -> None:
    (tmp_path / "của tôi" / "site").mkdir(parents=True)
    done = graphbuild("demo", "của tôi", cwd=tmp_path)
    _samples, last = done.stderr.splitlines()
    assert (done.returncode, "site" in last, "demo THƯ_MỤC" in last) == (2, True, True)
    assert [path.name for path in (tmp_path / "của tôi").rglob("*")] == ["site"]
