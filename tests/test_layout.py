"""Where the words are on the pages: the table beside the text, the pictures of the pages, and what a build keeps."""

from __future__ import annotations

import io
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from PIL import Image, ImageChops, ImageDraw, ImageFont

import graphbuild as gb
from graphbuild.builds.layout import layout_file, text_file
from graphbuild.builds.page_images import PageImages, write_page_images
from graphbuild.errors import InputError, QueryError
from graphbuild.extraction.reading import read
from graphbuild.folders import samples_folder
from graphbuild.graph.layouts import read_layout, write_layout
from graphbuild.graph.tables import read_records
from graphbuild.identifiers import DEFAULT_BASE
from graphbuild.model import Citation, Document, Kind, Layout, Obligation, PageSize, Records, Run, Span, Text
from graphbuild.pages.corpus_view import CorpusView
from graphbuild.pages.document_page import DocumentPages
from graphbuild.pages.page_frames import frames
from graphbuild.readers.pages.pictures import LARGEST, pictures
from graphbuild.resolve.records import Resolved, resolve

A4 = PageSize(595.3, 841.9)
LAYOUT = Layout.of([Run(0, 5, 1, 72, 90.5, 100, 104), Run(6, 12, 2, 72, 60, 120, 74, 0.5)], [A4, PageSize(842, 595)])


def test_a_layout_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_layout(LAYOUT, tmp_path / "a.parquet")
    frame = read_layout(tmp_path / "a.parquet")
    assert list(frame.columns) == ["start", "end", "page", "x0", "y0", "x1", "y1", "confidence"]
    assert frame.iloc[1].tolist() == [6, 12, 2, 72, 60, 120, 74, 0.5]
    assert frame.attrs["pages"] == [(595.3, 841.9), (842, 595)]


def test_a_layout_without_words_has_its_pages(tmp_path: Path) -> None:
    write_layout(Layout.of([], [A4]), tmp_path / "a.parquet")
    assert read_layout(tmp_path / "a.parquet").attrs["pages"] == [A4]


@pytest.mark.parametrize("damage", [b"", b"PAR1 PAR1", b"{}"])
def test_a_damaged_layout_is_told(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "a.parquet").write_bytes(damage)
    with pytest.raises(InputError) as error:
        read_layout(tmp_path / "a.parquet")
    assert error.value.code == "no-build"


def test_no_file_of_the_corpus_takes_the_path_of_a_layout_or_a_text() -> None:
    sources = ("a.pdf", "a.pdf.layout.parquet", "a.pdf.layout.parquet/b.pdf", "a.pdf.txt/b.pdf", f"{'á' * 120}.pdf")
    paths = [place(Path("texts"), source) for source in sources for place in (layout_file, text_file)]
    assert len(set(paths)) == len(paths)
    assert not {path.parent for path in paths} & set(paths)
    assert all(len(path.name.encode()) <= 255 for path in paths)


def test_a_file_without_pages_has_no_layout(sample_build: Path) -> None:
    source = "trung-uong/chi-thi-97-ct-tw.txt"
    with pytest.raises(QueryError, match=source):
        gb.open(sample_build).layout(source)  # type: ignore[attr-defined]


# -- pictures of pages -------------------------------------------------------------------------------------------------


def written(width: int, height: int, *, lines: int = 45) -> Image.Image:
    """Return a page of text as a scanner sees it."""
    page = Image.new("L", (width, height), 250)
    draw, letter = ImageDraw.Draw(page), ImageFont.load_default(size=height / 70)
    for line in range(lines):
        words = " ".join(
            random.Random(line).choices("Thuc hien Chi thi so ngay cua Bo Chinh tri ve viec".split(), k=14)
        )
        draw.text((width * 0.1, height * (0.05 + 0.9 * line / lines)), words, fill=20, font=letter)
    return page


def coded(*pages: Image.Image, form: str, **settings: object) -> bytes:
    out = io.BytesIO()
    first, *others = pages
    more = {"save_all": True, "append_images": others} if others else {}
    first.save(out, form, **more, **settings)
    return out.getvalue()


