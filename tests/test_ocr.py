"""Scans and pictures: what is recognised on them, kept of them, repaired and told."""

from __future__ import annotations

import io
import os
import shutil
import struct
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from graphbuild.errors import InputError
from graphbuild.extraction.reading import read
from graphbuild.model import Note, Span
from graphbuild.readers.formats import read_bytes
from graphbuild.readers.ocr import tesseract
from graphbuild.readers.ocr.cleaning import without_lines
from graphbuild.readers.ocr.images import ImageReader
from graphbuild.readers.ocr.recognition import merged
from graphbuild.readers.ocr.repairs import repaired
from graphbuild.readers.ocr.tesseract import Seen
from graphbuild.readers.pages.words import Word
from graphbuild.readers.reader import Settings

_FONT = "DejaVuSerif.ttf"
_LINE = "Nghị quyết số 28-NQ/TU"
_BODY = (
    "Căn cứ Chỉ thị số 05-CT/TW ngày 15 tháng 5 năm 2016",
    "của Bộ Chính trị; Ban Thường vụ yêu cầu các cấp ủy",
    "thực hiện nghiêm túc kế hoạch này trong năm 2026.",
)


def _page(*, mode: str = "RGB") -> Image.Image:
    """Return a page with a letterhead in two columns and a paragraph, at 300 dpi."""
    image = Image.new(mode, (1800, 1300), "white")
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(_FONT, 44)
    for x, y, text in (
        (110, 90, "TỈNH ỦY AN GIANG"),
        (180, 160, "Số 12-KH/TU"),
        (860, 90, "ĐẢNG CỘNG SẢN VIỆT NAM"),
        (760, 190, "An Giang, ngày 09 tháng 3 năm 2026"),
        (740, 360, "KẾ HOẠCH"),
    ):
        draw.text((x, y), text, "black", font)
    for number, line in enumerate(_BODY):
        draw.text((120, 520 + 80 * number), line, "black", font)
    return image


def _stamped() -> Image.Image:
    """Return the page with a round red stamp and a signature in blue ink over its words."""
    image = _page()
    over = Image.new("RGB", image.size, "white")
    draw = ImageDraw.Draw(over)
    for radius in (210, 190, 120):
        draw.ellipse((900 - radius, 560 - radius, 900 + radius, 560 + radius), outline=(225, 50, 60), width=9)
    draw.text((800, 520), "MẬT ★ MẬT", (225, 50, 60), ImageFont.truetype(_FONT, 40))
    draw.line([(1000, 640), (1150, 520), (1180, 720), (1330, 500), (1380, 700), (1560, 560)], (50, 70, 190), 10)
    # Ink takes light away and adds none.
    return ImageChops.multiply(image, over)


def _line(text: str = _LINE, *, mode: str = "RGB") -> Image.Image:
    image = Image.new(mode, (1300, 160), "white")
    ImageDraw.Draw(image).text((80, 45), text, "black", ImageFont.truetype(_FONT, 48))
    return image


def _bytes(image: Image.Image, kind: str = "PNG", **settings: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **{"dpi": (300, 300), **settings})
    return out.getvalue()


def _tiff(*texts: str) -> bytes:
    first, *others = [_line(text, mode="L") for text in texts]
    return _bytes(first, "TIFF", save_all=True, append_images=others)


@pytest.fixture
def recognitions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Put before Tesseract a program that counts what it is asked to recognise; return the count so far."""
    program = shutil.which("tesseract")
    log = tmp_path / "recognitions"
    folder = tmp_path / "bin"
    folder.mkdir()
    wrapper = folder / "tesseract"
    wrapper.write_text(f'#!/bin/sh\ncase "$*" in *tsv*) echo >>"{log}";; esac\nexec {program} "$@"\n')
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return lambda: log.read_text().count("\n") if log.exists() else 0


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return what replaces Tesseract by a shell script."""

    def put(script: str) -> None:
        file = tmp_path / "other" / "tesseract"
        file.parent.mkdir()
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)
        monkeypatch.setenv("PATH", f"{file.parent}{os.pathsep}{os.environ['PATH']}")

    return put


