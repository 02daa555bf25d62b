"""Tables in scans: what their ruling lines tell, and which lines are none."""

from __future__ import annotations

import io
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from office import converted, scan_of
from PIL import Image, ImageDraw, ImageFont

from graphbuild.model import Span, Text
from graphbuild.readers.formats import read_bytes
from graphbuild.readers.ocr.cleaning import without_lines
from graphbuild.readers.pages.tables import Grid, grids_of
from graphbuild.readers.pages.words import Rule

_POINTS = 72 / 300
"""Points of a pixel of the pages below."""
_WIDTH, _HEIGHT = 2480, 1400
_COLUMNS = (250, 420, 1250, 1800, 2230)
_ROWS = (300, 400, 520, 640)
_CELLS = (
    ("TT", "Nội dung công việc", "Cơ quan chủ trì", "Thời hạn"),
    ("1", "Xây dựng kế hoạch", "Sở Nội vụ", "Quý II"),
    ("2", "Rà soát văn bản", "Sở Tư pháp", "30/6/2026"),
)
_TABLE = "\n".join(f"| {' | '.join(row)} |" for row in _CELLS)


def _written() -> Image.Image:
    """Return a page with a title, and the cells of a table without its lines."""
    image = Image.new("L", (_WIDTH, _HEIGHT), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype("DejaVuSerif.ttf", 46)
    draw.text((900, 150), "PHỤ LỤC NHIỆM VỤ", 0, font)
    for top, row in zip(_ROWS, _CELLS, strict=False):
        for left, text in zip(_COLUMNS, row, strict=False):
            draw.text((left + 35, top + 22), text, 0, font)
    draw.text((250, 900), "Phụ lục này kèm theo Kế hoạch số 12-KH/TU ngày 09/3/2026.", 0, font)
    return image


def _ruled(
    image: Image.Image, thick: int = 4, *, gap: int = 0, double: int = 0, short: int = 0, shade: int = 0
) -> Image.Image:
    """Return the page with the lines of its table: broken, double, too short at the corners, or faint."""
    draw = ImageDraw.Draw(image)
    for y in _ROWS:
        for by in (0, double):
            draw.line((_COLUMNS[0] + short, y + by, _COLUMNS[-1] - short, y + by), shade, thick)
    for x in _COLUMNS:
        for by in (0, double):
            draw.line((x + by, _ROWS[0] + short, x + by, _ROWS[-1] - short), shade, thick)
    if gap:
        for x in range(_COLUMNS[0] + 160, _COLUMNS[-1], 310):
            for y in _ROWS:
                draw.rectangle((x, y - 5, x + gap, y + 8), 255)
    return image


def _askew(image: Image.Image, angle: float) -> Image.Image:
    return image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)


def _read(image: Image.Image) -> Text:
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(300, 300))
    return read_bytes(out.getvalue(), "bang.png")


def _grids(image: Image.Image) -> list[Grid]:
    return grids_of([Rule(*(edge * _POINTS for edge in rule)) for rule in without_lines(image).ruling.rules])


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(lambda: _ruled(_written()), id="as printed"),
        pytest.param(lambda: _askew(_ruled(_written()), 1.0), id="askew"),
        pytest.param(lambda: _ruled(_written(), 3, gap=30, double=9), id="double and broken"),
    ],
)
def test_a_table_is_read_row_by_row(made: Callable[[], Image.Image]) -> None:
    """Its rows are those of a PDF file with text, and what stands around it stays around it."""
    text = _read(made())
    before, after = text.content.split(_TABLE)
    assert before == "PHỤ LỤC NHIỆM VỤ\n"
    assert after == "\nPhụ lục này kèm theo Kế hoạch số 12-KH/TU ngày 09/3/2026."


