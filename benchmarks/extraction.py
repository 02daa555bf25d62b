"""Compares the cost of extraction with eyecite's, each program on its own kind of text, in one run.

CPU time of one process, median of several runs with the shortest and the longest; MB are 10⁶ bytes of UTF-8. The texts
are made anew from a fixed seed (`genre_papers`, `us_opinions`), so that two runs of the benchmark read the same ones.
"""

from __future__ import annotations

import argparse
import gc
import json
import logging
import math
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from importlib.util import find_spec
from random import Random
from typing import Any

from benchmarks.genre_papers import papers
from benchmarks.us_opinions import opinions

_SEED = 20261101
_SIZES = (0.1, 1.0, 10.0)
_RUNS = 5
_AIMS = {"citations alone": 20.0, "whole extraction": 5.0}
"""MB a second of CPU that graphbuild means to reach."""

Extraction = Callable[[list[str]], int]
"""Reads texts one by one and returns the number of citations found."""


@dataclass(frozen=True)
class Subject:
    """A way of extracting, and the texts on which it is measured."""

    name: str
    make_texts: Callable[[int], list[str]]
    load: Callable[[], Extraction]
    """Imports and compiles what the extraction needs; not part of the time measured."""
    largest: float = math.inf
    """MB beyond which one run takes minutes."""


@dataclass(frozen=True)
class Measurement:
    """What one subject cost on texts of one size."""

    subject: str
    megabytes: float
    characters: int
    citations: int
    seconds: tuple[float, ...]
    """CPU time of each run, shortest first."""

    @property
    def median(self) -> float:
        """Median CPU seconds."""
        return statistics.median(self.seconds)

    @property
    def rate(self) -> float:
        """MB a second of CPU, of the median run."""
        return self.megabytes / self.median


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.extraction",
        description="Measure extraction in MB a second of CPU time: graphbuild on Vietnamese papers, eyecite on US "
        "opinions, and how the time grows with the size of the text.",
        epilog="eyecite is left out where it is not installed (pip install eyecite hyperscan). At 0.2 to 0.4 MB/s "
        "it is measured up to 1 MB only; ratios are taken at the largest size that both have read.",
    )
    parser.add_argument("--json", action="store_true", help="print the figures of every run as JSON")
    parser.add_argument("--runs", type=int, default=_RUNS, metavar="N", help="runs of each measurement (default: 5)")
    parser.add_argument(
        "--sizes", type=float, nargs="+", default=_SIZES, metavar="MB", help="sizes in MB (default: 0.1 1 10)"
    )
    options = parser.parse_args(arguments)
    if options.runs < 1 or min(options.sizes) <= 0:
        parser.error("--runs and --sizes take numbers above zero")
    measurements = [
        measurement for subject in _subjects() for measurement in measure(subject, sorted(options.sizes), options.runs)
    ]
    print(_as_json(measurements) if options.json else _as_table(measurements))


def measure(subject: Subject, sizes: Sequence[float], runs: int) -> list[Measurement]:
    """Return one measurement a size, of `runs` runs after one that warms up."""
    extract = subject.load()
    extract(subject.make_texts(20_000))
    measured = []
    for size in sizes:
        if size > subject.largest:
            continue
        texts = subject.make_texts(round(size * 1e6))
        seconds = []
        found = 0
        for _run in range(runs):
            gc.collect()
            begin = time.process_time()
            found = extract(texts)
            seconds.append(time.process_time() - begin)
        bytes_read = sum(len(text.encode()) for text in texts)
        characters = sum(map(len, texts))
        measured.append(Measurement(subject.name, bytes_read / 1e6, characters, found, tuple(sorted(seconds))))
    return measured


def slope(measurements: Sequence[Measurement]) -> float | None:
    """Return the exponent of growth, by least squares over the logarithms: 1 is linear, 2 quadratic.

    None where there are not two sizes to compare.
    """
    if len(measurements) < 2:
        return None
    return statistics.linear_regression(
        [math.log(measurement.megabytes) for measurement in measurements],
        [math.log(measurement.median) for measurement in measurements],
    ).slope


# -- subjects ----------------------------------------------------------------------------------------------------------


def _subjects() -> list[Subject]:
    subjects = [
        Subject("graphbuild, whole extraction", _papers, _whole_extraction),
        Subject("graphbuild, whole extraction, one long text", _one_paper, _whole_extraction),
        Subject("graphbuild, citations alone", _papers, _citations_alone),
    ]
    if find_spec("eyecite"):
        subjects.append(Subject("eyecite, default tokenizer", _opinions, _eyecite_default, largest=1))
        if find_spec("hyperscan"):
            subjects.append(Subject("eyecite, hyperscan tokenizer", _opinions, _eyecite_hyperscan, largest=1))
    return subjects


def _papers(size: int) -> list[str]:
    return papers(size, Random(_SEED))


def _one_paper(size: int) -> list[str]:
    return ["\n\n".join(_papers(size))]


def _opinions(size: int) -> list[str]:
    return opinions(size, Random(_SEED))