def shown(data: bytes, number: int = 1) -> Image.Image:
    (picture,) = pictures(data, [number])
    assert len(picture) < LARGEST
    return Image.open(io.BytesIO(picture))


def stamped() -> Image.Image:
    page = written(2480, 3508).convert("RGB")
    ImageDraw.Draw(page).ellipse((1500, 2600, 1900, 3000), outline=(200, 30, 40), width=12)
    return page


def noise() -> Image.Image:
    return Image.effect_noise((2480, 3508), 90)


def is_coloured(image: Image.Image) -> bool:
    red, green, blue = image.convert("RGB").split()
    pairs = ((red, green), (green, blue), (red, blue))
    return any(ImageChops.difference(one, other).getextrema()[1] > 64 for one, other in pairs)  # type: ignore[operator]


@pytest.mark.parametrize("form", ["PDF", "PNG", "TIFF", "JPEG"])
def test_a_page_of_text_is_readable_and_small(form: str) -> None:
    picture = shown(coded(written(2480, 3508), form=form, resolution=300))
    assert 110 * 8.2 <= picture.width <= 150 * 8.3
    assert picture.width / picture.height == pytest.approx(2480 / 3508, abs=0.001)
    assert not is_coloured(picture)


@pytest.mark.parametrize("form", ["PDF", "PNG", "JPEG"])
def test_a_stamp_keeps_its_colour(form: str) -> None:
    assert is_coloured(shown(coded(stamped(), form=form, resolution=300)))


