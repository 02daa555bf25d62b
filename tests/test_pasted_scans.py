"""Word and OpenDocument files that contain nothing but pictures of pages: scans pasted into them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Cm
from docx_files import docx, p, r, relation
from office import converted
from PIL import Image, ImageDraw, ImageFont, ImageOps

from graphbuild.errors import InputError
from graphbuild.extraction.reading import read
from graphbuild.model import Note, Span
from graphbuild.readers.files import Files
from graphbuild.readers.formats import read_bytes
from graphbuild.readers.reader import Settings

_FIRST = (
    "TỈNH ỦY AN GIANG",
    "Số 12-KH/TU",
    "KẾ HOẠCH",
    "thực hiện Chỉ thị số 05-CT/TW ngày 15 tháng 5 năm 2016",
)
_SECOND = ("Các cấp ủy thực hiện nghiêm túc kế hoạch này", "và báo cáo Tỉnh ủy trước ngày 15 tháng 12 năm 2026.")


def _page(lines: Sequence[str], form: str = "PNG", dpi: int = 200) -> bytes:
    """Return a picture of an A4 page."""
    scale = dpi / 200
    image = Image.new("L", (round(1654 * scale), round(2339 * scale)), 255)
    font = ImageFont.truetype("DejaVuSerif.ttf", round(32 * scale))
    for at, line in enumerate(lines):
        ImageDraw.Draw(image).text((round(200 * scale), round((300 + 60 * at) * scale)), line, 0, font)
    out = io.BytesIO()
    image.save(out, form)
    return out.getvalue()


def _pasted(*pictures: bytes, width: float = 16.0, text: str = "") -> bytes:
    """Return a Word file with pictures below each other, and perhaps a paragraph."""
    document = Document()
    if text:
        document.add_paragraph(text)
    for picture in pictures:
        document.add_picture(io.BytesIO(picture), width=Cm(width))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_scan_pasted_into_word_is_read() -> None:
    """The pages in their order, told as recognised, each word with its page and how certain it is."""
    text = read_bytes(_pasted(_page(_FIRST), _page(_SECOND, "JPEG")), "ke-hoach.docx")
    assert text.format == "docx"
    assert [line for line in text.content.split("\n") if line in _FIRST] == list(_FIRST)
    assert text.content.index("Chỉ thị") < text.content.index("Các cấp ủy")
    assert Note("recognised_text", "1-2") in text.notes
    assert read(text).letterhead.number == "12-KH/TU"
    assert text.layout is not None
    start = text.content.index("nghiêm túc")
    [run] = text.layout.runs(Span(start, start + 1))
    assert run.page == 2
    assert 0.5 < run.confidence <= 1


def test_what_is_written_beside_a_scan_is_kept() -> None:
    text = read_bytes(_pasted(_page(_FIRST), text="Bản quét Kế hoạch của Tỉnh ủy"), "a.docx")
    assert text.content.split("\n")[-1] == "Bản quét Kế hoạch của Tỉnh ủy"
    assert "Số 12-KH/TU" in text.content


_ORDINARY = "Ủy ban nhân dân tỉnh đề nghị các sở, ngành báo cáo kết quả thực hiện trước ngày 15 tháng 12 năm 2026. " * 2


@pytest.mark.parametrize(
    ("width", "text"),
    [
        pytest.param(16.0, _ORDINARY, id="a document with a picture of a page"),
        pytest.param(3.0, "Kính gửi: Sở Nội vụ", id="a short letter with a logo"),
    ],
)
def test_documents_with_text_are_not_recognised(
    width: float, text: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Not even where Tesseract is missing is it asked for."""
    monkeypatch.setenv("PATH", str(tmp_path))
    found = read_bytes(_pasted(_page(_SECOND), width=width, text=text), "a.docx")
    assert found.content == text.strip()
    assert found.layout is None
    assert found.notes == ()


def test_without_tesseract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A scan is named with what brings the program; the few words beside one are read all the same."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match=r"quet\.docx.*tesseract-ocr-vie") as told:
        read_bytes(_pasted(_page(_FIRST)), "quet.docx")
    assert told.value.code == "no-ocr"
    text = read_bytes(_pasted(_page(_FIRST), _page(_SECOND), text="Bản quét"), "quet.docx")
    assert text.content == "Bản quét"
    assert text.notes == (Note("unread_pages", "1-2"),)


def _drawing(identifier: str, width: int = 160, height: int = 230) -> str:
    """Return a picture in DrawingML, with its sides in millimetres."""
    return (
        f'<w:drawing><pic:pic xmlns:pic="urn:x"><pic:blipFill><a:blip r:embed="{identifier}"/></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:ext cx="{width * 36_000}" cy="{height * 36_000}"/></a:xfrm></pic:spPr></pic:pic>'
        "</w:drawing>"
    )