def test_a_stamp_and_a_signature_do_no_harm() -> None:
    """The words below them are read, the head is that of the document, and each word has its place."""
    text = read_bytes(_bytes(_stamped()), "ke-hoach.png")
    head = read(text).letterhead
    assert (head.type, head.number, head.date) == ("KH", "12-KH/TU", "2026-03-09")
    assert head.issuer is not None
    assert head.issuer.place == "An Giang"
    assert " ".join(_BODY) in " ".join(text.content.split())
    assert text.content.index("Số 12-KH/TU") < text.content.index("ĐẢNG CỘNG SẢN")
    assert text.format == "image"
    assert Note("recognised_text", "1") in text.notes
    assert text.layout is not None
    start = text.content.index("05-CT/TW")
    [run] = list(text.layout.runs(Span(start, start + 8)))
    # Drawn at 300 dpi, it begins 520 pixels below the edge; its letters are 44 pixels high.
    assert abs(run.y0 - 530 * 72 / 300) < 4
    assert 0.5 < run.confidence <= 1


@pytest.mark.parametrize("angle", [2.0, -1.5])
def test_a_page_that_lies_askew(angle: float) -> None:
    """It is read as if it were straight, and each word is where it is on the page."""
    page = _page().rotate(angle, Image.Resampling.BICUBIC, fillcolor="white")
    text = read_bytes(_bytes(page), "a.png")
    assert " ".join(_BODY) in " ".join(text.content.split())
    assert text.layout is not None
    at = text.content.index("Giang,")
    before, after = (text.layout.runs(Span(start, start + 1))[0] for start in (at, at + len("Giang, ngày 09 ")))
    assert (before.y0 > after.y0) == (angle > 0)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("one bit", lambda: _bytes(_line(mode="L").convert("1"), "TIFF", compression="group4")),
        ("16 bits", lambda: _bytes(_line(mode="L").convert("I;16").point(lambda value: value * 256), "PNG")),
        ("palette", lambda: _bytes(_line().quantize(16), "PNG")),
        ("transparent", lambda: _bytes(_transparent(), "PNG")),
        ("colours of print", lambda: _bytes(_line().convert("CMYK"), "JPEG")),
        ("webp, a screen's resolution", lambda: _bytes(_page().crop((0, 500, 1800, 1300)), "WEBP")),
        ("bmp", lambda: _bytes(_line(), "BMP")),
        ("turned by the camera", lambda: _turned()),
        ("a screen's resolution", lambda: _bytes(_page().crop((0, 500, 1800, 1300)), "PNG", dpi=(72, 72))),
    ],
)
def test_pictures_of_every_kind(name: str, data: Callable[[], bytes]) -> None:
    """Whatever its mode and format, the text on it is read."""
    text = read_bytes(data(), "a.scan")
    assert ("05-CT/TW" if "screen" in name else _LINE) in text.content
    assert text.layout is not None
    assert text.layout.pages[0].width > text.layout.pages[0].height


def _transparent() -> Image.Image:
    """Return black letters on nothing, as programs export them."""
    letters = Image.new("RGBA", (1300, 160), (0, 0, 0, 0))
    ImageDraw.Draw(letters).text((80, 45), _LINE, "black", ImageFont.truetype(_FONT, 48))
    return letters


