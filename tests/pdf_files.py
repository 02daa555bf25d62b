"""PDF files made for tests, object by object (ISO 32000-1): what is on a page is told in points from its upper left."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

A4 = (595, 842)
_RANGES = "".join(f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>\n" for high in range(256))
_TO_UNICODE = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
    "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    + "".join(
        f"{len(part.splitlines())} beginbfrange\n{part}\nendbfrange\n"
        for part in ("\n".join(_RANGES.splitlines()[i : i + 64]) for i in range(0, 256, 64))
    )
    + "endcmap end end"
).encode()
_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


@dataclass(frozen=True)
class Sheet:
    """One page."""

    texts: list[tuple[float, float, str]] = field(default_factory=list)
    """Left edge, baseline and words; every letter is half as wide as the font is large."""
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    size: tuple[int, int] = A4
    font_size: float = 12
    content: bytes = b""
    """Further operators, in the coordinates of the page."""
    entries: bytes = b""
    """Further entries of the page's dictionary."""


def pdf(*sheets: Sheet, fonts: bytes = b"", catalog: bytes = b"", more: tuple[bytes, ...] = ()) -> bytes:
    """Return a file of these pages; objects in `more` are numbered from 10."""
    return _file(*_objects(sheets, fonts, catalog, more))


def locked(sheet: Sheet, user: bytes) -> bytes:
    """Return a file encrypted with a password for those who open it; b"" only forbids copying."""
    identifier, rights = b"0123456789abcdef", -3904
    owner = _rc4(hashlib.md5((b"owner" + _PADDING)[:32]).digest()[:5], (user + _PADDING)[:32])
    parts = (user + _PADDING)[:32] + owner + (rights & 0xFFFFFFFF).to_bytes(4, "little") + identifier
    key = hashlib.md5(parts).digest()[:5]
    objects, trailer = _objects((sheet,), b"", b"", ())
    for number, (head, stream) in objects.items():
        if stream:
            own = hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
            objects[number] = (head, _rc4(own, stream))
    check = _rc4(key, _PADDING)
    objects[9] = (
        b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P %d>>" % (owner.hex().encode(), check.hex().encode(), rights),
        b"",
    )
    mark = identifier.hex().encode()
    return _file(objects, trailer + b"/Encrypt 9 0 R/ID[<%s><%s>]" % (mark, mark))


def picture(width: int = 595, height: int = 842) -> bytes:
    """Return operators that paint a picture over the whole page."""
    return b"q %d 0 0 %d 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q\n" % (width, height)


def shown(text: str, x: float, y: float, size: float = 12, mode: int = 0, font: bytes = b"F1") -> bytes:
    """Return operators that show a text at a place in the page's own coordinates."""
    code = text.encode("utf-16-be").hex().encode()
    return b"BT /%s %f Tf %d Tr 1 0 0 1 %f %f Tm <%s> Tj ET\n" % (font, size, mode, x, y, code)


def _objects(
    sheets: tuple[Sheet, ...], fonts: bytes, catalog: bytes, more: tuple[bytes, ...]
) -> tuple[dict[int, tuple[bytes, bytes]], bytes]:
    first = 10 + len(more)
    objects: dict[int, tuple[bytes, bytes]] = {
        1: (b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog, b""),
        3: (b"<</Font<</F1 4 0 R%s>>>>" % fonts, b""),
        4: (
            b"<</Type/Font/Subtype/Type0/BaseFont/Plain/Encoding/Identity-H/DescendantFonts[5 0 R]/ToUnicode 7 0 R>>",
            b"",
        ),
        5: (
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Plain/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            b"/Supplement 0>>/DW 500/FontDescriptor 6 0 R>>",
            b"",
        ),
        6: (
            b"<</Type/FontDescriptor/FontName/Plain/Flags 4/FontBBox[0 -200 1000 800]/Ascent 800/Descent -200"
            b"/CapHeight 700/ItalicAngle 0/StemV 80>>",
            b"",
        ),
        7: (b"<</Length %d>>" % len(_TO_UNICODE), _TO_UNICODE),
    }
    for number, body in enumerate(more, start=10):
        objects[number] = (body, b"")
    kids = []
    for index, sheet in enumerate(sheets):
        page, content = first + 2 * index, first + 2 * index + 1
        kids.append(b"%d 0 R" % page)
        stream = _content(sheet)
        objects[page] = (
            b"<</Type/Page/Parent 2 0 R/Resources 3 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R%s>>"
            % (*sheet.size, content, sheet.entries),
            b"",
        )
        objects[content] = (b"<</Length %d>>" % len(stream), stream)
    objects[2] = (b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(sheets), b" ".join(kids)), b"")
    return objects, b"/Root 1 0 R"


def _content(sheet: Sheet) -> bytes:
    height = sheet.size[1]
    parts = [shown(text, x, height - y, sheet.font_size) for x, y, text in sheet.texts]
    parts += [b"%f %f m %f %f l S\n" % (x0, height - y0, x1, height - y1) for x0, y0, x1, y1 in sheet.rules]
    return b"".join([*parts, sheet.content])


def _file(objects: dict[int, tuple[bytes, bytes]], trailer: bytes) -> bytes:
    parts, length, places = [b"%PDF-1.4\n"], 9, {}
    for number, (head, stream) in sorted(objects.items()):
        places[number] = length
        body = b"%d 0 obj\n%s\n" % (number, head)
        if stream:
            body += b"stream\n%s\nendstream\n" % stream
        parts.append(body + b"endobj\n")
        length += len(parts[-1])
    last = max(objects)
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (last + 1))
    parts += [
        b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00000 f \n"
        for number in range(1, last + 1)
    ]
    parts.append(b"trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (last + 1, trailer, length))
    return b"".join(parts)


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