def _vml(identifier: str) -> str:
    """Return a picture as Word wrote it until 2007."""
    return f'<w:pict><v:shape style="width:453.5pt;height:652pt"><v:imagedata r:id="{identifier}"/></v:shape></w:pict>'


@pytest.mark.parametrize("is_strict", [False, True])
def test_pictures_of_every_kind(is_strict: bool) -> None:
    """In VML and in alternatives, each once; deleted, linked and small ones are left out."""
    alternatives = (
        f"<mc:AlternateContent><mc:Choice>{_drawing('one')}</mc:Choice>"
        f"<mc:Fallback>{_vml('one')}</mc:Fallback></mc:AlternateContent>"
    )
    body = (
        p(r(alternatives))
        + p(r(_vml("two")))
        + p(f"<w:del>{r(_drawing('three'))}</w:del>")
        + p(r(_drawing("three", 40, 30)))
        + p(r(_drawing("linked")))
        + p(r(_drawing("missing")))
    )
    data = docx(
        body,
        relations=relation("one", "image", "media/1.png")
        + relation("two", "image", "media/2.png")
        + relation("three", "image", "media/3.png")
        + relation("linked", "image", "https://example.org/4.png", is_external=True),
        parts={f"word/media/{at}.png": _page([f"Trang số {word}"]) for at, word in ((1, "một"), (2, "hai"), (3, "ba"))},
        is_strict=is_strict,
    )
    text = read_bytes(data, "a.docx")
    assert text.content.split("\n") == ["Trang số một", "Trang số hai"]
    assert Note("recognised_text", "1-2") in text.notes


def test_pictures_that_cannot_be_decoded_are_told() -> None:
    data = docx(
        p(r(_drawing("one"))) + p(r(_drawing("two"))) + p(r(_drawing("none"))),
        relations=relation("one", "image", "media/1.emf")
        + relation("two", "image", "media/2.png")
        + relation("none", "image", "media/none.png"),
        parts={"word/media/1.emf": b"\x01\x00\x00\x00 EMF", "word/media/2.png": _page(["Trang số hai"])},
    )
    text = read_bytes(data, "a.docx")
    assert text.content == "Trang số hai"
    assert {Note("recognised_text", "2"), Note("unread_pages", "1, 3")} <= set(text.notes)


def test_a_picture_with_too_many_pixels_is_refused() -> None:
    """As if it were a file by itself."""
    out = io.BytesIO()
    Image.new("1", (16_000, 12_000)).save(out, "PNG")
    with pytest.raises(InputError) as told:
        read_bytes(_pasted(out.getvalue()), "a.docx")
    assert told.value.code == "bomb"


def test_pages_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No page is recognised twice."""
    data = _pasted(_page(_FIRST), _page(_SECOND))
    settings = Settings(jobs=2, cache=tmp_path / "cache")
    first = read_bytes(data, "a.docx", settings)
    monkeypatch.setattr("graphbuild.readers.ocr.scans.recognised", None)
    assert read_bytes(data, "a.docx", settings) == first


def test_opendocument_as_word(tmp_path: Path) -> None:
    """What the word processor makes of such a Word file is read like it."""
    word = tmp_path / "a.docx"
    word.write_bytes(_pasted(_page(_FIRST), _page(_SECOND, "JPEG"), text="Bản quét"))
    document = converted(word, "odt")
    text, expected = (read_bytes(path.read_bytes(), path.name) for path in (document, word))
    assert (text.format, text.content, text.notes) == ("odt", expected.content, expected.notes)
    word.write_bytes(_pasted(_page(_FIRST), text=_ORDINARY))
    assert read_bytes(converted(word, "odt").read_bytes(), "a.odt").content == _ORDINARY.strip()


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_the_site_shows_the_pages(form: str, tmp_path: Path) -> None:
    """Their pictures come out of the document, as those of a PDF file."""
    word = tmp_path / "a.docx"
    word.write_bytes(_pasted(_page(_FIRST), _page(_SECOND)))
    path = word if form == "docx" else converted(word, form)
    with Files(Settings()) as files:
        (picture,) = files.pictures(path, path.name, path.name, [2])
    with Image.open(io.BytesIO(picture)) as shown:
        assert (shown.format, shown.height > shown.width) == ("WEBP", True)
        # The text of the second page is as high as two lines, that of the first as four.
        box = ImageOps.invert(shown.convert("L")).point(lambda shade: 255 * (shade > 99)).getbbox()
        assert box is not None
        assert (box[3] - box[1]) * 2339 / shown.height < 120
