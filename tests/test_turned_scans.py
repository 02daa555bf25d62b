"""Scans of pages that were put into the scanner sideways or on their heads, which nothing tells."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from office import converted, page_of, scan_of
from PIL import Image, ImageDraw, ImageFont
from pypdfium2 import PdfDocument

from graphbuild.model import Note, Span, Text
from graphbuild.readers.formats import read_bytes
from graphbuild.readers.ocr import tesseract
from graphbuild.readers.reader import Settings

_TURNED = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
_DOCUMENT = """TỈNH ỦY AN GIANG
*
Số 12-KH/TU

ĐẢNG CỘNG SẢN VIỆT NAM
An Giang, ngày 09 tháng 3 năm 2026

KẾ HOẠCH
thực hiện Chỉ thị số 05-CT/TW

Căn cứ Chỉ thị số 05-CT/TW ngày 15 tháng 5 năm 2016 của Bộ Chính trị về đẩy mạnh học tập và làm theo tư tưởng.
Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy, tổ chức đảng thực hiện nghiêm túc kế hoạch này trong năm 2026.

Nơi nhận:
- Các huyện ủy,
- Lưu Văn phòng.

T/M BAN THƯỜNG VỤ
BÍ THƯ
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Image.Image:
    """The page of a document as a scanner sees it, in grey at 300 dpi."""
    folder = tmp_path_factory.mktemp("office")
    source = folder / "ke-hoach.html"
    source.write_text(page_of(_DOCUMENT), encoding="utf-8")
    with Image.open(scan_of(converted(source, "pdf"), folder / "ke-hoach.tif")) as scan:
        return scan.convert("L")


def _bytes(image: Image.Image, form: str = "PNG") -> bytes:
    out = io.BytesIO()
    image.copy().save(out, form, dpi=(300, 300), resolution=300)
    return out.getvalue()


def _box(text: Text, word: str) -> tuple[float, float, float, float]:
    assert text.layout is not None
    start = text.content.index(word)
    [run] = text.layout.runs(Span(start, start + 1))
    return run.x0, run.y0, run.x1, run.y1


@pytest.mark.parametrize(("form", "turns"), [("PNG", [90, 180]), ("PDF", [270])])
def test_turned_pages_read_as_the_upright_one(page: Image.Image, form: str, turns: list[int]) -> None:
    """The same words in the same order, each where it is on the page as it is shown."""
    upright = read_bytes(_bytes(page, form), f"a.{form}")
    for clockwise in turns:
        _reads_alike(page, upright, clockwise, form)


def _reads_alike(page: Image.Image, upright: Text, clockwise: int, form: str) -> None:
    turned = read_bytes(_bytes(page.transpose(_TURNED[clockwise]), form), f"b.{form}")
    # Turned letters are other pixels: a capital may be read for a small letter of the same shape.
    assert turned.content.casefold() == upright.content.casefold()
    assert Note("recognised_text", "1") in turned.notes
    assert turned.layout is not None
    width, height = turned.layout.pages[0]
    assert (width > height) == (clockwise != 180)
    x0, y0, x1, y1 = _box(upright, "05-CT/TW")
    short, long = page.width * 72 / 300, page.height * 72 / 300
    where = {
        90: (long - y1, x0, long - y0, x1),
        180: (short - x1, long - y1, short - x0, long - y0),
        270: (y0, short - x1, y1, short - x0),
    }
    assert _box(turned, "05-CT/TW") == pytest.approx(where[clockwise], abs=2)


def test_pages_of_one_scan_are_turned_one_by_one(page: Image.Image, tmp_path: Path) -> None:
    """What is kept of a page tells how it was turned."""
    out = io.BytesIO()
    others = [page.transpose(_TURNED[90]), page]
    page.transpose(_TURNED[180]).save(out, "TIFF", save_all=True, append_images=others, dpi=(300, 300))
    settings = Settings(cache=tmp_path / "cache")
    first = read_bytes(out.getvalue(), "a.tif", settings)
    assert first.content.count("Căn cứ Chỉ thị số 05-CT/TW ngày 15") == 3
    again = read_bytes(out.getvalue(), "a.tif", settings)
    assert (again.content, again.layout) == (first.content, first.layout)


def test_upright_pages_are_read_no_more_often_than_before(page: Image.Image, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice, as each page: that it is upright costs nothing to know. A page without text is read twice too."""
    read: list[int] = []
    words = tesseract.Tesseract.words

    def counted(self: tesseract.Tesseract, image: Image.Image, dpi: int) -> list[tesseract.Seen]:
        read.append(dpi)
        return words(self, image, dpi)

    monkeypatch.setattr(tesseract.Tesseract, "words", counted)
    read_bytes(_bytes(page), "a.png")
    assert sorted(read) == [200, 300]


def test_a_drawing_with_a_few_words_on_their_side_stays_upright() -> None:
    """Most words tell how a page lies, not the heads of narrow columns."""
    image = Image.new("L", (1800, 1200), 255)
    font = ImageFont.truetype("DejaVuSerif.ttf", 44)
    draw = ImageDraw.Draw(image)
    for at, line in enumerate(
        ("Căn cứ Chỉ thị số 05-CT/TW ngày 15 tháng 5", "của Bộ Chính trị về học tập và làm theo")
    ):
        draw.text((300, 200 + 90 * at), line, 0, font)
    beside = Image.new("L", (500, 70), 255)
    ImageDraw.Draw(beside).text((5, 5), "Thời hạn", 0, font)
    image.paste(beside.transpose(Image.Transpose.ROTATE_90), (100, 200))
    text = read_bytes(_bytes(image), "a.png")
    assert "Căn cứ Chỉ thị số 05-CT/TW ngày 15 tháng 5" in text.content
    assert _box(text, "05-CT/TW")[1] < 60


def test_pages_of_a_pdf_file_shown_upright_by_its_own_turn(page: Image.Image, tmp_path: Path) -> None:
    """A scanner's program may say that the page is to be shown turned: then nothing is turned again."""
    plain = tmp_path / "plain.pdf"
    plain.write_bytes(_bytes(page.transpose(_TURNED[90]), "PDF"))
    with PdfDocument(plain) as document:
        document[0].set_rotation(270)
        document.save(tmp_path / "turned.pdf")
    text = read_bytes((tmp_path / "turned.pdf").read_bytes(), "turned.pdf")
    assert "Số 12-KH/TU" in text.content
    assert text.layout is not None
    assert text.layout.pages[0].width < text.layout.pages[0].height