def _whole_extraction() -> Extraction:
    from graphbuild.extraction.reading import read
    from graphbuild.model import Text

    def extract(texts: list[str]) -> int:
        found = 0
        for text in texts:
            first = read(Text(text, "paper.txt"))
            # A long text holds many papers.
            found += sum(len(reading.mentions) for reading in (first, *first.further))
        return found

    return extract


def _citations_alone() -> Extraction:
    from graphbuild.extraction.bodies import BodyFinder
    from graphbuild.extraction.citations.numbered import find_numbered
    from graphbuild.text import normalize

    def extract(texts: list[str]) -> int:
        found = 0
        for text in texts:
            normal = normalize(text).text
            found += len(find_numbered(normal, BodyFinder(normal)))
        return found

    return extract


def _eyecite_default() -> Extraction:
    from eyecite.tokenizers import default_tokenizer

    return _eyecite(default_tokenizer)


def _eyecite_hyperscan() -> Extraction:
    from eyecite.tokenizers import HyperscanTokenizer

    return _eyecite(HyperscanTokenizer())


def _eyecite(tokenizer: Any) -> Extraction:
    from eyecite import get_citations

    # It warns of every overlap that it cannot explain, which is no part of what is measured.
    logging.getLogger("eyecite").setLevel(logging.ERROR)
    return lambda texts: sum(len(get_citations(text, tokenizer=tokenizer)) for text in texts)


# -- output ------------------------------------------------------------------------------------------------------------


def _by_subject(measurements: Sequence[Measurement]) -> dict[str, list[Measurement]]:
    found: dict[str, list[Measurement]] = {}
    for measurement in measurements:
        found.setdefault(measurement.subject, []).append(measurement)
    return found


def _ratios(measurements: Sequence[Measurement]) -> list[tuple[Measurement, Measurement]]:
    """Return each measurement of graphbuild with each one of eyecite, at the largest size that both have read."""
    groups = _by_subject(measurements)
    pairs = []
    for own in (group for name, group in groups.items() if name.startswith("graphbuild")):
        for other in (group for name, group in groups.items() if name.startswith("eyecite")):
            sizes = {round(measurement.megabytes, 2) for measurement in own}
            common = [measurement for measurement in other if round(measurement.megabytes, 2) in sizes]
            if common:
                at = round(common[-1].megabytes, 2)
                pairs.append((next(found for found in own if round(found.megabytes, 2) == at), common[-1]))
    return pairs


def _versions() -> dict[str, str]:
    installed = [name for name in ("graphbuild", "eyecite", "hyperscan") if find_spec(name)]
    return {"python": platform.python_version(), **{name: version(name) for name in installed}}


def _as_table(measurements: Sequence[Measurement]) -> str:
    lines = [
        ", ".join(f"{name} {number}" for name, number in _versions().items()),
        "CPU time of one process; median (shortest–longest) of the runs",
        "",
        f"{'subject':<44}{'MB':>6}  {'seconds':<24}{'MB/s':>7}{'Mchar/s':>9}{'citations/MB':>14}{'citations/s':>13}",
    ]
    for group in _by_subject(measurements).values():
        for found in group:
            seconds = f"{found.median:.3f} ({found.seconds[0]:.3f}–{found.seconds[-1]:.3f})"
            lines.append(
                f"{found.subject:<44}{found.megabytes:>6.1f}  {seconds:<24}{found.rate:>7.2f}"
                f"{found.characters / found.median / 1e6:>9.2f}{found.citations / found.megabytes:>14.0f}"
                f"{found.citations / found.median:>13,.0f}"
            )
        growth = slope(group)
        if growth is not None:
            lines.append(f"{'':<44}time grows as size^{growth:.2f}")
    lines.append("")
    for own, other in _ratios(measurements):
        lines.append(f"{own.subject} : {other.subject} = {own.rate / other.rate:.1f} ({other.megabytes:.1f} MB)")
    for part, aim in _AIMS.items():
        rate = next(found.rate for found in reversed(measurements) if found.subject == f"graphbuild, {part}")
        lines.append(f"aim for {part}: {aim:.0f} MB/s; measured {rate:.1f}, {'reached' if rate >= aim else 'missed'}")
    return "\n".join(lines)


def _as_json(measurements: Sequence[Measurement]) -> str:
    return json.dumps(
        {
            "versions": _versions(),
            "measurements": [
                {**asdict(found), "median_seconds": found.median, "megabytes_per_second": found.rate}
                for found in measurements
            ],
            "slopes": {name: slope(group) for name, group in _by_subject(measurements).items()},
            "ratios": [
                {
                    "of": own.subject,
                    "to": other.subject,
                    "megabytes": other.megabytes,
                    "ratio": own.rate / other.rate,
                }
                for own, other in _ratios(measurements)
            ],
            "aims_megabytes_per_second": _AIMS,
        },
        ensure_ascii=False,
        indent=2,
    )


if __name__ == "__main__":
    main()
