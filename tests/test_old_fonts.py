"""Vietnamese from before Unicode: in the fonts of runs, in plain text and pages, and garbled by a wrong conversion."""

from __future__ import annotations

import pytest
from doc_files import Doc, Paragraph, Run

from graphbuild.errors import InputError
from graphbuild.model import Note
from graphbuild.readers.doc.reader import DocReader
from graphbuild.readers.encoding.damage import sound_text
from graphbuild.readers.encoding.fonts import as_unicode, encoding_of
from graphbuild.readers.encoding.legacy import western
from graphbuild.readers.formats import read_bytes
from graphbuild.readers.reader import Content, Settings
from graphbuild.readers.rtf.reader import RtfReader

# The same sentence as old fonts wrote it; typed from the fonts' tables.
TCVN3 = "C¨n cø NghÞ quyÕt sè 28-NQ/TU cña TØnh ñy vÒ ph¸t triÓn kinh tÕ, yªu cÇu c¸c chi bé thùc hiÖn"
VNI = "Caên cöù Nghò quyeát soá 28-NQ/TU cuûa Tænh uûy veà phaùt trieån kinh teá, yeâu caàu caùc chi boä thöïc hieän"
MEANT = "Căn cứ Nghị quyết số 28-NQ/TU của Tỉnh ủy về phát triển kinh tế, yêu cầu các chi bộ thực hiện"

# Every letter of TCVN 5712:1993 (VN3) by its code, and of VNI as it is written.
ALL_TCVN3 = "".join(chr(code) for code in (*range(0xA1, 0xAF), *range(0xB5, 0xFF)))
LETTERS = "ĂÂÊÔƠƯĐăâêôơưđ"
TONED = "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", "tcvn3"),
        (".vnarial narrow", "tcvn3"),
        ("@.VnTime", "tcvn3"),
        (".VnTimeH", "tcvn3-capitals"),
        (".VnArial NarrowH", "tcvn3-capitals"),
        ("VNI-Times", "vni"),
        ("VNI Times", "vni"),
        ("VnTime", None),
        ("Times New Roman", None),
        ("", None),
    ],
)
def test_the_name_of_a_font_tells_its_code(font: str, encoding: str | None) -> None:
    assert encoding_of(font) == encoding


def test_every_letter_of_tcvn3_has_its_meaning() -> None:
    shown = as_unicode(ALL_TCVN3, ".VnTime")
    assert set(LETTERS + TONED) <= set(shown)
    unchanged = [one for one, other in zip(ALL_TCVN3, shown, strict=True) if one == other]
    # Of its own code only ý is in the same place; the others have no meaning in it.
    assert "".join(unchanged) == "º¿ÀÁÂÃÄÅÍÙÚÛàðý"
    assert as_unicode(ALL_TCVN3, ".VnTimeH") == shown.upper()


@pytest.mark.parametrize(
    ("text", "font", "shown"),
    [
        (TCVN3, ".VnTime", MEANT),
        (TCVN3, ".VnTimeH", MEANT.upper()),
        (VNI, "VNI-Times", MEANT),
        (TCVN3, "Arial", TCVN3),
        # Bytes of a font with its own table, as Word keeps them in Unicode.
        ("".join(chr(0xF000 | ord(one)) if one > "~" else one for one in TCVN3), ".VnTime", MEANT),
        ("\uf093Nghÿ\uf094", ".VnTime", "“Nghÿ”"),
        # Digits and signs are those of every font; what has no meaning in the code stays.
        ("28-NQ/TU (1.5%) à “x” –", ".VnTime", "28-NQ/TU (1.5%) à “x” –"),
        ("28-NQ/TU ç", "VNI-Times", "28-NQ/TU ç"),
        # Typed as Unicode while an old font was set.
        ("Nghị quyết các", ".VnTime", "Nghị quyết các"),
        ("ÑAÛNG, ÖÔÙC, ñöôïc, kyõ, kyø, Vyõ", "VNI-Times", "ĐẢNG, ƯỚC, được, kỹ, kỳ, Vỹ"),
    ],
)
def test_a_run_is_converted_by_its_font(text: str, font: str, shown: str) -> None:
    assert as_unicode(text, font) == shown


def font_of(number: int) -> bytes:
    written = number.to_bytes(2, "little")
    return b"\x4f\x4a" + written + b"\x51\x4a" + written


FONTS = ("Times New Roman", ".VnTime", ".VnTimeH", "VNI-Times")


def doc(*runs: Run | str, **others: object) -> Content:
    made = Doc({"main": [Paragraph(list(runs))]}, fonts=FONTS, **others)  # type: ignore[arg-type]
    return DocReader().read(made.written(), "a.doc", Settings())


