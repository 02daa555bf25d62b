"""Makes text of the genre that graphbuild reads: papers of committees and administrations, and press articles.

Two sources. Files that exist (the sample corpus, and annotated documents beside the project where they are) are used
again and again with other serial numbers and days, so that no copy equals another. Papers made from the templates
below take their places from the gazetteer; what they say is invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from random import Random

from graphbuild.vocabulary.places import Place, places

PROJECT = Path(__file__).resolve().parent.parent
_FOLDERS = (PROJECT / "samples", PROJECT.parent / "shared" / "corpus")

_LONGEST_PIECE = 6000
"""Characters, about as many as an ordinary plan or conclusion has."""

_SERIAL = re.compile(r"(?<![\w/.,-])\d{1,4}(?=[-/–][A-ZĐ])")
_DAY_OF_MONTH = re.compile(r"(?<=ngày )\d{1,2}(?=/\d|[ ]tháng)")

_HEAD = """\
TỈNH ỦY {province_capitals}
HUYỆN ỦY {district_capitals}
*
Số {serial}-{symbol}/HU

ĐẢNG CỘNG SẢN VIỆT NAM
{district}, ngày {day} tháng {month} năm {year}

{type_capitals}
{subject}

"""
_FOOT = """
Nơi nhận:
- Thường trực Tỉnh ủy (để báo cáo),
- Ủy ban nhân dân huyện (để phối hợp),
- Các chi bộ, đảng bộ trực thuộc Huyện ủy,
- Lưu Văn phòng Huyện ủy.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Lê Thị Tấm
"""
_TYPES = (("KH", "KẾ HOẠCH"), ("NQ", "NGHỊ QUYẾT"), ("CT", "CHỈ THỊ"), ("KL", "KẾT LUẬN"), ("BC", "BÁO CÁO"))
_SUBJECTS = (
    "về giữ gìn giếng làng, ao đình gắn với phong trào ở khu dân cư",
    "về đưa sách đến điểm sinh hoạt chi bộ thôn, ấp, khu phố",
    "về chăm lo người già neo đơn trong các xóm ven sông",
    "về sửa đường dân sinh bằng nguồn đóng góp tự nguyện",
)
_CITING = (
    "Thực hiện Nghị quyết số {serial}-NQ/TU, ngày {day}/{month}/{year} của Ban Chấp hành Đảng bộ tỉnh {province} "
    "{subject}, Ban Thường vụ Huyện ủy {district} yêu cầu các cấp ủy tập trung thực hiện một số nhiệm vụ sau:",
    "Căn cứ Nghị định số {serial}/{year}/NĐ-CP, ngày {day} tháng {month} năm {year} của Chính phủ và Quyết định số "
    "{other}/QĐ-UBND ngày {day}/{month}/{year} của Ủy ban nhân dân tỉnh {province};",
    "Tiếp tục quán triệt Chỉ thị số {serial}–CT/TW, ngày {day}/{month}/{year} của Bộ Chính trị; Kết luận số "
    "{other}-KL/TW của Ban Bí thư và các Quy định số {serial}, {other}-QĐ/TW trong toàn Đảng bộ huyện.",
    "Sơ kết Kế hoạch {serial}-KH/HU của Ban Thường vụ Huyện ủy về thực hiện Chỉ thị {other}-CT/TU của Ban Thường vụ "
    "Tỉnh ủy, báo cáo Thường trực Tỉnh ủy trước ngày {day}/{month}/{year}.",
    "Giao Ủy ban Kiểm tra Huyện ủy chủ trì, phối hợp với Ban Tổ chức Huyện ủy hướng dẫn việc thực hiện Luật Lưu trữ "
    "số {serial}/{year}/QH15 tại các xã; xong trong quý III/{year}.",
    "Chỉ thị {serial} của Bộ Chính trị được đưa vào sinh hoạt hằng tháng ở {other} chi bộ; Kế hoạch này thay thế Kế "
    "hoạch số {other}-KH/HU, ngày {day}/{month}/{year}.",
)
_PLAIN = (
    "Nhiều thôn, xóm đã tự họp bàn, góp công, góp của, cử người trông coi; việc khó được đưa ra dân trước khi làm "
    "nên ít có đơn thư, ít phải làm lại.",
    "Tuy nhiên, một số nơi còn chờ cấp trên, chưa rõ người làm, chưa rõ ngày xong; sổ sách ghi chép thiếu, khi kiểm "
    "tra phải hỏi lại nhiều lần.",
    "Các chi bộ chọn một việc nhỏ để làm trước, bàn kỹ trong sinh hoạt, phân công từng đảng viên phụ trách nhóm hộ "
    "và cuối năm đánh giá lại trước dân.",
    "Bố trí kinh phí từ nguồn đã giao trong dự toán, không để phát sinh nợ; nơi nào có điều kiện thì vận động thêm, "
    "công khai thu chi tại nhà văn hóa thôn.",
    "Người đứng đầu chịu trách nhiệm về tiến độ; cuối mỗi quý nghe báo cáo một lần, tháo gỡ ngay vướng mắc thuộc "
    "thẩm quyền, việc vượt thẩm quyền thì đề xuất bằng văn bản.",
    "Tỷ lệ hộ tham gia đạt 8{month},{day}% so với cùng kỳ; đã trồng {serial} cây, sửa {other} m đường, tỷ lệ góp "
    "công là {day}/{serial} ngày.",
)
_CITING_ITEMS = 0.25
"""Share of the items that cite; papers found in the wild have 500 to 900 citations a MB, the short samples 3,400."""


def papers(size: int, random: Random) -> list[str]:
    """Return documents whose UTF-8 bytes are `size` in all: files that exist and made ones, by turns.

    The last one is cut at the end of a line, so that the size is met within one line.
    """
    pieces = _existing()
    random.shuffle(pieces)
    existing = cycle(pieces)
    found: list[str] = []
    missing = size
    while missing > 0:
        paper = _renumbered(next(existing), random) if len(found) % 2 else _made(random)
        if len(paper.encode()) > missing:
            paper = _first_lines(paper, missing)
        found.append(paper)
        missing -= len(paper.encode())
    return found


def _existing() -> list[str]:
    """Return the contents of the files; long ones in pieces, or a small text would be a mixture unlike a large one."""
    paths = (path for folder in _FOLDERS for path in sorted(folder.rglob("*")) if path.suffix in (".txt", ".md"))
    contents = (path.read_text(encoding="utf-8") for path in paths if path.name != "README.md")
    return [piece for content in contents for piece in _pieces(content)]


def _pieces(content: str) -> Iterator[str]:
    begin = 0
    while len(content) - begin > _LONGEST_PIECE:
        end = content.find("\n", begin + _LONGEST_PIECE) + 1 or len(content)
        yield content[begin:end]
        begin = end
    yield content[begin:]


def _renumbered(content: str, random: Random) -> str:
    content = _SERIAL.sub(lambda _match: str(random.randrange(1, 600)), content)
    return _DAY_OF_MONTH.sub(lambda _match: f"{random.randrange(1, 29):02d}", content)


def _made(random: Random) -> str:
    district = random.choice(_districts())
    symbol, type_capitals = random.choice(_TYPES)
    lines = [_HEAD]
    for section in ("I- TÌNH HÌNH", "II- NHIỆM VỤ", "III- TỔ CHỨC THỰC HIỆN"):
        lines.append(section + "\n\n")
        for item in range(1, random.randrange(4, 12)):
            sentences = [random.choice(_PLAIN) for _sentence in range(random.randrange(1, 4))]
            if random.random() < _CITING_ITEMS:
                sentences.insert(0, random.choice(_CITING))
            lines.append(f"{item}. {' '.join(sentences)}\n\n")
    lines.append(_FOOT)
    return "".join(
        line.format(
            district=district.name,
            district_capitals=district.name.upper(),
            province=places()[district.parent].name,
            province_capitals=places()[district.parent].name.upper(),
            symbol=symbol,
            type_capitals=type_capitals,
            subject=random.choice(_SUBJECTS),
            serial=f"{random.randrange(1, 400):02d}",
            other=f"{random.randrange(1, 400):02d}",
            day=f"{random.randrange(1, 29):02d}",
            month=f"{random.randrange(1, 13):02d}",
            year=random.randrange(2011, 2026),
        )
        for line in lines
    )


def _districts() -> list[Place]:
    return [place for place in places().values() if place.kind == "huyện" and place.parent]


def _first_lines(content: str, size: int) -> str:
    cut = content.encode()[:size].decode(errors="ignore")
    return cut[: cut.rfind("\n") + 1] or cut
