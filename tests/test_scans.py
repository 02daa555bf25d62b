"""Scans of real documents beside what their offices typed: words, order, letterhead, citations."""

from __future__ import annotations

import io
import re
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path
from statistics import mean

import pytest
from pypdfium2 import PdfDocument

from graphbuild.extraction.reading import read
from graphbuild.model import Reading, Text
from graphbuild.readers.formats import read_bytes
from graphbuild.readers.reader import Settings

pytestmark = pytest.mark.shared

_TWINS = ("10209629", "10209630", "10209631", "10209647")


@pytest.fixture(scope="module")
def scans(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Text]:
    """The scans and the typed documents beside them, by their names; of scans without such a twin the first page."""
    settings = Settings(jobs=2, cache=tmp_path_factory.mktemp("cache"))
    paths = sorted((shared / "formats" / "scans").iterdir())
    data = {path.name: path.read_bytes() if path.stem in _TWINS else first_page(path) for path in paths}
    return {name: read_bytes(content, name, settings) for name, content in data.items()}


def first_page(path: Path) -> bytes:
    with PdfDocument(path) as whole, PdfDocument.new() as first:
        first.import_pages(whole, [0])
        first.save(written := io.BytesIO())
    return written.getvalue()


def words(text: Text) -> list[str]:
    return re.findall(r"\w+", text.content.casefold())


def cited(reading: Reading) -> Counter[tuple[str, str | None, str | None]]:
    return Counter((mention.type, mention.number, mention.name or None) for mention in reading.mentions)


def test_the_words_of_scans_are_those_of_their_typed_twins(scans: dict[str, Text]) -> None:
    found, in_order = [], []
    for name in _TWINS:
        typed, scanned = words(scans[f"{name}.doc"]), words(scans[f"{name}.pdf"])
        found.append(sum((Counter(typed) & Counter(scanned)).values()) / len(typed))
        blocks = SequenceMatcher(None, typed, scanned, autojunk=False).get_matching_blocks()
        in_order.append(sum(block.size for block in blocks) / len(typed))
    assert mean(found) >= 0.95, found
    assert mean(in_order) >= 0.95, in_order


def test_scans_cite_what_their_typed_twins_cite(scans: dict[str, Text]) -> None:
    alike, total = 0, 0
    for name in _TWINS:
        typed, scanned = cited(read(scans[f"{name}.doc"])), cited(read(scans[f"{name}.pdf"]))
        # A document's own number may be written in by hand, which no program reads.
        own = read(scans[f"{name}.doc"]).letterhead.number
        typed = Counter({key: count for key, count in typed.items() if key[1] != own})
        alike += sum((typed & scanned).values())
        total += sum(typed.values())
    assert alike >= 0.95 * total, (alike, total)


@pytest.mark.parametrize(
    ("name", "number", "date", "organ"),
    [
        pytest.param("10209629", None, None, "Bộ Công Thương", id="number and day in handwriting"),
        ("10209630", "08/2010/TT-BTC", "2010-01-14", "Bộ Tài chính"),
        ("10209631", "07/2010/TT-BTC", "2010-01-14", "Bộ Tài chính"),
        ("10209647", "10/2010/TT-BTC", "2010-01-18", "Bộ Tài chính"),
        ("153-tb-vpcp.signed", "153/TB-VPCP", "2024-04-10", "Văn phòng Chính phủ"),
        ("299-ttg.signed", "299/QĐ-TTg", "2024-04-10", "Thủ tướng Chính phủ"),
    ],
)
def test_heads_of_scans(scans: dict[str, Text], name: str, number: str | None, date: str | None, organ: str) -> None:
    text = scans[f"{name}.pdf"]
    head = read(text).letterhead
    assert head.issuer is not None
    assert (head.number, head.date, head.issuer.seat) == (number, date, organ)
    # The left column of the letterhead comes as a whole before the right one, and nothing stands before it.
    lines = text.content.split("\n")
    motto = next(index for index, line in enumerate(lines) if line.startswith("CỘNG H"))
    assert lines[0].casefold() == organ.casefold()
    assert "Số" in lines[motto - 1]
    assert lines[motto + 1] == "Độc lập - Tự do - Hạnh phúc"