@pytest.mark.parametrize("wide", [False, True])
def test_runs_of_a_word_file_are_converted_by_their_own_fonts(wide: bool) -> None:
    runs = [Run("NghÞ ", font_of(1)), Run("quyÕt ", font_of(2)), Run("soá", font_of(3)), Run(" 5 à", b"")]
    content = doc(*runs, wide=wide)
    assert content.text == "Nghị QUYẾT số 5 à"
    assert content.notes == (Note("legacy_font", ".VnTime, .VnTimeH, VNI-Times"),)


def test_a_letter_of_vni_may_stand_in_two_runs() -> None:
    assert doc(Run("quye", font_of(3)), Run("át", font_of(3) + b"\x3c\x08\x00")).text == "quyết"


def test_the_letter_u_with_horn_has_the_code_of_a_soft_hyphen() -> None:
    assert doc(Run("®\xadîc, ®\x1fîc", font_of(1)), Run(" tr\xadng", b"")).text == "được, được trng"


def test_a_style_may_tell_the_font() -> None:
    styles = [(0xFFF, font_of(1), b""), (0, b"", b"")]
    made = Doc({"main": [Paragraph(["NghÞ"], style=1)]}, fonts=FONTS, styles=styles)
    assert DocReader().read(made.written(), "a.doc", Settings()).text == "Nghị"


def test_an_rtf_file_in_old_fonts_is_converted() -> None:
    tcvn3 = TCVN3.encode("cp1252").decode("latin-1")
    body = r"{\rtf1{\fonttbl{\f1 .VnTime;}{\f2 VNI-Times;}}{\f1 " + tcvn3 + r"}\par{\f2 " + VNI + "}}"
    content = RtfReader().read(body.encode("latin-1"), "a.rtf", Settings())
    assert content.text == f"{MEANT}\n{MEANT}"
    assert content.notes == (Note("legacy_font", ".VnTime, VNI-Times"),)


# -- plain text and pages --------------------------------------------------------------------------------------------

GARBLED = {"cp437": MEANT.encode().decode("cp437"), "cp1252": western(MEANT.encode())}

CONVERTED = [
    (TCVN3, MEANT, "tcvn3"),
    (VNI, MEANT, "vni"),
    (GARBLED["cp437"], MEANT, "utf-8/cp437"),
    (GARBLED["cp1252"], MEANT, "utf-8/cp1252"),
    # What the code page leaves undefined is read as Latin-1 has it.
    (MEANT.encode().decode("latin-1"), MEANT, "utf-8/cp1252"),
    (f"\ufeff{GARBLED['cp1252']}\n{GARBLED['cp1252']}\n", f"\ufeff{MEANT}\n{MEANT}\n", "utf-8/cp1252"),
]


@pytest.mark.parametrize(("text", "meant", "name"), CONVERTED)
@pytest.mark.parametrize("page", [False, True])
def test_damaged_text_is_refused_or_converted_as_the_user_wants(text: str, meant: str, name: str, page: bool) -> None:
    source, data, shown = "a.txt", text.encode(), meant
    if page:
        source, data = "a.html", f"<html><meta charset=utf-8><p>{text.strip(chr(0xFEFF))}".encode()
        shown = " ".join(meant.strip("\ufeff").split())
    with pytest.raises(InputError) as refused:
        read_bytes(data, source)
    assert refused.value.code == "encoding"
    assert "--convert-legacy" in str(refused.value)
    converted = read_bytes(data, source, Settings(convert_legacy=True))
    assert converted.content == shown
    assert converted.notes == (Note("converted_text", name),)


@pytest.mark.parametrize(
    "text",
    [
        # Capitals with tones are small letters in the code; nobody can tell which were capitals.
        "CHÊP HµNH NGHÞ QUYÕT " + TCVN3,
        # A letter that the code does not have: part of the text is something else.
        f"{TCVN3} à la carte",
        f"{VNI} façade ø",
        # Letters were lost, or one paragraph is sound.
        GARBLED["cp1252"].replace("»", "?"),
        f"{GARBLED['cp1252']}\nvà thực hiện",
    ],
)
def test_what_cannot_be_converted_exactly_is_refused(text: str) -> None:
    with pytest.raises(InputError) as refused:
        read_bytes(text.encode(), "a.txt", Settings(convert_legacy=True))
    assert refused.value.code == "encoding"
    assert "--convert-legacy" not in str(refused.value)


def test_capitals_that_are_lost_in_bytes_are_refused_too() -> None:
    data = f"CHÊP HµNH NGHÞ QUYÕT {TCVN3}".encode("cp1252")
    with pytest.raises(InputError) as refused:
        read_bytes(data, "a.txt", Settings(convert_legacy=True))
    assert refused.value.code == "encoding"


@pytest.mark.parametrize("text", [MEANT, "Kế hoạch: café, ©, §, “x”", "plain", ""])
def test_sound_text_is_never_changed(text: str) -> None:
    assert sound_text(text, "a.txt", convert=True) == (text, ())
