"""What Word files before 2007 say: their text as a reader of them sees it, and what was left out."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from cost import assert_within, units
from doc_files import SECTOR, Doc, Paragraph, Run, compound

from graphbuild.errors import InputError
from graphbuild.model import Note
from graphbuild.readers.doc.reader import DocReader
from graphbuild.readers.encoding.syllables import judge
from graphbuild.readers.reader import Content, Settings

# Modifiers of Word 97, [MS-DOC] 2.6.
DELETED, INSERTED, HIDDEN, CAPITALS = (bytes([code, 8, 1]) for code in (0x00, 0x01, 0x3C, 0x3B))
RAISED = b"\x48\x2a\x01"
IN_TABLE = b"\x16\x24\x01"
NESTED = IN_TABLE + b"\x49\x66" + struct.pack("<I", 2)
CELL_IN_CELL = NESTED + b"\x4b\x24\x01"


def font(number: int) -> bytes:
    written = struct.pack("<H", number)
    return b"\x4f\x4a" + written + b"\x50\x4a" + written + b"\x51\x4a" + written


def symbol(number: int, character: int) -> bytes:
    return b"\x09\x6a" + struct.pack("<HH", number, character)


def listed(use: int, level: int = 0) -> bytes:
    return b"\x0b\x46" + struct.pack("<H", use) + bytes([0x0A, 0x26, level])


def row(edges: list[int], flags: list[int], more: bytes = b"") -> bytes:
    cells = bytes([len(flags)]) + struct.pack(f"<{len(edges)}h", *edges)
    cells += b"".join(struct.pack("<H", flag) + bytes(18) for flag in flags)
    return IN_TABLE + b"\x17\x24\x01" + b"\x08\xd6" + struct.pack("<H", len(cells) + 1) + cells + more


def cells(*texts: str) -> list[Paragraph]:
    return [Paragraph([text], IN_TABLE, end="\x07") for text in texts]


def row_end(edges: list[int], flags: list[int], more: bytes = b"") -> Paragraph:
    return Paragraph([], row(edges, flags, more), end="\x07")


def level(start: int, kind: int, text: str, flags: int = 0) -> bytes:
    head = struct.pack("<iBB", start, kind, flags) + bytes(22)
    return head + struct.pack("<H", len(text)) + text.encode("utf-16-le")


def lists(levels: list[bytes], starts: dict[int, int] | None = None) -> dict[str, bytes]:
    """Return one list with nine levels, used twice; the second use begins levels at numbers of its own."""
    levels = levels + [level(1, 0, "\x00.")] * (9 - len(levels))
    written = struct.pack("<H", 1) + struct.pack("<i", 7) + bytes(24)
    changes = starts or {}
    uses = struct.pack("<I", 2) + struct.pack("<i", 7) + bytes(12) + struct.pack("<i", 7) + bytes(8)
    uses += bytes([len(changes), 0, 0, 0]) + bytes(4) + bytes(4)
    uses += b"".join(struct.pack("<iI", start, number | 0x10) for number, start in changes.items())
    return {"list uses": uses, "lists": written + b"".join(levels)}


def read(data: bytes) -> Content:
    return DocReader().read(data, "a.doc", Settings())


def text_of(*paragraphs: Paragraph, **others: object) -> list[str]:
    return read(Doc({"main": list(paragraphs)}, **others).written()).text.split("\n")  # type: ignore[arg-type]


def code_of(data: bytes) -> str:
    with pytest.raises(InputError) as error:
        read(data)
    assert "a.doc" in str(error.value)
    return error.value.code


# -- characters ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize(
    ("runs", "line"),
    [
        (["Công văn số 45"], "Công văn số 45"),
        (["Giao \x13HYPERLINK x\x14Sở Nội vụ\x15."], "Giao Sở Nội vụ."),
        (["a\x13IF \x13PAGE\x141\x15 = 1\x14b\x15c"], "abc"),
        (["05\x1eCT/TW"], "05\u2011CT/TW"),
        (["thành\x1f phố\x01\x08\x05"], "thành phố"),
        (["Cấp ", Run("x", symbol(1, 0xF0B3)), " 5"], "Cấp ≥ 5"),
        ([Run("bảo mật ", CAPITALS), "tài liệu"], "BẢO MẬT tài liệu"),
        (["Kết luận 45", Run("1", RAISED), " và 120 m", Run("2", RAISED)], "Kết luận 45[1] và 120 m2"),
        (["a", Run("chèn", INSERTED)], "achèn"),
    ],
)
def test_characters_are_read_as_they_are_shown(runs: list[Run | str], line: str, wide: bool) -> None:
    if not wide:
        # One byte a character: the letters that windows-1252 has.
        plain = str.maketrans("ăậốởụếấả", "aâôoueâa")
        runs = [
            Run(one.text.translate(plain), one.modifiers) if isinstance(one, Run) else one.translate(plain)
            for one in runs
        ]
        runs = [Run(_latin(one.text), one.modifiers) if isinstance(one, Run) else _latin(one) for one in runs]
        line = _latin(line.translate(plain).replace("Ả", "A").replace("Ậ", "Â").replace("≥", "≥"))
    paragraph = Paragraph(runs)
    assert text_of(paragraph, wide=wide, fonts=("Times New Roman", "Symbol")) == [line]


def _latin(text: str) -> str:
    return "".join(letter if letter < "\u0100" or letter in "\u2011≥" else "?" for letter in text)


def test_line_breaks_and_page_breaks_end_lines_but_no_paragraph() -> None:
    paragraph = Paragraph(["QUYẾT ĐỊNH\x0bVề việc\x0ca"], listed(1))
    assert text_of(paragraph, wide=True, structures=lists([level(1, 0, "\x00.")])) == ["1. QUYẾT ĐỊNH", "Về việc", "a"]


def test_a_section_ends_a_paragraph() -> None:
    ends = struct.pack("<3i", 0, 2, 4) + bytes(24)
    paragraphs = [Paragraph(["a"], listed(1), end="\x0c"), Paragraph(["b"], listed(1))]
    structures = lists([level(1, 0, "\x00.")]) | {"sections": ends}
    assert text_of(*paragraphs, structures=structures) == ["1. a", "2. b"]


def test_deleted_and_hidden_text_is_left_out_and_told() -> None:
    paragraphs = [
        Paragraph(["Giao ", Run("So A", DELETED), Run(" va", DELETED), "So B", Run("abc", HIDDEN)]),
        Paragraph(["Dieu 1 ", Run("x", DELETED)], mark=DELETED),
        Paragraph(["va 2"]),
        Paragraph([Run("an", HIDDEN)], style=1),
        Paragraph(["c"], style=1),
        Paragraph([Run("d", b"\x3c\x08\x81")], style=1),
    ]
    styles = [(0xFFF, b"", b""), (0, HIDDEN, b"")]
    content = read(Doc({"main": paragraphs}, styles=styles).written())
    assert content.text.split("\n") == ["Giao So B", "Dieu 1 va 2", "d"]
    assert content.notes == (Note("deleted_text", "2"), Note("hidden_text", "6"))


def test_headers_footers_and_comments_are_left_out() -> None:
    stories = {name: [Paragraph([name])] for name in ("main", "headers", "comments", "macros")}
    assert read(Doc(stories).written()).text == "main"


@pytest.mark.parametrize("place", [7, 10])
def test_a_letterhead_in_the_header_of_the_first_page_is_read(place: int) -> None:
    motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    stories = {"main": [Paragraph(["KẾ HOẠCH"])], "headers": [Paragraph(["UBND XÃ"]), Paragraph([motto])]}
    size = len(f"UBND XÃ.{motto}.")
    positions = [0] * (place + 1) + [size] * (13 - place)
    structures = {"headers": struct.pack("<14i", *positions)}
    doc = Doc(stories, wide=True, structures=structures)
    assert read(doc.written()).text.split("\n") == ["UBND XÃ", motto, "KẾ HOẠCH"]
    doc.stories["main"] = [Paragraph([motto])]
    assert read(doc.written()).text == motto


# -- numbers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("levels", "numbered", "lines"),
    [
        ([level(1, 0, "Điều \x00.")], [(1, 0), (1, 0)], ["Điều 1. a", "Điều 2. a"]),
        (
            [level(3, 1, "\x00."), level(1, 0, "\x00.\x01.")],
            [(1, 0), (1, 1), (1, 1)],
            ["III. a", "III.1. a", "III.2. a"],
        ),
        ([level(3, 1, "\x00."), level(1, 0, "\x00.\x01", flags=4)], [(1, 0), (1, 1)], ["III. a", "3.1 a"]),
        ([level(1, 0, "\x00."), level(1, 4, "\x01)")], [(1, 1), (1, 0), (1, 1)], ["a) a", "2. a", "a) a"]),
        ([level(1, 0, "\x00."), level(1, 4, "\x01)", flags=8)], [(1, 1), (1, 0), (1, 1)], ["a) a", "2. a", "b) a"]),
        ([level(1, 23, "\uf0b7")], [(1, 0)], ["- a"]),
        ([level(1, 23, "+")], [(1, 0)], ["+ a"]),
        ([level(1, 255, "")], [(1, 0)], ["a"]),
        ([level(9, 22, "\x00")], [(1, 0), (1, 0)], ["09 a", "10 a"]),
        ([level(1, 0, "\x00.")], [(1, 0), (2, 0), (2, 0)], ["1. a", "5. a", "6. a"]),
        ([level(1, 0, "\x00.")], [(1, 0), (0, 0), (9, 0), (1, 0)], ["1. a", "a", "a", "2. a"]),
    ],
)
def test_automatic_numbers_are_written(levels: list[bytes], numbered: list[tuple[int, int]], lines: list[str]) -> None:
    paragraphs = [Paragraph(["a"], listed(use, depth)) for use, depth in numbered]
    assert text_of(*paragraphs, structures=lists(levels, {0: 5})) == lines


def test_a_number_is_no_longer_than_a_number_may_be() -> None:
    structures = lists([level(1, 0, "a" * 60_000)])
    assert text_of(Paragraph(["b"], listed(1)), structures=structures) == ["a" * 100 + " b"]


def test_a_style_numbers_its_paragraphs_and_a_paragraph_may_refuse() -> None:
    styles = [(0xFFF, b"", b""), (0, b"", listed(1)), (1, b"", bytes([0x0A, 0x26, 1]))]
    paragraphs = [Paragraph(["a"], style=1), Paragraph(["b"], style=2), Paragraph(["c"], listed(0), style=1)]
    structures = lists([level(1, 1, "\x00."), level(1, 0, "\x01.")])
    assert text_of(*paragraphs, styles=styles, structures=structures) == ["I. a", "1. b", "c"]


def test_an_empty_cell_shows_its_number() -> None:
    edges, flags = [0, 1000, 4000, 5000], [0, 0, 0]
    rows = [
        paragraph
        for name in ("x", "y", "z")
        for paragraph in (Paragraph([], IN_TABLE + listed(1), end="\x07"), *cells(name, "b"), row_end(edges, flags))
    ]
    lines = text_of(*rows, structures=lists([level(1, 0, "\x00.")]))
    assert lines == ["| 1. | x | b |", "| 2. | y | b |", "| 3. | z | b |"]


# -- tables ----------------------------------------------------------------------------------------------------------

EDGES = [0, 1000, 2000, 3000]


def test_a_table_of_data_is_written_by_rows() -> None:
    rows = [part for count in "123" for part in (*cells(count, "a", "b"), row_end(EDGES, [0, 0, 0]))]
    assert text_of(*rows, Paragraph(["sau"])) == ["| 1 | a | b |", "| 2 | a | b |", "| 3 | a | b |", "sau"]


def test_a_letterhead_is_written_column_by_column() -> None:
    rows = [
        Paragraph(["TINH UY"], IN_TABLE),
        Paragraph(["*"], IN_TABLE, end="\x07"),
        *cells("DANG CONG SAN"),
        row_end([0, 5000, 9000], [0, 0]),
    ]
    assert text_of(*rows) == ["TINH UY", "*", "DANG CONG SAN"]


def test_merged_cells_have_their_value_once() -> None:
    first, further = 0x60, 0x20
    rows = [
        *cells("1", "a", "b"),
        row_end(EDGES, [first, 0, 0]),
        *cells("", "c", "d"),
        row_end([5, 1010, 1990, 3000], [further, 0, 0]),
        *cells("2", "ef"),
        row_end([0, 1000, 3000], [0, 0]),
        *cells("3", "gh", ""),
        row_end(EDGES, [0, 0, 0], b"\x24\x56\x01\x03"),
        *cells("4", "i", "k"),
        row_end(EDGES, [0, 0, 0]),
    ]
    assert text_of(*rows) == ["| 1 | a | b |", "|  | c | d |", "| 2 | ef |  |", "| 3 | gh |  |", "| 4 | i | k |"]


def test_a_head_row_makes_a_small_table_one_of_data() -> None:
    rows = [
        *cells("Việc", "Hạn"),
        row_end([0, 1, 2], [0, 0], b"\x04\x34\x01"),
        *cells("a", "b"),
        row_end([0, 1, 2], [0, 0]),
    ]
    assert text_of(*rows, wide=True) == ["| Việc | Hạn |", "| a | b |"]


def test_a_table_in_a_table_is_content_of_its_cell() -> None:
    inner = [Paragraph([text], CELL_IN_CELL) for text in ("b", "c")]
    inner_end = Paragraph([], NESTED + b"\x4c\x24\x01" + row([0, 1, 2], [0, 0])[6:])
    rows = [Paragraph(["a"], IN_TABLE), *inner, inner_end, *cells("d", "e"), row_end([0, 9000, 9500], [0, 0])]
    assert text_of(*rows) == ["a", "b", "c", "d", "e"]


# -- notes and boxes -------------------------------------------------------------------------------------------------


def test_notes_follow_the_paragraph_that_refers_to_them() -> None:
    stories = {
        "main": [Paragraph(["Luat\x02 A\x02"]), Paragraph(["b"])],
        "footnotes": [Paragraph(["\x02 mot"]), Paragraph([""])],
        "endnotes": [Paragraph(["\x02 hai"]), Paragraph([""])],
    }
    structures = {
        "footnote marks": struct.pack("<2iH", 4, 10, 1),
        "footnotes": struct.pack("<3i", 0, 6, 7),
        "endnote marks": struct.pack("<2iH", 7, 10, 1),
        "endnotes": struct.pack("<3i", 0, 6, 7),
    }
    content = read(Doc(stories, structures=structures).written())
    assert content.text.split("\n") == ["Luat[1] A[i]", "[1] mot", "[i] hai", "b"]


def test_a_note_in_a_table_follows_the_table() -> None:
    rows = [part for count in ("1\x02", "2", "3") for part in (*cells(count, "a", "b"), row_end(EDGES, [0, 0, 0]))]
    stories = {"main": [*rows, Paragraph(["c"])], "footnotes": [Paragraph(["\x02x"])]}
    structures = {"footnote marks": struct.pack("<2iH", 1, 10, 1), "footnotes": struct.pack("<3i", 0, 3, 3)}
    lines = read(Doc(stories, structures=structures).written()).text.split("\n")
    assert lines == ["| 1[1] | a | b |", "| 2 | a | b |", "| 3 | a | b |", "[1] x", "c"]


def test_a_text_box_follows_the_paragraph_at_which_it_is_anchored() -> None:
    stories = {"main": [Paragraph(["a\x08"]), Paragraph(["b"])], "text boxes": [Paragraph(["hop"]), Paragraph([""])]}
    structures = {
        "drawings": struct.pack("<2i", 1, 5) + struct.pack("<i", 1025) + bytes(22),
        "text boxes": struct.pack("<3i", 0, 4, 5) + (bytes(14) + struct.pack("<i", 1025) + bytes(4)) * 2,
    }
    assert read(Doc(stories, structures=structures).written()).text.split("\n") == ["a", "hop", "b"]


# -- fast saves, Word 6 ----------------------------------------------------------------------------------------------


def test_pieces_put_a_text_saved_fast_in_order() -> None:
    paragraph = Paragraph(["hai mot "])
    hidden, deleted = 0x5C << 1 | 1 << 8, 1
    main = [paragraph]
    pieces = [(4, 8, 0), (0, 4, 0), (8, 9, 0)]
    assert read(Doc({"main": main}, pieces=pieces).written()).text == "mot hai"
    for change, code in ((hidden, "hidden_text"), (deleted, "deleted_text")):
        pieces = [(4, 8, change), (0, 4, 0), (8, 9, 0)]
        content = read(Doc({"main": main}, pieces=pieces, formatting=[DELETED]).written())
        assert (content.text, [note.code for note in content.notes]) == ("hai", [code])


WORD_6_FONT = [b"\x5d" + struct.pack("<H", number) for number in range(4)]


@pytest.mark.parametrize("pieces", [(), [(0, 6, 0), (6, 21, 0)]])
def test_word_6_is_read(pieces: list[tuple[int, int, int]]) -> None:
    runs = [
        Run("ChØ thÞ", WORD_6_FONT[1]),
        Run(" sè", WORD_6_FONT[2]),
        Run(" 5", b""),
        Run("bo", b"\x41\x01"),
        Run("an", b"\x5c\x01"),
    ]
    doc = Doc({"main": [Paragraph(runs, end="\r")]}, is_old=True, fonts=("Arial", ".VnTime", ".VnTimeH"), pieces=pieces)
    if pieces:
        doc.pieces = [(0, 6, 0), (6, 17, 0)]
    content = read(doc.written())
    assert content.text == "Chỉ thị SỐ 5"
    assert [note.code for note in content.notes] == ["deleted_text", "hidden_text", "legacy_font"]


def test_word_6_numbers_follow_each_other_until_a_paragraph_has_none() -> None:
    number = bytes([0, 0, 1]) + bytes(7) + struct.pack("<H", 1) + bytes(8) + b".".ljust(32, b"\0")
    numbered = bytes([12, len(number)]) + number + bytes([13, 10])
    paragraphs = [Paragraph([text], numbered if text else b"") for text in ("a", "b", "", "c")]
    assert text_of(*paragraphs, is_old=True) == ["1. a", "2. b", "1. c"]


def test_word_6_text_is_in_the_code_page_of_its_language() -> None:
    assert text_of(Paragraph([b"Vi\xea\xf2t".decode("latin-1")]), is_old=True, language=0x042A) == ["Viê\u0323t"]


def test_word_6_tables_and_text_boxes_are_read() -> None:
    table = b"\x18\x01"
    cells_ = bytes([3]) + struct.pack("<4h", *EDGES) + bytes(30)
    end = table + b"\x19\x01\xbe" + struct.pack("<H", len(cells_) + 1) + cells_
    rows = []
    for number in "123":
        rows += [Paragraph([text], table, end="\x07") for text in (number, "a", "b")]
        rows.append(Paragraph([], end, end="\x07"))
    stories = {"main": [Paragraph(["x\x08"]), *rows], "text boxes": [Paragraph(["hop"])]}
    structures = {
        "drawings": struct.pack("<2i", 1, 5) + struct.pack("<IH", 0, 1),
        "text boxes": struct.pack("<2i", 0, 4) + bytes(16),
    }
    lines = read(Doc(stories, is_old=True, structures=structures).written()).text.split("\n")
    assert lines == ["x", "hop", "| 1 | a | b |", "| 2 | a | b |", "| 3 | a | b |"]


# -- what else is in such files --------------------------------------------------------------------------------------


def test_macros_objects_and_links_are_told() -> None:
    more = {"Macros/VBA": b"x", "ObjectPool/_1": b"x", "ObjectPool/_2": b"x"}
    main = [Paragraph(['a\x13 INCLUDEPICTURE "http://vi.du/a.png"\x14\x01\x15'])]
    content = read(Doc({"main": main}, more=more).written())
    assert content.text == "a"
    assert content.notes == (Note("macros"), Note("external_links", "1"), Note("embedded_files", "2"))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Workbook", "Excel"),
        ("Book", "Excel"),
        ("PowerPoint Document", "PowerPoint"),
        ("__properties_version1.0", "Outlook"),
        ("Catalog", "Windows"),
        ("x", "chương trình khác"),
    ],
)
def test_other_compound_files_are_named(name: str, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHBUILD_LANG", "vi")
    with pytest.raises(InputError, match=kind) as error:
        read(compound({name: b"x"}))
    assert error.value.code == "unknown-format"


def test_compound_files_are_recognised() -> None:
    assert DocReader().recognises(Doc({"main": []}).written())
    assert not DocReader().recognises(b"\xd0\xcf\x11")


HOSTILE: dict[str, tuple[bytes, str]] = {
    "encrypted": (Doc({"main": [Paragraph(["a"])]}, flags=0x0100).written(), "encrypted"),
    "obfuscated": (Doc({"main": [Paragraph(["a"])]}, flags=0x8100).written(), "encrypted"),
    "encrypted package": (compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), "encrypted"),
    "only a signature": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "damaged"),
    "a header of nothing": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 2000, "damaged"),
    "no table stream": (compound({"WordDocument": Doc({"main": []}).streams()["WordDocument"]}), "damaged"),
    "no header": (compound({"WordDocument": bytes(10)}), "damaged"),
}


def changed(doc: Doc, stream: str, at: int, value: bytes) -> bytes:
    streams = doc.streams()
    data = bytearray(streams[stream])
    data[at : at + len(value)] = value
    return compound(streams | {stream: bytes(data)})


SMALL = Doc({"main": [Paragraph(["a"])]})
for _name, _at, _value in (
    ("pieces beyond the file", 0x1A2, struct.pack("<II", 0x7FFFFFFF, 0x7FFFFFFF)),
    ("pieces of no size", 0x1A2, struct.pack("<II", 0, 0)),
    ("pieces of 4 GB", 0x1A2, struct.pack("<II", 16, 0xFFFFFFFF)),
):
    HOSTILE[_name] = changed(SMALL, "WordDocument", _at, _value), "damaged"
for _name, _pieces in (
    ("characters beyond the file", [(0, 0x7FFFFFF0, 0)]),
    ("a piece beyond the file", [(1_000_000, 1_000_001, 0)]),
    ("the same characters without end", [(0, 2, 0)] * 20_000),
):
    HOSTILE[_name] = Doc({"main": [Paragraph(["a"])]}, pieces=_pieces).written(), "damaged"


@pytest.mark.parametrize("name", HOSTILE)
def test_broken_and_locked_files_are_told_apart(name: str) -> None:
    data, code = HOSTILE[name]
    assert code_of(data) == code


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (0x4C, struct.pack("<i", 0x7FFFFFFF)),
        (0x4C, struct.pack("<8i", *[0x7FFFFFFF] * 8)),
        *((0x9A + 8 * number, struct.pack("<II", 0x7FFFFFFF, 0x7FFFFFFF)) for number in (1, 12, 13, 15, 73, 74)),
        *(
            (0x9A + 8 * number, struct.pack("<II", 0, 0xFFFFFFFF))
            for number in (1, 2, 3, 6, 12, 13, 15, 40, 56, 73, 74)
        ),
    ],
)
def test_counts_of_two_billion_are_cut_to_what_there_is(at: int, value: bytes) -> None:
    assert "a" in read(changed(SMALL, "WordDocument", at, value)).text


@pytest.mark.parametrize("following", [[1, 0], [0, 1, 2, 3], [7, 7, 7]])
def test_sectors_that_lead_to_themselves_are_damage(following: list[int]) -> None:
    data = bytearray(SMALL.written())
    table = SECTOR * (1 + struct.unpack_from("<I", data, 76)[0])
    struct.pack_into(f"<{len(following)}I", data, table, *following)
    assert code_of(bytes(data)) == "damaged"


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (30, struct.pack("<H", 31)),
        (30, struct.pack("<H", 0)),
        (44, struct.pack("<I", 0x7FFFFFFF)),
        (48, struct.pack("<I", 0x7FFFFFF0)),
        (60, struct.pack("<II", 0, 0x7FFFFFFF)),
        (68, struct.pack("<II", 0, 0x7FFFFFFF)),
        (76, struct.pack("<109I", *[0] * 109)),
    ],
)
def test_a_head_of_wild_counts_is_damage_or_ignored(at: int, value: bytes) -> None:
    data = bytearray(SMALL.written())
    data[at : at + len(value)] = value
    try:
        text = read(bytes(data)).text
    except InputError as error:
        text = error.code
    assert text in ("a", "damaged")


@pytest.mark.parametrize("children", [[2, 1, 2, 3, 4, 5], [2, 3, 4, 5, 6, 6], [1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1]])
def test_storages_in_each_other_are_damage(children: list[int]) -> None:
    streams = {f"{letter}/x": b"x" for letter in "ABCDEF"} | {"WordDocument": b"x"}
    data = bytearray(compound(streams))
    directory = SECTOR * (1 + struct.unpack_from("<I", data, 48)[0])
    for entry, child in enumerate(children, 1):
        struct.pack_into("<I", data, directory + 128 * (2 * entry - 1) + 76, 2 * child - 1)
    assert code_of(bytes(data)) == "damaged"


def test_a_note_that_refers_to_itself_is_read_once() -> None:
    stories = {"main": [Paragraph(["a\x02"])], "footnotes": [Paragraph(["\x02b"])]}
    structures = {
        "footnote marks": struct.pack("<4i3H", 1, 3, 4, 9, 1, 1, 1),
        "footnotes": struct.pack("<5i", 0, 3, 0, 3, 3),
    }
    assert read(Doc(stories, structures=structures).written()).text == "a[1]\n[1] b"


def test_tables_are_nested_no_deeper_than_is_read() -> None:
    deep = b"\x49\x66" + struct.pack("<I", 0x7FFFFFFF)
    assert text_of(Paragraph(["a"], IN_TABLE + deep), Paragraph(["b"])) == ["a", "b"]


def pieces_of_one_letter(count: int) -> Doc:
    letters = [(at, at + 1, 0) for at in range(count)]
    return Doc({"main": [Paragraph(["a" * (count - 1)])]}, pieces=letters)


def a_long_instruction(count: int) -> Doc:
    return Doc({"main": [Paragraph(["\x13" + "a\x01" * (count // 2)])]})


def small_paragraphs(count: int) -> Doc:
    return Doc({"main": [Paragraph(["a"], listed(1)) for _ in range(count // 8)]})


def open_fields(count: int) -> Doc:
    return Doc({"main": [Paragraph(["\x13" * count])]})


@pytest.mark.cost
@pytest.mark.parametrize("make", [pieces_of_one_letter, a_long_instruction, small_paragraphs, open_fields])
def test_cost_grows_with_the_file(make: Callable[[int], Doc]) -> None:
    small, large = make(20_000).written(), make(200_000).written()
    assert_within(lambda: read(large), 30 * units(lambda: read(small)))


# -- documents of offices --------------------------------------------------------------------------------------------


@pytest.mark.shared
def test_documents_of_offices_are_vietnamese(shared: Path) -> None:
    files = [path for path in (shared / "formats").rglob("*") if path.suffix.lower() == ".doc"]
    assert len(files) >= 13
    for path in files:
        content = read(path.read_bytes())
        verdict = judge(content.text)
        assert verdict.words > 50
        # The rest are abbreviations like "QĐ" and "NĐ".
        assert verdict.share > 0.97, path.name


@pytest.mark.shared
def test_documents_in_old_fonts_are_vietnamese(shared: Path) -> None:
    content = read((shared / "formats" / "tcvn3-1945-45000072.doc").read_bytes())
    assert content.text.startswith("SẮC LỆNH\nCỦA CHỦ TỊCH CHÍNH PHỦ LÂM THỜI\nSỐ 67 NGÀY 28 THÁNG 11 NĂM 1945\n")
    assert judge(content.text).share == 1
    assert content.notes == (Note("legacy_font", ".VnTime, .VnTimeH"),)
