"""Several documents in one file: each with its own head, citations and tasks; what is attached or quoted is none."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from cost import assert_in_proportion

from graphbuild.extraction.papers import find_papers
from graphbuild.extraction.reading import read
from graphbuild.identifiers import DEFAULT_BASE
from graphbuild.model import Hint, Reading, Records, Span, Text
from graphbuild.readers.files import read_file
from graphbuild.resolve.records import resolve
from graphbuild.text import normalize

RESOLUTION = """ĐẢNG BỘ TỈNH LẠNG SƠN
HUYỆN ỦY CAO LỘC
*
Số 21-NQ/HU
ĐẢNG CỘNG SẢN VIỆT NAM
Cao Lộc, ngày 07 tháng 02 năm 2023

NGHỊ QUYẾT
về cây chè

Thực hiện Chương trình số 33-CTr/TU ngày 05/12/2022 của Tỉnh ủy, Huyện ủy ra nghị quyết về chè.
Giao các chi bộ trồng chè.

Nơi nhận:
- Các chi bộ,
- Lưu Văn phòng.

T/M BAN CHẤP HÀNH
BÍ THƯ
Lò Thử Mẫu
"""
CONCLUSION = """ĐẢNG BỘ TỈNH LẠNG SƠN
HUYỆN ỦY CAO LỘC
*
Số 64-KL/HU
ĐẢNG CỘNG SẢN VIỆT NAM
Cao Lộc, ngày 21 tháng 6 năm 2024

KẾT LUẬN
về lớp học tiếng Tày

Thực hiện Hướng dẫn số 12-HD/BTGTU ngày 03/6/2024 của Ban Tuyên giáo Tỉnh ủy, giao các xã mở lớp học.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Hà Thử Mẫu
"""
DECISION = """ỦY BAN NHÂN DÂN
TỈNH QUẢNG TRỊ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 1290/QĐ-UBND
Quảng Trị, ngày 04 tháng 8 năm 2025

QUYẾT ĐỊNH
Về việc sửa cầu treo

Căn cứ Luật Đầu tư công ngày 29 tháng 11 năm 2024;
Điều 1. Giao Sở Xây dựng sửa cầu treo trước ngày 30/9/2025.
Điều 2. Quyết định này có hiệu lực từ ngày ký.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Thử Mẫu
"""
EXPLODED = """|
**ỦY BAN NHÂN DÂN
TỈNH QUẢNG TRỊ
-------**
|
**CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------**
|
|
Số:
77/2025/QĐ-UBND
|
*Quảng Trị,
ngày 12 tháng 9 năm 2025*
|

**QUYẾT ĐỊNH**

QUY ĐỊNH VỀ BẾN ĐÒ

*Căn cứ Luật Tổ chức chính quyền địa phương;*

**Điều 1.** Giao Sở Xây dựng quản lý bến đò.

|
***Nơi nhận:***
- Sở Xây dựng;
- Lưu: VT.
|
**KT. CHỦ TỊCH**
**PHÓ CHỦ TỊCH**
**Lê Thử Mẫu**
|
"""
LETTER = """CỤC THUẾ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 412/CT-NVT
V/v nộp tờ khai qua mạng
Hà Nội, ngày 09 tháng 7 năm 2025

Kính gửi: Thuế tỉnh, thành phố

Cục Thuế đề nghị các Thuế tỉnh nộp báo cáo trước ngày 20/7/2025.

Nơi nhận:
- Như trên;
- Lưu: VT.
KT. CỤC TRƯỞNG
PHÓ CỤC TRƯỞNG
Ngô Thử Mẫu
"""
COLUMNS = """ĐẢNG BỘ TỈNH LẠNG SƠN              ĐẢNG CỘNG SẢN VIỆT NAM
HUYỆN ỦY CAO LỘC
*                         Cao Lộc, ngày 15 tháng 01 năm 2024
Số 87-KH/HU

KẾ HOẠCH
kiểm tra kho thóc

Giao Ủy ban Kiểm tra Huyện ủy kiểm tra kho thóc.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Vi Thử Mẫu
"""
LAW = """QUỐC HỘI
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Luật số: 91/2031/QH17
Hà Nội, ngày 17 tháng 6 năm 2031

LUẬT
SÔNG NGÒI

Điều 1. Luật này quy định về sông ngòi.