def _turned() -> bytes:
    """Return a photograph whose pixels are turned by a quarter, which it tells."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return _bytes(_line().transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif, quality=90)


def test_a_heading_in_colour_is_read() -> None:
    """What is printed in colour alone is no stamp."""
    image = Image.new("RGB", (1300, 400), "white")
    draw = ImageDraw.Draw(image)
    draw.text((80, 60), _LINE, (200, 30, 30), ImageFont.truetype(_FONT, 48))
    draw.text((80, 260), "Căn cứ Điều lệ Đảng", "black", ImageFont.truetype(_FONT, 48))
    assert read_bytes(_bytes(image), "a.png").content == f"{_LINE}\nCăn cứ Điều lệ Đảng"


def test_pages_come_in_order_and_no_page_is_read_twice(tmp_path: Path, recognitions: Callable[[], int]) -> None:
    """A TIFF file has pages; the second reading starts no recognition and gives the same."""
    data = _tiff("Trang một của tài liệu", "Trang hai của tài liệu", "Trang ba của tài liệu")
    steps: list[int] = []
    settings = Settings(jobs=2, cache=tmp_path / "cache", step=lambda: steps.append(1))
    first = ImageReader().read(data, "a.tif", settings)
    assert [first.text.find(word) for word in ("một", "hai", "ba của")] == sorted(
        first.text.find(word) for word in ("một", "hai", "ba của")
    )
    assert len(first.pages) == len(steps) == 3
    assert Note("recognised_text", "1-3") in first.notes
    before = recognitions()
    assert before == 6
    assert ImageReader().read(data, "b.tif", settings) == first
    assert recognitions() == before


def test_a_cancelled_reading_goes_on_where_it_was(tmp_path: Path, recognitions: Callable[[], int]) -> None:
    """What was recognised before the end of the program is kept; a damaged file of the cache is read anew."""
    data = _tiff("Trang một của tài liệu", "Trang hai của tài liệu")

    def cancel() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ImageReader().read(data, "a.tif", Settings(cache=tmp_path / "cache", step=cancel))
    before = recognitions()
    kept = list((tmp_path / "cache").rglob("*.json"))
    assert before == 2 * len(kept)
    ImageReader().read(data, "a.tif", Settings(cache=tmp_path / "cache"))
    assert recognitions() == 4
    for content in (b"", b"\xff", b'{"words": [[1, 2]]}', b'{"words": 3}', b"[" * 9000):
        kept[0].write_bytes(content)
        before = recognitions()
        assert "một" in ImageReader().read(data, "a.tif", Settings(cache=tmp_path / "cache")).text
        assert recognitions() == before + 2


def test_a_page_that_fails_is_told(program: Callable[[str], None]) -> None:
    """The rest is read; a file of which nothing can be read is damaged."""
    real = shutil.which("tesseract")
    # The second page has 1300 pixels a line, at the lower resolution 867.
    program(f'case "$*" in *tsv*) grep -aqE "^(1300|867) " "$1" && exit 3;; esac; exec {real} "$@"')
    first, second = _line("Trang một", mode="L").crop((0, 0, 1210, 160)), _line("Trang hai", mode="L")
    data = _bytes(first, "TIFF", save_all=True, append_images=[second])
    content = ImageReader().read(data, "a.tif", Settings())
    assert "một" in content.text
    assert {Note("recognised_text", "1"), Note("unread_pages", "2")} <= set(content.notes)
    with pytest.raises(InputError) as told:
        ImageReader().read(_bytes(second), "a.png", Settings())
    assert told.value.code == "damaged"


@pytest.mark.parametrize(
    ("system", "line"),
    [
        ("linux", "sudo apt-get install tesseract-ocr tesseract-ocr-vie"),
        ("darwin", "brew install tesseract tesseract-lang"),
        ("win32", "winget install UB-Mannheim.TesseractOCR"),
    ],
)
def test_without_tesseract(system: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is named with the line that brings the program."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(tesseract, "_path", lambda: None)
    monkeypatch.setattr(tesseract, "sys", SimpleNamespace(platform=system))
    with pytest.raises(InputError) as told:
        ImageReader().read(_bytes(_line()), "cv/quét.png", Settings())
    assert told.value.code == "no-ocr"
    assert "cv/quét.png" in str(told.value)
    assert line in str(told.value)


def test_an_empty_path_has_no_tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match=r"a\.png.*apt-get install tesseract-ocr tesseract-ocr-vie"):
        ImageReader().read(_bytes(_line()), "a.png", Settings())


def test_without_the_data_for_vietnamese(program: Callable[[str], None]) -> None:
    program('test "$1" = --version && echo "tesseract 5.3.0" || echo eng')
    with pytest.raises(InputError, match=r"a\.png.*vie.*apt-get install tesseract-ocr tesseract-ocr-vie") as told:
        ImageReader().read(_bytes(_line()), "a.png", Settings())
    assert told.value.code == "no-ocr"


def _png(width: int, height: int) -> bytes:
    """Return a PNG file that claims a size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (_png(40_000, 40_000), "bomb"),
        (_png(13_000, 12_000), "bomb"),
        (_png(300, 300), "damaged"),
        (_png(0, 0), "damaged"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
        (b"\xff\xd8\xff\xe0 no picture", "damaged"),
        (b"II*\x00\xff\xff\xff\xff", "damaged"),
    ],
)
def test_hostile_and_damaged_pictures(data: bytes, code: str) -> None:
    """They are told apart by the header, before anything is decoded."""
    with pytest.raises(InputError) as told:
        ImageReader().read(data, "a.png", Settings())
    assert told.value.code == code