def test_yellow_paper_has_no_stamp() -> None:
    page = written(1240, 1754)
    page = Image.merge("RGB", (page, page, page.point([value * 5 // 6 for value in range(256)])))
    assert not is_coloured(shown(coded(page, form="PNG")))


@pytest.mark.parametrize(
    "page",
    [
        noise,
        lambda: Image.merge("RGB", [noise()] * 3),
        lambda: Image.new("L", (9000, 60), 255),
        lambda: Image.new("1", (1, 1)),
    ],
    ids=["grey noise", "noise", "strip", "dot"],
)
def test_whatever_is_on_a_page_its_picture_is_small(page: Callable[[], Image.Image]) -> None:
    shown(coded(page(), form="PNG"))


def test_each_page_of_a_file_has_its_picture() -> None:
    pages = [Image.new("L", (600, 800), 255), Image.new("L", (800, 600), 0), Image.new("L", (600, 800), 255)]
    for form in ("TIFF", "PDF"):
        data = coded(*pages, form=form)
        assert [picture.width > picture.height for picture in (shown(data, 1), shown(data, 2))] == [False, True]
        assert shown(data, 2).convert("L").getextrema()[1] == 0


def test_what_is_transparent_is_paper() -> None:
    assert shown(coded(Image.new("RGBA", (400, 600), (0, 0, 0, 0)), form="PNG")).convert("L").getextrema() == (255, 255)


def test_the_same_page_has_the_same_bytes() -> None:
    data = coded(stamped(), form="PDF", resolution=300)
    assert next(pictures(data, [1])) == next(pictures(data, [1]))


# -- which pages a build keeps -----------------------------------------------------------------------------------------

TEXTS = {
    "a.pdf": Text(
        "Một Hai Ba Bốn",
        "a.pdf",
        sha256="aa" * 32,
        layout=Layout.of(
            [Run(start, start + 3, page, 0, 0, 9, 9) for page, start in enumerate((0, 4, 8, 11), start=1)], [A4] * 4
        ),
    ),
    "b.pdf": Text("Năm", "b.pdf", sha256="bb" * 32, layout=Layout.of([Run(0, 3, 1, 0, 0, 9, 9)], [A4])),
    "c.txt": Text("Sáu", "c.txt", sha256="cc" * 32),
}


def records() -> Records:
    a, c = Document("a", "KH", "in_corpus", "a.pdf", copies=("b.pdf",)), Document("c", "KH", "in_corpus", "c.txt")
    cited = [cites("a.pdf", "a", 4, 7), cites("a.pdf", "a", 0, 3, kind="self"), cites("b.pdf", "a", 0, 3)]
    task = Obligation("x/obligation/1", "a.pdf", "a", 11, 14, "", "assign")
    return Records([a, c], citations=[*cited, cites("c.txt", "c", 0, 3)], obligations=[task])


def cites(source: str, document: str, start: int, end: int, *, kind: Kind = "numbered") -> Citation:
    return Citation(
        id=f"x/citation/{start}",
        source=source,
        document=document,
        citing=document,
        start=start,
        end=end,
        text="",
        sentence="",
        sentence_start=0,
        kind=kind,
        type="",
        number=None,
        date=None,
        issuer=None,
        issuer_name=None,
        relation="mentions",
        cue=None,
        target=None,
        resolution="unresolved",
    )


@pytest.mark.parametrize(
    ("which", "kept"),
    [("all", [1, 2, 3, 4]), ("evidence", [1, 2, 4]), ("none", [])],
)
def test_which_pages_are_kept(tmp_path: Path, which: PageImages, kept: list[int]) -> None:
    def made(source: str, numbers: object) -> Iterator[bytes]:
        assert source == "a.pdf"
        return (b"picture" for _number in numbers)  # type: ignore[attr-defined]

    told = write_page_images(records(), TEXTS, tmp_path, which, made)
    assert sorted(path.name for path in tmp_path.rglob("*.webp")) == [f"{'aa' * 8}-{number}.webp" for number in kept]
    assert told == {"pages": len(kept), "bytes": 7 * len(kept), "failed": []}


def test_pages_with_uncertain_words_are_evidence(tmp_path: Path) -> None:
    runs = [Run(4 * number, 4 * number + 3, number + 1, 0, 0, 9, 9, sure) for number, sure in enumerate((1, 0.9, 0.5))]
    text = Text("Một Hai Bốn", "a.pdf", sha256="aa" * 32, layout=Layout.of(runs, [A4] * 3))
    document = Document("a", "KH", "in_corpus", "a.pdf")
    asked: list[int] = []

    def made(_source: str, numbers: Sequence[int]) -> Iterator[bytes]:
        asked.extend(numbers)
        return (b"picture" for _number in numbers)

    write_page_images(Records([document]), {"a.pdf": text}, tmp_path, "evidence", made)
    assert asked == [1, 3]


def test_a_file_that_cannot_be_shown_is_told(tmp_path: Path) -> None:
    def made(_source: str, _numbers: object) -> Iterator[bytes]:
        yield b"picture"
        raise ValueError

    told = write_page_images(records(), TEXTS, tmp_path, "all", made)
    assert told == {"pages": 1, "bytes": 7, "failed": ["a.pdf"]}


def test_a_build_of_texts_has_no_pictures(sample_build: Path) -> None:
    told = json.loads((sample_build / "build.json").read_text("utf-8"))["page_images"]
    assert told == {"pages": 0, "bytes": 0, "failed": []}
    assert not (sample_build / "site" / "trang").exists()


# -- what was recognised without certainty -----------------------------------------------------------------------------

SCAN = """HUYỆN ỦY NÔNG CỐNG
Số 12-KH/HU
Nông Cống, ngày 5 tháng 6 năm 2024
KẾ HOẠCH
thực hiện công tác lưu trữ
Thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị, Huyện ủy yêu cầu:
1. Giao Văn phòng Huyện ủy báo cáo kết quả trước ngày 30/9/2024."""


def scan(confidences: dict[str, float]) -> Text:
    """Return a page whose words are certain but for some."""
    runs = []
    for row, line in enumerate(re.finditer(".+", SCAN)):
        for word in re.finditer(r"[^\s.,:;]+|[.,:;]+", line[0]):
            start, x, y = line.start() + word.start(), 8.0 * word.start(), 20.0 * row
            end, right = line.start() + word.end(), 8.0 * word.end()
            runs.append(Run(start, end, 1, x, y, right, y + 12, confidences.get(word[0], 1)))
    return Text(SCAN, "quet.pdf", own_offsets=False, pages=(0,), layout=Layout.of(runs, [PageSize(900, 200)]))


def resolved(confidences: dict[str, float]) -> Resolved:
    return resolve([read(scan(confidences))], base=DEFAULT_BASE, as_of="2026-11-30")


@pytest.mark.parametrize(
    ("confidences", "cited", "asked"),
    [({}, None, 1.0), ({"05-CT/TW": 0.4}, 0.4, 1.0), ({"kết": 0.2}, None, 0.95), ({"Huyện": 0.3}, None, 0.93)],
)
def test_confidence_is_no_more_than_that_of_the_words(
    confidences: dict[str, float], cited: float | None, asked: float
) -> None:
    certain = next(row for row in resolved({}).records.citations if row.number == "05-CT/TW")
    records = resolved(confidences).records
    citation = next(row for row in records.citations if row.number == "05-CT/TW")
    assert citation.confidence == pytest.approx(cited or certain.confidence)
    assert citation.target == certain.target
    [task] = records.obligations
    assert task.confidence == pytest.approx(asked, abs=0.03)


@pytest.mark.parametrize(
    ("confidences", "told"),
    [
        ({}, []),
        ({"thực": 0.1, "Số": 0.2, "ngày": 0.3}, []),
        ({"12-KH/HU": 0.3}, ["12-KH/HU"]),
        ({"5": 0.5}, ["5 tháng 6 năm 2024"]),
        ({"12-KH/HU": 0.3, "2024": 0.5}, ["12-KH/HU", "5 tháng 6 năm 2024"]),
    ],
)
def test_a_number_or_day_of_which_nobody_can_be_certain_is_told(confidences: dict[str, float], told: list[str]) -> None:
    found = [finding.detail for finding in resolved(confidences).findings if finding.code == "uncertain_head"]
    assert found == told


# -- frames ------------------------------------------------------------------------------------------------------------

WORDS = "Chỉ thị số 05-CT/TW; Thực"
UPRIGHT = [
    Run(0, 3, 1, 100, 100, 118, 114),
    Run(4, 7, 1, 121, 100, 140, 114),
    Run(8, 10, 1, 500, 100, 512, 114),
    Run(11, 20, 1, 60, 118, 120, 132),
    Run(21, 25, 2, 60, 50, 90, 64),
]
SIDEWAYS = [Run(11, 20, 1, 780, 158, 794, 218), Run(21, 25, 1, 780, 222, 794, 262)]


@pytest.mark.parametrize(
    ("runs", "span", "lines"),
    [
        (UPRIGHT, Span(0, 7), {1: [(100, 140)]}),
        (UPRIGHT, Span(0, 10), {1: [(100, 512)]}),
        (UPRIGHT, Span(4, 20), {1: [(121, 512), (60, 120)]}),
        (UPRIGHT, Span(11, 25), {1: [(60, 120)], 2: [(60, 90)]}),
        # Without the semicolon, and of the number only the digits.
        (UPRIGHT, Span(11, 19), {1: [(60, 116)]}),
        (UPRIGHT, Span(14, 16), {1: [(80, 96)]}),
        (SIDEWAYS, Span(11, 25), {1: [(780, 794)]}),
        (UPRIGHT, Span(3, 4), {}),
    ],
)
def test_a_span_has_a_frame_for_each_of_its_lines(
    runs: list[Run], span: Span, lines: dict[int, list[tuple[float, float]]]
) -> None:
    found = frames(Layout.of(runs, [PageSize(1000, 1000)] * 2), WORDS, span)
    across = {page: [(10 * box.x, 10 * (box.x + box.width)) for box in boxes] for page, boxes in found.items()}
    assert across.keys() == lines.keys()
    for page, boxes in across.items():
        assert boxes == [pytest.approx(line, abs=2) for line in lines[page]]


def test_a_recognised_stroke_below_a_word_makes_no_line_higher() -> None:
    runs = [
        Run(0, 3, 1, 0, 100, 18, 112, 0.9),
        Run(4, 7, 1, 20, 100, 40, 113, 0.9),
        Run(8, 10, 1, 45, 99, 60, 140, 0.9),
    ]
    [frame] = frames(Layout.of(runs, [PageSize(1000, 1000)]), WORDS, Span(0, 10))[1]
    assert 98 < 10 * frame.y < 100
    assert 10 * (frame.y + frame.height) < 120


# -- the paragraph as evidence where there are no pages ---------------------------------------------------------------


def test_each_line_of_a_text_without_pages_can_be_led_to(sample_build: Path) -> None:
    records = read_records(sample_build / "tables")
    pages = json.loads((sample_build / "site" / "addresses.json").read_text("utf-8"))
    for document in (row for row in records.documents if row.source):
        content = _content(sample_build, document.source or "")
        page = html.parse(str(sample_build / "site" / pages[document.id]))
        anchors = [str(one) for one in page.xpath("//*[@class='text']//@id") if str(one).startswith("doan-")]
        first = content[: document.start or 0].count("\n") + 1
        lines = content[document.start or 0 : document.end].rstrip("\n").split("\n")
        assert anchors == [f"doan-{number}" for number, line in enumerate(lines, start=first) if line.strip()]


@pytest.mark.parametrize("table", ["citations", "obligations"])
def test_citations_and_tasks_know_their_paragraph(sample_build: Path, table: str) -> None:
    rows = getattr(read_records(sample_build / "tables"), table)
    assert rows
    for row in rows:
        assert row.page is None
        assert row.paragraph == _content(sample_build, row.source)[: row.start].count("\n") + 1


def _content(build: Path, source: str) -> str:
    extracted = text_file(build / "texts", source)
    path = extracted if extracted.exists() else samples_folder() / source
    return path.read_text("utf-8").replace("\r\n", "\n")


# -- the page of a document --------------------------------------------------------------------------------------------


def shown_page(confidences: dict[str, float]) -> dict[str, Any]:
    """Return what the page of the scan shows of its one page."""
    text, found = scan(confidences), resolved(confidences)
    corpus = CorpusView(found.records, {"quet.pdf": text}, [], base=DEFAULT_BASE, as_of="2026-11-30")
    document = next(row for row in found.records.documents if row.source)
    content = DocumentPages(corpus).content(document)
    [page] = content["pages"]
    return {**page, "facts": content["file"]}


@pytest.mark.parametrize(
    ("confidences", "doubts", "uncertain"),
    [
        ({}, [], []),
        ({"12-KH/HU": 0.3}, [("12-KH/HU", True)], []),
        ({"2024": 0.3, "lưu": 0.5}, [("2024", True), ("lưu", False)], []),
        ({"05-CT/TW": 0.4}, [], ["1"]),
        # One slip in a task leaves it what it is, and is told by itself.
        ({"kết": 0.2}, [("kết", False)], []),
    ],
)
def test_what_is_uncertain_is_told_beside_the_page(
    confidences: dict[str, float], doubts: list[tuple[str, bool]], uncertain: list[str]
) -> None:
    page = shown_page(confidences)
    assert [(doubt["words"], doubt["is_head"]) for doubt in page["doubts"]] == doubts
    assert [place["number"] for place in page["places"] if place["is_uncertain"]] == uncertain
    assert page["facts"]["doubts"] == len(doubts) + len(uncertain)


def test_places_are_numbered_in_the_order_of_the_text() -> None:
    page = shown_page({})
    assert [(place["number"], place["kind"], place["lines"]) for place in page["places"]] == [
        ("1", "cite", "6"),
        ("2", "duty", "7"),
    ]
    numbers = html.fromstring(f"<div>{page['text']}</div>").xpath("//@data-number")
    assert [str(number) for number in numbers] == ["1", "2"]
