"""The wheel alone is the whole product: it builds, finds its ontology and its samples and answers its queries."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from serving import PATIENT

ROOT = Path(__file__).parent.parent


def run(*arguments: str | Path, cwd: Path, language: str = "vi") -> str:
    """Run a command that must not find the checkout; return what it says."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {"GRAPHBUILD_LANG": language}
    command = [*map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=10 * PATIENT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that has nothing but the wheel, made from the sdist, and what it asks for."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--outdir", folder, ROOT, cwd=folder)
    [wheel] = folder.glob("*.whl")
    run(sys.executable, "-m", "venv", "--without-pip", folder / "empty", cwd=folder)
    python = folder / "empty" / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", wheel, cwd=folder)
    [site] = (folder / "empty" / "lib").glob("*/site-packages")
    [installed] = metadata.distributions(path=[str(site)])
    for distribution in asked_for(installed):
        for name in {file.parts[0] for file in distribution.files or ()} - {"..", "__pycache__"}:
            if not (site / name).exists():
                (site / name).symlink_to(str(distribution.locate_file(name)))
    return folder / "empty" / "bin"


def asked_for(wheel: metadata.Distribution) -> Iterator[metadata.Distribution]:
    """Yield what a wheel requires, and what that requires, as these tests have it installed: no index is asked."""
    seen = set()
    left = [(wheel, "")]
    while left:
        distribution, extra = left.pop()
        for requirement in map(Requirement, distribution.requires or ()):
            if requirement.marker is not None and not requirement.marker.evaluate({"extra": extra}):
                continue
            found = metadata.distribution(requirement.name)
            assert requirement.specifier.contains(found.version, prereleases=True), requirement
            for wanted in ("", *requirement.extras):
                if (found.name, wanted) not in seen:
                    seen.add((found.name, wanted))
                    left.append((found, wanted))
                    yield found


def test_build_and_query(empty: Path, tmp_path: Path) -> None:
    (tmp_path / "kho").mkdir()
    text = "TỈNH ỦY THANH HÓA\nSố 01-KH/TU\nKẾ HOẠCH\nthực hiện Chỉ thị số 05-CT/TW của Bộ Chính trị"
    (tmp_path / "kho" / "a.txt").write_text(text, encoding="utf-8")
    graphbuild = empty / "graphbuild"
    assert "Đã đọc 1 tệp" in run(graphbuild, "build", "kho", "--out", "ra", cwd=tmp_path)
    answer = run(graphbuild, "query", "ai-vien-dan", "--set", "document=05-CT/TW", "--out", "ra", cwd=tmp_path)
    assert "01-KH/TU" in answer
    assert (tmp_path / "ra" / "site" / "do-thi.html").stat().st_size > 100_000


def test_demo_in_the_other_language(empty: Path, tmp_path: Path) -> None:
    said = run(empty / "python", "-m", "graphbuild", "demo", "X", cwd=tmp_path, language="en").splitlines()
    assert "24 files" in " ".join(said)
    page = tmp_path / "X" / "site" / "index.html"
    assert said[-1].endswith(f": {page}")
    assert page.is_file()


def test_samples_are_those_of_the_checkout(empty: Path, tmp_path: Path) -> None:
    found = Path(run(empty / "python", "-c", "import graphbuild as gb; print(gb.samples())", cwd=tmp_path).strip())
    assert found.is_relative_to(empty.parent)
    inside, beside = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (found, ROOT / "samples")
    )
    assert inside == beside
