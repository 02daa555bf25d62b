"""Compares the cost of reading files of each format with that of other programs, in one run.

Each program reads all files of a format in a process of its own: CPU time of that process and its children, median of
several runs with the shortest and the longest, and the growth of its memory. The files are those of a folder.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from graphbuild.readers.formats import LARGEST

_FILES = Path(__file__).parent.parent.parent / "shared" / "formats"
_RUNS = 5
_AIMS = {"pdf": 200.0, "docx": 20.0, "doc": 100.0}
"""Pages of PDF and files of the others a second of CPU that graphbuild means to reach."""

Read = Callable[[Path], tuple[int, int]]
"""Reads a file; returns the numbers of its pages (1 if the format has none) and of its characters."""


@dataclass(frozen=True)
class Measurement:
    """What one program cost on all files of one format."""

    program: str
    format: str
    files: int
    pages: int
    megabytes: float
    characters: int
    memory: float
    """Growth of the process while it read them, in MB."""
    seconds: tuple[float, ...]
    """CPU time of each run, shortest first."""

    @property
    def median(self) -> float:
        """Median CPU seconds."""
        return statistics.median(self.seconds)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.reading",
        description="Measure how fast files of each format are read, in CPU time: graphbuild beside other programs.",
        epilog="Programs that are not installed are left out (pip install pdfminer.six pypdf mammoth; Debian's "
        "antiword). Scans are left out: their cost is that of tesseract.",
    )
    parser.add_argument(
        "folder", type=Path, nargs="?", default=_FILES, help="folder of the files (default: %(default)s)"
    )
    parser.add_argument("--json", action="store_true", help="print the figures of every run as JSON")
    parser.add_argument("--runs", type=int, default=_RUNS, metavar="N", help="runs of each measurement (default: 5)")
    parser.add_argument("--one", nargs="+", metavar="PROGRAM FORMAT FILES", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.one:
        program, form, *names = options.one
        print(json.dumps(asdict(_measured(program, form, list(map(Path, names)), options.runs))))
        return
    files = _by_format(options.folder)
    measurements = [
        _in_a_process(program, form, files[form], options.runs)
        for form in sorted(files)
        for program, load in _programs(form).items()
        if load is not None
    ]
    print(json.dumps([asdict(found) for found in measurements]) if options.json else _as_table(measurements))


def _by_format(folder: Path) -> dict[str, list[Path]]:
    """Return the files of a folder by the format as which graphbuild reads them, without scans."""
    from graphbuild.errors import InputError
    from graphbuild.readers.formats import read_bytes
    from graphbuild.readers.reader import Settings

    found: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.stat().st_size > LARGEST:
            continue
        try:
            text = read_bytes(path.read_bytes(), path.name, Settings.usual())
        except InputError:
            continue
        if not text.is_recognised:
            found[text.format].append(path)
    return found


def _in_a_process(program: str, form: str, paths: Sequence[Path], runs: int) -> Measurement:
    one = [program, form, *map(str, paths)]
    command = [sys.executable, "-m", "benchmarks.reading", "--runs", str(runs), "--one", *one]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    return Measurement(**{**found, "seconds": tuple(found["seconds"])})


def _measured(program: str, form: str, paths: Sequence[Path], runs: int) -> Measurement:
    load = _programs(form)[program]
    assert load is not None
    read = load()
    # Imports and what is compiled once are not part of the time measured.
    read(paths[0])
    before = _memory()
    seconds, pages, characters = [], 0, 0
    for _run in range(runs):
        begin = _cpu()
        results = [read(path) for path in paths]
        seconds.append(_cpu() - begin)
        pages, characters = (sum(column) for column in zip(*results, strict=True))
    size = sum(path.stat().st_size for path in paths) / 1e6
    grown = _memory() - before
    return Measurement(program, form, len(paths), pages, size, characters, grown, tuple(sorted(seconds)))


def _cpu() -> float:
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def _memory() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


# -- programs ----------------------------------------------------------------------------------------------------------


def _programs(form: str) -> dict[str, Callable[[], Read] | None]:
    """Return the programs that read a format; None for one that is not installed."""
    found: dict[str, Callable[[], Read] | None] = {"graphbuild": _graphbuild}
    if form == "pdf":
        found["pdfminer.six"] = _pdfminer if find_spec("pdfminer") else None
        found["pypdf"] = _pypdf if find_spec("pypdf") else None
    elif form == "docx":
        found["mammoth"] = _mammoth if find_spec("mammoth") else None
        found["python-docx"] = _python_docx if find_spec("docx") else None
    elif form == "doc":
        found["antiword"] = _antiword if shutil.which("antiword") else None
    return found


def _graphbuild() -> Read:
    from graphbuild.readers.formats import read_bytes

    def read(path: Path) -> tuple[int, int]:
        text = read_bytes(path.read_bytes(), path.name)
        return len(text.pages) or 1, len(text.content)

    return read


def _pdfminer() -> Read:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTTextContainer

    def read(path: Path) -> tuple[int, int]:
        pages, characters = 0, 0
        for page in extract_pages(path):
            pages += 1
            characters += sum(len(part.get_text()) for part in page if isinstance(part, LTTextContainer))
        return pages, characters

    return read


def _pypdf() -> Read:
    from pypdf import PdfReader

    def read(path: Path) -> tuple[int, int]:
        texts = [page.extract_text() for page in PdfReader(path).pages]
        return len(texts), sum(map(len, texts))

    return read


def _mammoth() -> Read:
    import mammoth

    return lambda path: (1, len(mammoth.extract_raw_text(io.BytesIO(path.read_bytes())).value))


def _python_docx() -> Read:
    import docx

    def read(path: Path) -> tuple[int, int]:
        document = docx.Document(str(path))
        cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
        return 1, sum(map(len, cells)) + sum(len(paragraph.text) for paragraph in document.paragraphs)

    return read


def _antiword() -> Read:
    def read(path: Path) -> tuple[int, int]:
        done = subprocess.run(["antiword", "-m", "UTF-8.txt", str(path)], capture_output=True, check=False)
        return 1, len(done.stdout.decode(errors="replace"))

    return read


# -- output ------------------------------------------------------------------------------------------------------------


def _as_table(measurements: Sequence[Measurement]) -> str:
    installed = [name for name in ("graphbuild", "pdfminer.six", "pypdf", "mammoth", "python-docx") if _is_there(name)]
    lines = [
        ", ".join([f"python {platform.python_version()}", *(f"{name} {version(name)}" for name in installed)]),
        "CPU time of one process with its children; median (shortest–longest) of the runs",
        "",
        f"{'format':<8}{'program':<14}{'files':>6}{'pages':>7}{'MB':>7}  {'seconds':<24}{'files/s':>9}{'pages/s':>9}"
        f"{'MB/s':>7}{'Mchar/s':>9}{'memory':>8}",
    ]
    for found in measurements:
        seconds = f"{found.median:.3f} ({found.seconds[0]:.3f}–{found.seconds[-1]:.3f})"
        rates = (found.files / found.median, found.pages / found.median)
        volumes = (found.megabytes / found.median, found.characters / found.median / 1e6)
        lines.append(
            f"{found.format:<8}{found.program:<14}{found.files:>6}{found.pages:>7}{found.megabytes:>7.2f}  "
            f"{seconds:<24}{rates[0]:>9.0f}{rates[1]:>9.0f}{volumes[0]:>7.2f}{volumes[1]:>9.2f}{found.memory:>8.0f}"
        )
    lines.append("")
    for form, aim in _AIMS.items():
        own = next((one for one in measurements if (one.program, one.format) == ("graphbuild", form)), None)
        if own is not None:
            rate = (own.pages if form == "pdf" else own.files) / own.median
            unit = "pages" if form == "pdf" else "files"
            told = "reached" if rate >= aim else "missed"
            lines.append(f"aim for {form}: {aim:.0f} {unit}/s; measured {rate:.0f}, {told}")
    return "\n".join(lines)


def _is_there(distribution: str) -> bool:
    module = {"pdfminer.six": "pdfminer", "python-docx": "docx"}.get(distribution, distribution)
    return find_spec(module) is not None


if __name__ == "__main__":
    main()