CHỦ TỊCH QUỐC HỘI
Đỗ Thử Mẫu
"""
ONE_LINE = """CHÍNH PHỦ_______ Số: 171/2025/NĐ-CP | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAMĐộc lập - \
Tự do - Hạnh phúc___ Hà Nội, ngày 30 tháng 6 năm 2025 |

NGHỊ ĐỊNH

Quy định về phà và đò

Điều 1. Bộ Xây dựng quản lý phà.

TM. CHÍNH PHỦ
KT. THỦ TƯỚNG
Bùi Thử Mẫu
"""
BARE = """KẾT LUẬN
của Ban Thường vụ về giống lúa

Ban Thường vụ Huyện ủy kết luận: giao các xã giữ giống lúa.

T/M BAN THƯỜNG VỤ
BÍ THƯ
Mã Thử Mẫu
"""
NAMED = BARE.replace("KẾT LUẬN", "KẾT LUẬN SỐ 71-KL/HU")

ANNEX = """KẾ HOẠCH
Phòng, chống lũ
(Kèm theo Quyết định số 1290/QĐ-UBND ngày 04 tháng 8 năm 2025)

I. NHIỆM VỤ
1. Sở Y tế dự trữ thuốc theo Kế hoạch này.
"""
FORM = """Mẫu số 02

|
BỘ NÔNG NGHIỆP
-------
|
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số: 15/BB-HĐ
|
Hà Nội, ngày 05 tháng 5 năm 2025
|

BIÊN BẢN
họp hội đồng

TM. HỘI ĐỒNG
CHỦ TỊCH
"""
BLANK_FORM = """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
TÊN CƠ QUAN
Số: ..../QĐ-...
......, ngày ... tháng ... năm ...

QUYẾT ĐỊNH
Về việc ....