def test_the_lone_numbers_of_rows_are_read() -> None:
    """Digits by themselves in a narrow column are overlooked among the words of a page, all nine of these."""
    image = Image.new("L", (_WIDTH, 3200), 255)
    draw = ImageDraw.Draw(image)
    font, digits = ImageFont.truetype("DejaVuSerif.ttf", 42), ImageFont.truetype("LiberationSerif-Regular.ttf", 54)
    tops = range(300, 3001, 300)
    for number, top in enumerate(tops[:-1], start=1):
        draw.text((285, top + 120), str(number), 0, digits)
        for line in range(3):
            draw.text((440, top + 50 + 70 * line), "Xe tải có tải trọng dưới 2 tấn và các loại", 0, font)
        draw.text((1800, top + 120), "1.200.000", 0, font)
    for y in tops:
        draw.line((250, y, 2230, y), 0, 4)
    for x in (250, 400, 1700, 2230):
        draw.line((x, tops[0], x, tops[-1]), 0, 4)
    rows = _read(image).content.split("\n")
    numbers = [row.split("|")[1].strip() for row in rows]
    assert all(number in ("", str(at)) for at, number in enumerate(numbers, start=1))
    assert numbers.count("") <= 3


def test_the_words_of_a_table_are_where_they_are_on_the_page() -> None:
    text = _read(_ruled(_written()))
    assert text.layout is not None
    start = text.content.index("30/6/2026")
    [run] = text.layout.runs(Span(start, start + 1))
    x, y = (run.x0 + run.x1) / 2 * 300 / 72, (run.y0 + run.y1) / 2 * 300 / 72
    assert _COLUMNS[3] < x < _COLUMNS[4]
    assert _ROWS[2] < y < _ROWS[3]


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(lambda: _ruled(_written(), 1), id="hairlines"),
        pytest.param(lambda: _ruled(_written(), 9), id="thick"),
        pytest.param(lambda: _ruled(_written(), gap=35), id="broken"),
        pytest.param(lambda: _ruled(_written(), 2, double=8), id="double"),
        pytest.param(lambda: _ruled(_written(), short=7), id="open corners"),
        pytest.param(lambda: _ruled(_written(), shade=120), id="faint"),
        pytest.param(lambda: _askew(_ruled(_written(), 3), 0.25), id="a little askew"),
        pytest.param(lambda: _askew(_ruled(_written(), 3), -0.25), id="a little askew the other way"),
        pytest.param(lambda: _streaked(_ruled(_written())), id="streak of a dirty glass"),
    ],
)
def test_lines_of_every_kind_make_the_same_table(made: Callable[[], Image.Image]) -> None:
    (grid,) = _grids(made())
    assert [[(cell.down, cell.across) for cell in row] for row in grid.rows] == [[(1, 1)] * 4] * 3
    for found, drawn in ((grid.columns, _COLUMNS), (grid.levels, _ROWS)):
        assert all(abs(one / _POINTS - other) < 16 for one, other in zip(found, drawn, strict=True))


def _streaked(image: Image.Image) -> Image.Image:
    ImageDraw.Draw(image).line((1500, 0, 1500, _HEIGHT), 0, 3)
    return image


def test_cells_that_span_rows_and_columns() -> None:
    """The inner lines of a head in two rows are as short as a row of small print."""
    image = Image.new("L", (_WIDTH, _HEIGHT), 255)
    draw = ImageDraw.Draw(image)
    draw.rectangle((250, 300, 2230, 500), outline=0, width=4)
    for x in (1000, 1900):
        draw.line((x, 300, x, 500), 0, 4)
    draw.line((1000, 360, 1900, 360), 0, 4)
    draw.line((1000, 420, 2230, 420), 0, 4)
    draw.line((1450, 360, 1450, 420), 0, 4)
    (grid,) = _grids(image)
    assert [[(cell.column, cell.down, cell.across) for cell in row] for row in grid.rows] == [
        [(0, 3, 1), (1, 1, 2), (3, 2, 1)],
        [(1, 1, 1), (2, 1, 1)],
        [(1, 1, 2), (3, 1, 1)],
    ]


def _stamp(draw: ImageDraw.ImageDraw) -> None:
    """Draw the stamp with which an office registers what it receives."""
    draw.rectangle((200, 500, 900, 700), outline=0, width=5)
    draw.line((420, 500, 420, 700), 0, 5)
    draw.line((420, 600, 900, 600), 0, 5)


def _letterhead(draw: ImageDraw.ImageDraw) -> None:
    for x0, y, x1 in ((400, 200, 700), (1400, 200, 2100), (1400, 206, 2100), (400, 290, 620)):
        draw.line((x0, y, x1, y), 0, 3)