def test_lines_are_taken_off_and_letters_stay() -> None:
    """A line through a number goes, as that of a stamp's frame; the strokes that it crosses stay whole."""
    image = Image.new("L", (900, 200), 255)
    draw = ImageDraw.Draw(image)
    draw.line((0, 100, 899, 100), 0, 4)
    draw.rectangle((300, 60, 306, 140), 0)
    cleaned = without_lines(image).page
    assert cleaned.getpixel((100, 100)) == 255
    assert [cleaned.getpixel((303, y)) for y in (70, 100, 130)] == [0, 0, 0]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([("quyêt", 0.5)], [("quyết", 0.9)], ["quyết"]),
        ([("quyết", 0.9)], [("quyêt", 0.5)], ["quyết"]),
        # Only one of them sees it: a faint word is kept, dirt is not.
        ([("định", 0.9)], [], ["định"]),
        ([("x", 0.3)], [], []),
        ([("—", 0.5)], [("_", 0.4)], []),
        ([], [], []),
    ],
)
def test_of_two_readings_the_more_certain_counts(
    first: Sequence[tuple[str, float]], second: Sequence[tuple[str, float]], expected: list[str]
) -> None:
    readings = ([Seen(text, sure, 10, 10, 90, 40) for text, sure in reading] for reading in (first, second))
    assert [word.text for word in merged(*readings)] == expected


def test_words_of_the_second_reading_come_in_their_order() -> None:
    boxes = [(10, 90), (100, 180), (190, 270)]
    words = [Seen(text, 0.9, x0, 10, x1, 40) for text, (x0, x1) in zip(("chi", "tiết", "thi"), boxes, strict=True)]
    assert [word.text for word in merged([words[0], words[2]], words)] == ["chi", "tiết", "thi"]


