"""Files of foreign formats that somebody made to do harm, each with what a reader should make of it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from email.message import EmailMessage

from doc_files import Doc, Paragraph, compound
from docx_files import docx, p, r, relation, table, tc
from pdf_files import Sheet, locked, pdf, shown

LINE = "Thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị."
PLAIN = "Chi thi 05-CT/TW"
"""A citation in the letters of every code page."""
_OK = "read"
_TYPES = "application/vnd.ms-word.document.macroEnabled.main+xml"
_ODT = "application/vnd.oasis.opendocument.text"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"

Files = dict[str, tuple[Callable[[], bytes], str]]
"""By its name what makes a file, as some are large, and the code of its failure or "read"."""


def zipped(members: Mapping[str, bytes | str], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive of some members."""
    with zipfile.ZipFile(file := io.BytesIO(), "w", how) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return file.getvalue()


def hostile_packages(server: str, secret: str) -> Files:
    """Return the files, none of them made yet.

    Parameters
    ----------
    server
        Address of a server that nobody may ask for anything.
    secret
        Address of a file that nobody may read.
    """
    return {
        **_word(server, secret),
        **_archives(),
        **_pdfs(server),
        **_pictures(),
        **_old_word(server),
        **_mails(server),
    }


def _word(server: str, secret: str) -> Files:
    text = p(r(LINE))
    laughs = "<!DOCTYPE a [<!ENTITY a 'x'>" + "".join(
        f"<!ENTITY {name} '{'&' + before + ';' * 1}{('&' + before + ';') * 9}'>"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    linked = (
        relation("img", "image", f"{server}/a.png", is_external=True)
        + relation("tpl", "attachedTemplate", f"{server}/a.dotx", is_external=True)
        + relation("chunk", "aFChunk", f"{server}/a.html", is_external=True)
    )
    outside = (
        '<w:altChunk r:id="chunk"/><w:p><w:r><w:pict><v:shape><v:imagedata r:id="img"/></v:shape></w:pict></w:r></w:p>'
    )

    def with_document(xml: str) -> bytes:
        return _changed(docx(text), {"word/document.xml": xml.encode()})

    return {
        "bom-trang.docx": (lambda: _changed(docx(text), {"word/document.xml": b" " * 60_000_000}), "bomb"),
        "bom-thuc-the.docx": (lambda: with_document(f"{laughs}]><a>&i;</a>"), "damaged"),
        "tep-ngoai.docx": (lambda: with_document(f"<!DOCTYPE a [<!ENTITY x SYSTEM '{secret}'>]><a>&x;</a>"), "damaged"),
        "dtd-ngoai.docx": (lambda: with_document(f"<!DOCTYPE a SYSTEM '{server}/a.dtd'><a/>"), "damaged"),
        "lien-ket.docx": (lambda: docx(text + outside, relations=linked), _OK),
        "macro.docm": (lambda: docx(text, main_type=_TYPES, parts={"word/vbaProject.bin": b"\0" * 99}), _OK),
        "bang-long.docx": (
            lambda: docx(text + "<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000),
            "damaged",
        ),
        "doan-rong.docx": (lambda: docx("<w:p/>" * 200_000 + text), _OK),
        "o-rong.docx": (lambda: docx(text + table(tc("", '<w:gridSpan w:val="999999999"/>')) * 3), _OK),
        "duong-dan.docx": (lambda: docx(text, parts={"../../../../tmp/x": "x", "C:\\x": "x"}), _OK),
        "khong-dau.docx": (lambda: with_document(""), "damaged"),
        "mat-phan.docx": (lambda: zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<a/>"}), "binary"),
        "bom.odt": (lambda: _odt(" " * 60_000_000), "bomb"),
        "hang-lap.odt": (lambda: _odt(_repeated_row(), LINE), _OK),
        "thuc-the.odt": (
            lambda: _changed(_odt("", LINE), {"content.xml": f"{laughs}]><a>&i;</a>".encode()}),
            "damaged",
        ),
        "so.xlsx": (lambda: zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<w/>"}), "binary"),
        "trinh-chieu.pptx": (lambda: zipped({"[Content_Types].xml": "<Types/>", "ppt/p.xml": "<w/>"}), "binary"),
    }


def _archives() -> Files:
    return {
        "bom.zip": (lambda: zipped({"a.txt": b"0" * 300_000_000}), "bomb"),
        "long.zip": (_deep, "bomb"),
        "bom-long.zip": (_wide, "bomb"),
        "nhieu.zip": (lambda: zipped({f"{number}": "" for number in range(10_001)}, zipfile.ZIP_STORED), "bomb"),
        "chong.zip": (_overlapping, "damaged"),
        "khoa.zip": (_locked, "encrypted"),
        "cut.zip": (lambda: zipped({"a.txt": LINE})[:-20], "damaged"),
        "thu-muc-ao.zip": (lambda: zipped({"../a.txt": LINE, "/etc/a.txt": LINE, "a\n.txt": LINE}), _OK),
    }


def _pdfs(server: str) -> Files:
    lines = [(72.0, 90.0 + 20 * number, LINE) for number in range(9)]
    sheet = Sheet(lines)
    script = f"<</S/JavaScript/JS(app.launchURL\\('{server}/a'\\))>>".encode()
    launch = f"<</S/URI/URI({server}/b)>>".encode()
    itself = b"/Resources<</XObject<</X 10 0 R>>>>"
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]%s/Length 5>>\nstream\n/X Do\nendstream" % itself
    embedded = b"/Names<</EmbeddedFiles<</Names[(a.exe) 10 0 R]>>>>"
    return {
        "khoa.pdf": (lambda: locked(sheet, b"mat-khau"), "encrypted"),
        "cut.pdf": (lambda: pdf(sheet)[:400], "damaged"),
        "dau-thoi.pdf": (lambda: b"%PDF-1.7\n%\xe2\xe3\n" + bytes(5000), "damaged"),
        "muoi-nghin-trang.pdf": (lambda: pdf(*[Sheet(lines[:4])] * 10_000), _OK),
        "trieu-doi-tuong.pdf": (lambda: pdf(sheet, more=(b"<</A 1>>",) * 1_000_000), _OK),
        "cay-vong.pdf": (lambda: pdf(sheet).replace(b"/Count 1/Kids[10 0 R]", b"/Count 9/Kids[2 0 R 10 0 R]"), _OK),
        "luong-bom.pdf": (_page_bomb, _OK),
        "kich-ban.pdf": (
            lambda: pdf(sheet, catalog=b"/OpenAction 10 0 R/AA<</WC 11 0 R>>", more=(script, launch)),
            _OK,
        ),
        "mau-vong.pdf": (lambda: _recursive(sheet, form), _OK),
        "trang-khong-lo.pdf": (lambda: pdf(Sheet(lines, size=(10**9, 10**9))), _OK),
        "tep-nhung.pdf": (
            lambda: pdf(sheet, catalog=embedded, more=(b"<</F(a)>>",)),
            _OK,
        ),
    }


def _pictures() -> Files:
    header = struct.pack(">IIBBBBB", 100_000, 100_000, 1, 0, 0, 0, 0)
    png = (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + _chunk(b"IEND", b"")
    )
    tiff = (
        b"II*\0"
        + struct.pack("<I", 8)
        + struct.pack("<H", 1)
        + struct.pack("<HHII", 256, 4, 1, 9)
        + struct.pack("<I", 8)
    )
    return {
        "ti-diem-anh.png": (lambda: png, "bomb"),
        "vong.tif": (lambda: tiff, "damaged"),
        "cut.jpg": (lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(50), "damaged"),
        "dong.gif": (lambda: b"GIF89a" + bytes(60), "binary"),
    }


def _old_word(server: str) -> Files:
    doc = Doc({"main": [Paragraph([PLAIN])]}).written()
    fetched = f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{server}/a.png" \\\\d}}{{\\fldrslt }}}}'
    line = "".join(letter if letter.isascii() else f"\\u{ord(letter)}?" for letter in LINE)
    return {
        "vong-fat.doc": (lambda: doc[:512] + struct.pack("<I", 0) * 128 + doc[1024:], "damaged"),
        "cut.doc": (lambda: doc[:700], "damaged"),
        "khoa.doc": (lambda: compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), "encrypted"),
        "bang-tinh.xls": (lambda: compound({"Workbook": b"x" * 5000}), "unknown-format"),
        "macro.doc": (lambda: compound(Doc({"main": [Paragraph([PLAIN])]}).streams() | {"_VBA_PROJECT": b"x"}), _OK),
        "ngoac.rtf": (lambda: b"{\\rtf1 " + b"{" * 1_000_000 + line.encode(), "damaged"),
        "nhi-phan.rtf": (lambda: b"{\\rtf1\\ansi " + line.encode() + b"\\par\\bin999999999999 x}", _OK),
        "anh-ngoai.rtf": (lambda: f"{{\\rtf1\\ansi {line}\\par {fetched}}}".encode(), _OK),
    }


def _mails(server: str) -> Files:
    page = (
        f"<html><body><img src='{server}/a.png'><link rel=stylesheet href='{server}/a.css'><p>{LINE}</p></body></html>"
    )
    saved = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html; "
    return {
        "thu-long.eml": (_chain, "bomb"),
        "thu-bom.eml": (_mailed_bomb, "bomb"),
        "trang.mht": (lambda: f"{saved}charset=utf-8\r\n\r\n{page}\r\n--x--\r\n".encode(), _OK),
        "trang.doc": (lambda: page.encode(), _OK),
    }


def _chain() -> bytes:
    """Return a mail within forty others."""
    mail = _mail(LINE)
    for _level in range(40):
        outer = _mail(LINE)
        outer.add_attachment(mail)
        mail = outer
    return mail.as_bytes()


def _mailed_bomb() -> bytes:
    mail = _mail(LINE)
    bomb = zipped({"a.txt": b"0" * 100_000_000})
    mail.add_attachment(bomb, maintype="application", subtype="zip", filename="../../bom.zip")
    return mail.as_bytes()


def _mail(text: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@vi.du", "Gửi"
    message.set_content(text)
    return message


def _changed(package: bytes, members: Mapping[str, bytes]) -> bytes:
    """Return a package with other content of some members."""
    with zipfile.ZipFile(io.BytesIO(package)) as packed:
        return zipped({name: packed.read(name) for name in packed.namelist()} | dict(members))


def _odt(content: str, text: str = "") -> bytes:
    xml = (
        f'<office:document-content xmlns:office="{_OFFICE}:office:1.0" xmlns:text="{_OFFICE}:text:1.0" '
        f'xmlns:table="{_OFFICE}:table:1.0"><office:body><office:text><text:p>{text}</text:p>{content}</office:text>'
        "</office:body></office:document-content>"
    )
    return zipped({"mimetype": _ODT, "content.xml": xml, "styles.xml": f'<a xmlns="{_OFFICE}:office:1.0"/>'})


def _repeated_row() -> str:
    cell = '<table:table-cell table:number-columns-repeated="999999999"><text:p>x</text:p></table:table-cell>'
    return (
        f'<table:table><table:table-row table:number-rows-repeated="999999999">{cell}</table:table-row></table:table>'
    )


def _deep() -> bytes:
    """Return an archive within twelve others."""
    archive = zipped({"a.txt": LINE})
    for _level in range(12):
        archive = zipped({"b.zip": archive})
    return archive


def _wide() -> bytes:
    """Return an archive of ten, each of ten, each of ten, each of ten large files."""
    archive = zipped({f"{number}.txt": b"0" * 5_000_000 for number in range(10)})
    for _level in range(3):
        archive = zipped({f"{number}.zip": archive for number in range(10)})
    return archive


def _locked() -> bytes:
    archive = bytearray(zipped({"a.txt": LINE}))
    archive[6] |= 1
    archive[archive.index(b"PK\x01\x02") + 8] |= 1
    return bytes(archive)


def _overlapping() -> bytes:
    """Return an archive of which a thousand members are the same packed bytes."""
    whole = zipped({"a.txt": b"0" * 9_000_000})
    at = whole.index(b"PK\x01\x02")
    entry = whole[at : whole.index(b"PK\x05\x06")]
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1000, 1000, len(entry) * 1000, at, 0)
    return whole[:at] + b"".join(entry.replace(b"a.txt", b"%05d" % number) for number in range(1000)) + end


def _page_bomb() -> bytes:
    """Return a PDF file of one page whose packed content is mostly blanks."""
    stream = zlib.compress(shown(LINE, 72, 700) + b" " * 300_000_000, 9)
    own = b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream\nendobj" % (len(stream), stream)
    return pdf(Sheet([])).replace(b"<</Length 0>>\nendobj", own)


def _recursive(sheet: Sheet, form: bytes) -> bytes:
    content = b"/X Do\n"
    with_form = Sheet(sheet.texts, content=content, entries=b"")
    return pdf(with_form, more=(form,)).replace(b"<</Font<<", b"<</XObject<</X 10 0 R>>/Font<<")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