def _frames(draw: ImageDraw.ImageDraw) -> None:
    for inset in (60, 90, 140):
        draw.rectangle((inset, inset, _WIDTH - inset, _HEIGHT - inset), outline=0, width=4)


def _photograph(draw: ImageDraw.ImageDraw) -> None:
    """Draw a building with its windows, on a quarter of the page."""
    draw.rectangle((200, 300, 1000, 1200), outline=0, width=4)
    for x in range(200, 1001, 100):
        draw.line((x, 300, x, 1200), 0, 4)
    for y in range(300, 1201, 150):
        draw.line((200, y, 1000, y), 0, 4)


@pytest.mark.parametrize("drawn", [_stamp, _letterhead, _frames, _photograph])
def test_what_is_no_table(drawn: Callable[[ImageDraw.ImageDraw], None]) -> None:
    image = Image.new("L", (_WIDTH, _HEIGHT), 255)
    drawn(ImageDraw.Draw(image))
    assert _grids(image) == []


def test_the_stamp_of_an_office_beside_the_letterhead_is_no_text() -> None:
    """In black as in colour: what stands in a frame in the margin is less certain than it looks."""
    image = Image.new("L", (_WIDTH, _HEIGHT), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype("DejaVuSerif.ttf", 46)
    for at in range(8):
        draw.text((500, 420 + 100 * at), "Căn cứ Chỉ thị số 05-CT/TW ngày 15 tháng 5 năm 2016 của", 0, font)
    draw.text((500, 100), "TỈNH ỦY AN GIANG", 0, font)
    draw.rectangle((40, 200, 480, 380), outline=0, width=5)
    draw.line((40, 290, 480, 290), 0, 5)
    draw.text((60, 220), "VĂN PHÒNG", 0, font)
    draw.text((60, 310), "ĐẾN số 123", 0, font)
    lines = _read(image).content.split("\n")
    assert lines[0] == "TỈNH ỦY AN GIANG"
    assert lines[1].startswith("Căn cứ Chỉ thị số 05-CT/TW")


def test_the_screen_of_a_photograph_costs_little_and_is_no_table() -> None:
    """Tens of thousands of strokes."""
    image = Image.new("L", (_WIDTH, _HEIGHT), 255)
    draw = ImageDraw.Draw(image)
    for y in range(0, _HEIGHT, 6):
        for x in range(y % 100, _WIDTH, 110):
            draw.line((x, y, x + 95, y), 0, 2)
    assert _grids(image) == []


_PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><style>@page{size:A4;margin:2cm 1.5cm 2cm 3cm}
body{font-family:'Liberation Serif';font-size:14pt} td{border:1px solid black;padding:2pt}</style></head><body>
<p>DANH MỤC NHIỆM VỤ</p><table border="1" style="border-collapse:collapse" width="100%">
<tr><td rowspan="2">TT</td><td rowspan="2">Nhiệm vụ</td><td colspan="2">Cơ quan</td><td rowspan="2">Thời hạn</td></tr>
<tr><td>Chủ trì</td><td>Phối hợp</td></tr>
<tr><td>1</td><td>Xây dựng đề án sắp xếp tổ chức bộ máy của tỉnh</td><td>Sở Nội vụ</td><td>Sở Tài chính</td>
<td>Quý II</td></tr>
<tr><td>2</td><td>Rà soát văn bản quy phạm pháp luật</td><td>Sở Tư pháp</td><td>Các sở, ngành</td><td>Quý III</td></tr>
</table><p>Các cơ quan báo cáo kết quả trước ngày 15/12/2026.</p></body></html>"""


def test_a_scan_of_a_table_reads_as_the_file_it_was_printed_from(tmp_path: Path) -> None:
    source = tmp_path / "bang.html"
    source.write_text(_PAGE, encoding="utf-8")
    pdf = converted(source, "pdf")
    scan = scan_of(pdf, tmp_path / "bang.tif")
    printed, scanned = (read_bytes(path.read_bytes(), path.name).content for path in (pdf, scan))
    assert [line.count("|") for line in scanned.split("\n")] == [line.count("|") for line in printed.split("\n")]
    assert [line.split("|")[1].strip() for line in scanned.split("\n")[:4]] == ["TT", "", "1", "2"]
    # A slip of recognition is no matter here.
    assert SequenceMatcher(None, printed, scanned, autojunk=False).ratio() > 0.97