def _words(line: str) -> list[Word]:
    """Return the words of lines, which "/" between blanks separates."""
    words = []
    for row, part in enumerate(line.split(" / ")):
        x = 50.0
        for text in part.split():
            words.append(Word(text, x, 70 + 20 * row, x + 7 * len(text), 84 + 20 * row))
            x += 7 * len(text) + 4
    return words


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ("theo Nghị quyêt số 05-NQ/TU", "theo Nghị quyết số 05-NQ/TU"),
        ("Nghi quyết sô l2-NQ/TW", "Nghị quyết số 12-NQ/TW"),
        ("S6: 12-KH/TU", "Số: 12-KH/TU"),
        ("số 08/2010/TT-BTC", "Số 08/2010/TT-BTC"),
        ("công văn sô 3980/UBND-NC ngày", "công văn số 3980/UBND-NC ngày"),
        ("số 3O/2O20/NĐ-CP ngày", "số 30/2020/NĐ-CP ngày"),
        ("số I5/2020/NÐ-CP ngày", "số 15/2020/NĐ-CP ngày"),
        ("số 93/2009/QĐ-TT1g ngày", "số 93/2009/QĐ-TTg ngày"),
        ("số 93/2009/QD-TTg ngày", "số 93/2009/QĐ-TTg ngày"),
        ("số 07/QĐ-UBNĐ ngày", "số 07/QĐ-UBND ngày"),
        ("số 30/2020/NĐ-C P ngày", "số 30/2020/NĐ-CP ngày"),
        ("số 63/2002/T T-BTC ngày", "số 63/2002/TT-BTC ngày"),
        ("số 33/2009/QĐ- TT1g ngày", "số 33/2009/QĐ- TTg ngày"),
        ("ngày l7 tháng 1O năm", "ngày 17 tháng 10 năm"),
        ("ngày 27/ 11/2008 của", "ngày 27/11/2008 của"),
        ("ngày l5/3/2O20;", "ngày 15/3/2020;"),
        ("khoản l Điều 1l", "khoản 1 Điều 11"),
        ("abc / QUYÉT ĐỊNH / Điều 1", "abc / QUYẾT ĐỊNH / Điều 1"),
        ("quy định chỉ tiết thi hành", "quy định chi tiết thi hành"),
        ("được sửa đổi, bỗ sung bởi", "được sửa đổi, bổ sung bởi"),
        ("có hiệu lực kế từ ngày ký", "có hiệu lực kể từ ngày ký"),
        ("Sửa đối, bổ sung một số điều", "Sửa đổi, bổ sung một số điều"),
        ("nhiệm vụ, quyển hạn và cơ cẩu tổ chức", "nhiệm vụ, quyền hạn và cơ cấu tổ chức"),
        # What is right, or means nothing that is known, stays.
        ("đã chỉ tiết kiệm điện", None),
        ("sửa đồi, bỗ sung", None),
        ("kê từ ngày", None),
        ("quy định chi phí", None),
        ("một sô điều của sô cô la", None),
        ("sổ 05-NQ/TU", None),
        ("Quyết định số 12-QĐ/TW", None),
        ("thông bảo cho các nghi quyết", None),
        ("điểm l khoản 2", None),
        ("quý II/2020 và I/2021", None),
        ("lO-XY/ZZ", None),
        ("ngày 3O2 tháng l3", None),
        ("năm 2020-2O25", None),
        ("KINH TẾ-XÃ HỘI", None),
        ("theo định của sở", None),
    ],
)
def test_repairs(seen: str, expected: str | None) -> None:
    """Slips in numbers, dates and types are repaired where a known shape comes out, and only there."""
    words = _words(seen)
    found, count = repaired(words)
    lines: list[str] = []
    row = words[0].y0
    for word in found:
        lines.append(" / " if word.y0 != row else "" if word.is_glued or not lines else " ")
        lines.append(word.text)
        row = word.y0
    assert "".join(lines) == (expected or seen)
    assert (count > 0) == (expected is not None)
    for old, new in zip(words, found, strict=True):
        assert (new.x0, new.y0, new.x1, new.y1) == (old.x0, old.y0, old.x1, old.y1)
        assert (new.confidence < old.confidence) == (new != old)


def test_the_icelandic_letter_is_the_vietnamese_one() -> None:
    found, count = repaired(_words("Ðảng ủy xã ra 07/NQ-HÐND cho ông Ðoàn"))
    assert " ".join(word.text for word in found) == "Đảng ủy xã ra 07/NQ-HĐND cho ông Đoàn"
    assert count == 0
    assert {word.confidence for word in found} == {word.confidence for word in _words("Ðảng")}


@pytest.mark.shared
def test_right_words_are_never_repaired(shared: Path) -> None:
    """No repair fires in texts that nobody recognised."""
    count = 0
    for path in [*(shared / "corpus").rglob("*.*"), *(shared / "real").rglob("*.*")]:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        text = text.replace("Ð", "Đ").replace("ð", "đ")
        words = _words(text.replace(" / ", " ").replace("\n", " / "))
        changed = [(old.text, new.text) for old, new in zip(words, repaired(words)[0], strict=True) if old != new]
        assert changed == [], path.name
        count += len(words)
    assert count > 100_000