TM. ....
"""
MODEL = DECISION.replace("1290", "15").replace("04 tháng 8", "01 tháng 01")


def papers(content: str) -> list[Reading]:
    reading = read(Text(content, "a.txt"))
    return [reading, *reading.further]


def records_of(**texts: str) -> Records:
    return resolve([read(Text(text, f"{name}.txt")) for name, text in texts.items()], base=DEFAULT_BASE).records


@pytest.mark.parametrize("between", ["", "\n\n\n", "\n---\n\n", "\n\n\n\n\n\n", "\n* * *\n"])
@pytest.mark.parametrize(
    "texts",
    [
        (RESOLUTION, CONCLUSION),
        (CONCLUSION, RESOLUTION),
        (DECISION, DECISION.replace("1290", "1291")),
        (DECISION, EXPLODED),
        (EXPLODED, DECISION, EXPLODED.replace("77/", "78/")),
        (LETTER, LETTER.replace("412", "413")),
        (DECISION, LETTER),
        (COLUMNS, CONCLUSION, COLUMNS.replace("87-", "88-")),
        (LAW, LAW.replace("91", "92").replace("SÔNG", "KÊNH"), DECISION),
        (DECISION.split("\nTM.")[0], MODEL),
        (DECISION + "PHỤ LỤC\nDANH MỤC CẦU\n1. Cầu Mới.\n", EXPLODED),
        (DECISION.replace("QUYẾT", "# QUYẾT"), f"## Văn bản 2\n\n{CONCLUSION}"),
        # As crawlers leave them: words, places and days broken over lines, or all of a letterhead on one.
        (DECISION, EXPLODED.replace("**QUYẾT ĐỊNH**", "**QUYẾT\nĐỊNH**")),
        (DECISION, EXPLODED.replace("*Quảng Trị,\nngày 12", "*Quảng\nTrị, ngày\n12")),
        (RESOLUTION, ONE_LINE),
        (ONE_LINE, DECISION),
        (DECISION, EXPLODED.replace("QUY ĐỊNH VỀ BẾN ĐÒ", "SỬA QUY ĐỊNH KÈM THEO QUYẾT ĐỊNH SỐ 5/QĐ-UBND")),
        (DECISION, DECISION.replace("Số: 1290/QĐ-UBND", "Số:      /QĐ-UBND").replace("ngày 04", "ngày")),
        # Copies that have lost their letterheads.
        (RESOLUTION, BARE),
        (RESOLUTION, NAMED),
        (BARE, BARE.replace("KẾT LUẬN", "THÔNG BÁO")),
    ],
)
def test_documents_pasted_one_after_the_other(texts: tuple[str, ...], between: str) -> None:
    content = between.join(texts)
    parts = [reading.part or Span(0, len(content)) for reading in papers(content)]
    around = " \n|*-"
    assert [part.of(content).strip(around) for part in parts] == [text.strip(around) for text in texts]
    assert [part.start for part in parts] == [0, *(part.end for part in parts[:-1])]
    assert parts[-1].end == len(content)


@pytest.mark.parametrize(
    "content",
    [
        DECISION,
        LAW,
        DECISION + "\n" + ANNEX,
        DECISION.replace("Về việc sửa cầu treo", "Ban hành Kế hoạch phòng lũ") + BARE.replace("KẾT LUẬN", "KẾ HOẠCH"),
        DECISION + ANNEX + "\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Thử Mẫu\n",
        DECISION + MODEL.replace("Về việc sửa cầu treo", "Sửa cầu\n(Ban hành kèm theo Quyết định số 1290/QĐ-UBND)"),
        DECISION + "\n" + FORM,
        DECISION + "PHỤ LỤC II\n" + FORM.removeprefix("Mẫu số 02\n"),
        DECISION + BLANK_FORM,
        DECISION + "\n\n" + DECISION.split("QUYẾT ĐỊNH\n")[0] + "KẾ HOẠCH\nsửa cầu\n\n1. Sở Xây dựng sửa cầu.\n",
        DECISION + "\nDỰ THẢO\n" + MODEL,
        # Quoted: in the text, as a model, between quotation marks, as a quotation of Markdown.
        DECISION.replace("Điều 2.", f"Thể thức trình bày như sau:\n\n{MODEL.split('Căn cứ')[0]}\nĐiều 2."),
        DECISION.replace("Điều 2.", f"Ví dụ: “\n{MODEL}”\nĐiều 2."),
        DECISION + "> " + MODEL.replace("\n", "\n> "),
        # A page about documents that quotes them whole.
        "09:15 12/03/2025\nHuyện ủy Cao Lộc ban hành hai văn bản mới về cây chè\n\n"
        f"{'Huyện ủy vừa gặp các xã. ' * 9}\n\n{RESOLUTION}\n\n{CONCLUSION}",
        # What stands above the letterhead on a page is no document.
        f"KẾ HOẠCH SỬA CẦU TREO\nLượt xem: 20\n\n{DECISION}",
        f"# Quyết định 1290/QĐ-UBND\n\n{DECISION}",
        # Headings, tables of numbers and footers are no heads.
        DECISION.replace("Điều 2.", "NỘI DUNG KẾ HOẠCH\n\nSố 77/2025/QĐ-UBND\nĐiều 2."),
        DECISION.replace("Điều 2.", "Số: 1290/QĐ-UBND\n\nĐiều 2."),
    ],
)
def test_what_is_attached_or_quoted_is_no_document_of_its_own(content: str) -> None:
    assert len(papers(content)) == 1
    assert papers(content)[0].part is None


def test_offsets_are_those_of_the_file() -> None:
    content = f"{EXPLODED}\n\n{RESOLUTION}".replace("Thực hiện", "*Thực hiện*").replace("ủy", "uỷ")
    first, second = papers(content)
    for reading in (first, second):
        assert reading.part is not None
        spans = [mention.span for mention in reading.mentions] + [row.span for row in reading.obligations]
        spans += [body.span for body in reading.bodies] + [entry.span for entry in reading.letterhead.recipients]
        assert spans
        assert all(reading.part.covers(span) for span in spans)
    assert [mention.span.of(content) for mention in second.mentions if mention.kind == "numbered"] == [
        "Chương trình số 33-CTr/TU ngày 05/12/2022 của Tỉnh uỷ"
    ]
    assert second.letterhead.recipients[0].span.of(content) == "Các chi bộ,"


def test_each_document_has_its_own_citations_and_tasks() -> None:
    records = records_of(a=f"{RESOLUTION}\n\n{CONCLUSION}")
    rows = {row.number: row for row in records.documents if row.source}
    assert [(row.type, row.date, row.signer_name) for row in (rows["21-NQ/HU"], rows["64-KL/HU"])] == [
        ("NQ", "2023-02-07", "Lò Thử Mẫu"),
        ("KL", "2024-06-21", "Hà Thử Mẫu"),
    ]
    cited = {row.number: row.citing for row in records.citations if row.kind == "numbered"}
    assert cited == {"33-CTr/TU": rows["21-NQ/HU"].id, "12-HD/BTGTU": rows["64-KL/HU"].id}
    tasks = {row.text: row.document for row in records.obligations}
    assert tasks == {
        "Giao các chi bộ trồng chè": rows["21-NQ/HU"].id,
        "giao các xã mở lớp học": rows["64-KL/HU"].id,
    } or set(tasks.values()) == {rows["21-NQ/HU"].id, rows["64-KL/HU"].id}
    assert [(row.source, row.start, row.end) for row in records.files] == [
        ("a.txt", 0, rows["64-KL/HU"].start),
        ("a.txt", rows["64-KL/HU"].start, rows["64-KL/HU"].end),
    ]


def test_a_document_of_another_file_is_a_copy_of_a_part() -> None:
    records = records_of(a=f"{RESOLUTION}\n\n{CONCLUSION}", b=CONCLUSION)
    documents = {row.number: row for row in records.documents if row.source}
    assert len(documents) == 2
    assert sorted([documents["64-KL/HU"].source or "", *documents["64-KL/HU"].copies]) == ["a.txt", "b.txt"]


def test_a_bare_number_means_what_its_own_document_told() -> None:
    cited = CONCLUSION.replace("giao các xã mở lớp học", "giao các xã mở lớp theo Kế hoạch số 12-KH/HU ngày 03/02/2022")
    later = COLUMNS.replace("kiểm tra kho thóc.", "kiểm tra theo Kế hoạch số 12-KH/HU ngày 05/6/2023.")
    undated = RESOLUTION.replace("Giao các chi bộ", "Theo Kế hoạch số 12-KH/HU, giao các chi bộ")
    together = {
        row.start: row for row in records_of(a=f"{cited}\n\n{later}\n\n{undated}").citations if row.number == "12-KH/HU"
    }
    apart = records_of(a=cited, b=later, c=undated).citations
    alone = {row.source: row for row in apart if row.number == "12-KH/HU"}
    assert [row.resolution for row in together.values()] == [alone[f"{name}.txt"].resolution for name in "abc"]


def test_number_and_day_that_are_stated_of_a_file_are_those_of_its_first_document() -> None:
    hint = Hint(number="5-NQ/HU", date="2022-03-04", place=("lang-son",))
    reading = read(Text(f"{RESOLUTION}\n\n{CONCLUSION}", "a.txt"), hint)
    heads = [part.letterhead for part in (reading, *reading.further)]
    assert [(head.number, head.date) for head in heads] == [("5-NQ/HU", "2022-03-04"), ("64-KL/HU", "2024-06-21")]
    assert reading.further[0].hint.place == ("lang-son",)


@pytest.mark.shared
def test_real_papers_one_after_the_other(shared: Path) -> None:
    texts = [read_file(path, path.name).content for path in sorted((shared / "real").glob("*.md"))]
    assert all(len(find_papers(normalize(text).lines)) == 1 for text in texts)
    found = 0
    for first, second in pairwise(texts):
        normal = normalize(f"{first}\n\n{second}")
        starts = [normal.source(span).start for span in find_papers(normal.lines)[1:]]
        assert len(starts) <= 1
        # Menus can stand above the second; a page about papers is none.
        found += bool(starts) and len(first) <= starts[0] < len(first) + 500
    assert found >= 0.9 * (len(texts) - 1)


@pytest.mark.cost
@pytest.mark.parametrize(
    "text",
    [
        RESOLUTION,
        "Số 1-NQ/TU\n",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n",
        "TM. ỦY BAN NHÂN DÂN\nKẾT LUẬN\n" + "A B\n" * 60,
        BARE,
        DECISION.split("QUYẾT ĐỊNH\n")[0] + "như sau:\n",
        "HUYỆN ỦY\n" * 20 + "Số 5\n",
        "Số 1-NQ/TU " * 40,
    ],
)
def test_documents_in_one_text_cost_in_proportion_to_its_length(text: str) -> None:
    assert_in_proportion(lambda count: partial(read, Text(text * count, "a.txt")), 50, 500)
