"""The wheel alone is the whole product: it builds, finds its ontology and answers its shipped queries."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def run(*arguments: str | Path, cwd: Path) -> str:
    done = subprocess.run([*map(str, arguments)], cwd=cwd, capture_output=True, text=True, timeout=400, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_wheel_in_an_empty_environment(tmp_path: Path) -> None:
    run(sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path, ROOT, cwd=tmp_path)
    [wheel] = tmp_path.glob("*.whl")
    run(sys.executable, "-m", "venv", tmp_path / "empty", cwd=tmp_path)
    python = tmp_path / "empty" / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", "-c", ROOT / "constraints.txt", wheel, cwd=tmp_path)
    graphbuild = tmp_path / "empty" / "bin" / "graphbuild"
    (tmp_path / "kho").mkdir()
    text = "TỈNH ỦY THANH HÓA\nSố 01-KH/TU\nKẾ HOẠCH\nthực hiện Chỉ thị số 05-CT/TW của Bộ Chính trị"
    (tmp_path / "kho" / "a.txt").write_text(text, encoding="utf-8")
    assert "Đã đọc 1 tệp" in run(graphbuild, "build", "kho", "--out", "ra", cwd=tmp_path)
    answer = run(graphbuild, "query", "ai-vien-dan", "--set", "document=05-CT/TW", "--out", "ra", cwd=tmp_path)
    assert "01-KH/TU" in answer
    assert (tmp_path / "ra" / "site" / "do-thi.html").stat().st_size > 100_000
