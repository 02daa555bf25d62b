"""What a document does to others: which verb, to which document and part, with which words, from which day."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import graphbuild as gb
from graphbuild.extraction.reading import read
from graphbuild.model import AmendmentMention, Text

CIRCULAR = (
    "BỘ XÂY DỰNG\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\n"
    "Số: 12/2025/TT-BXD\nHà Nội, ngày 20 tháng 10 năm 2025\n\nTHÔNG TƯ\nVề quản lý nhà ở\n\n"
)
PLAN = (
    "ỦY BAN NHÂN DÂN\nTỈNH THANH HÓA\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "---------------\nSố: 145/KH-UBND\nThanh Hóa, ngày 20 tháng 10 năm 2025\n\nKẾ HOẠCH\nRà soát văn bản\n\n"
)


def acts(text: str, head: str = CIRCULAR) -> list[AmendmentMention]:
    return list(gb.extract(head + text).amendments)


def told(act: AmendmentMention) -> tuple[str, str | None, str | None, bool]:
    """Return verb, number of the target, its part, and whether the target is meant as a whole."""
    part = act.target_provision.label if act.target_provision else None
    return act.verb, act.target_number, part, not act.in_part


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a bare verb in an article, the document itself, the document before the verb
        ("Điều 2. Bãi bỏ Thông tư số 05/2019/TT-BXD.", [("repeals", "05/2019/TT-BXD", None, True)]),
        (
            "Điều 2. Thông tư này có hiệu lực từ ngày ký và thay thế Thông tư số 05/2019/TT-BXD.",
            [("replaces", "05/2019/TT-BXD", None, True)],
        ),
        (
            "Điều 2. Thông tư số 05/2019/TT-BXD hết hiệu lực kể từ ngày Thông tư này có hiệu lực.",
            [("repeals", "05/2019/TT-BXD", None, True)],
        ),
        (
            "Điều 2. Thông tư số 05/2019/TT-BXD được thay thế bằng Thông tư này.",
            [("replaces", "05/2019/TT-BXD", None, True)],
        ),
        ("Điều 2. Đình chỉ thi hành Thông tư số 05/2019/TT-BXD.", [("suspends", "05/2019/TT-BXD", None, True)]),
        ("Điều 2. Đính chính Thông tư số 05/2019/TT-BXD.", [("corrects", "05/2019/TT-BXD", None, True)]),
        (
            "Điều 2. Kéo dài thời hạn áp dụng Thông tư số 05/2019/TT-BXD đến hết năm 2026.",
            [("extends", "05/2019/TT-BXD", None, True)],
        ),
        # a part, told by its number or not
        (
            "Điều 2. Bãi bỏ khoản 1 Điều 3 Thông tư số 05/2019/TT-BXD.",
            [("repeals", "05/2019/TT-BXD", "khoản 1 Điều 3", False)],
        ),
        (
            "Điều 2. Thay thế Phụ lục kèm theo Thông tư số 05/2019/TT-BXD.",
            [("replaces", "05/2019/TT-BXD", None, False)],
        ),
        (
            "Điều 2. Sửa đổi, bổ sung, bãi bỏ một số điều của Thông tư số 05/2019/TT-BXD.",
            [("amends", "05/2019/TT-BXD", None, False)],
        ),
        (
            "Điều 2. Bãi bỏ toàn bộ Thông tư số 05/2019/TT-BXD và Điều 4 Thông tư số 06/2020/TT-BXD.",
            [("repeals", "05/2019/TT-BXD", None, True), ("repeals", "06/2020/TT-BXD", "Điều 4", False)],
        ),
        # lists: after a colon, below a lead-in, below a heading
        (
            "Điều 2. Thông tư này thay thế các Thông tư sau: Thông tư số 05/2019/TT-BXD quy định về nhà ở; Thông tư số "
            "06/2020/TT-BXD sửa đổi, bổ sung một số điều của Thông tư số 05/2019/TT-BXD.",
            [
                ("replaces", "05/2019/TT-BXD", None, True),
                ("replaces", "06/2020/TT-BXD", None, True),
                ("amends", "05/2019/TT-BXD", None, False),
            ],
        ),
        (
            "Điều 2. Hiệu lực\nKể từ ngày Thông tư này có hiệu lực thi hành, các văn bản sau đây hết hiệu lực:\n"
            "a) Thông tư số 05/2019/TT-BXD;\nb) Khoản 2 Điều 3 Thông tư số 06/2020/TT-BXD.",
            [("repeals", "05/2019/TT-BXD", None, True), ("repeals", "06/2020/TT-BXD", "khoản 2 Điều 3", False)],
        ),
        (
            "Điều 2. Bãi bỏ một số văn bản quy phạm pháp luật\n1. Thông tư số 05/2019/TT-BXD về nhà ở.\n"
            "2. Thông tư số 06/2020/TT-BXD về đô thị.",
            [("repeals", "05/2019/TT-BXD", None, True), ("repeals", "06/2020/TT-BXD", None, True)],
        ),
        (
            "Điều 2. Các Thông tư của Bộ trưởng Bộ Xây dựng sau đây hết hiệu lực kể từ ngày Thông tư này có hiệu lực: "
            "số 05/2019/TT-BXD về nhà ở; số 06/2020/TT-BXD về đô thị.",
            [("repeals", "05/2019/TT-BXD", None, True), ("repeals", "06/2020/TT-BXD", None, True)],
        ),
        (
            "Điều 2. Bãi bỏ:\na) Thông tư số 05/2019/TT-BXD bổ sung tiêu chuẩn quy định tại Thông tư số "
            "04/2018/TT-BXD;\nb) Thông tư số 06/2020/TT-BXD ban hành Quy chế phối hợp.",
            [
                ("repeals", "05/2019/TT-BXD", None, True),
                ("repeals", "06/2020/TT-BXD", None, True),
            ],
        ),
        (
            "Điều 2. Thông tư số 05/2019/TT-BXD ban hành Quy chế phối hợp khi xây dựng nhà ở hết hiệu lực kể từ ngày "
            "Thông tư này có hiệu lực.",
            [("repeals", "05/2019/TT-BXD", None, True)],
        ),
        # numbers on lines of their own, a history before the verb, a title that cites several
        (
            "Điều 2. Hiệu lực\n1.\nBãi bỏ Điều 5 Thông tư số 05/2019/TT-BXD.\n2.\nBãi bỏ cụm từ “huyện” tại Điều 2; "
            "bãi bỏ Điều 7 Thông tư số 06/2020/TT-BXD.",
            [
                ("repeals", "05/2019/TT-BXD", "Điều 5", False),
                ("repeals", "06/2020/TT-BXD", "Điều 2", False),
                ("repeals", "06/2020/TT-BXD", "Điều 7", False),
            ],
        ),
        (
            "Điều 2. Bãi bỏ Điều 1 Thông tư số 05/2019/TT-BXD sửa đổi, bổ sung một số điều của Thông tư số "
            "04/2018/TT-BXD; Thông tư số 03/2017/TT-BXD.",
            [("repeals", "05/2019/TT-BXD", "Điều 1", False), ("amends", "04/2018/TT-BXD", None, False)],
        ),
        (
            "Điều 2. Thông tư số 05/2019/TT-BXD đã được sửa đổi, bổ sung bởi Thông tư số 08/2021/TT-BXD hết hiệu lực "
            "kể từ ngày Thông tư này có hiệu lực.",
            [("amends", "05/2019/TT-BXD", None, False), ("repeals", "05/2019/TT-BXD", None, True)],
        ),
        # words with the parts that stand behind them; what is vague stays so along the list
        (
            "Điều 2. Bãi bỏ cụm từ “huyện” tại Điều 2 và cụm từ “tỉnh” tại Điều 3 Thông tư số 05/2019/TT-BXD.",
            [
                ("repeals", "05/2019/TT-BXD", "Điều 2", False),
                ("repeals", "05/2019/TT-BXD", "Điều 3", False),
            ],
        ),
        (
            "Điều 2. Bãi bỏ các quy định về thuê nhà quy định tại Thông tư số 05/2019/TT-BXD và Thông tư số "
            "06/2020/TT-BXD.",
            [("repeals", "05/2019/TT-BXD", None, False), ("repeals", "06/2020/TT-BXD", None, False)],
        ),
        (
            "Điều 1. Sửa đổi Thông tư số 05/2019/TT-BXD\n1. Bổ sung khoản 4 sau khoản 3 Điều 3 như sau: “4. Nhà ở.”",
            [("adds", "05/2019/TT-BXD", "khoản 4 Điều 3", False)],
        ),
        # a document named once governs the items below it, an item the points below that
        (
            "Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 05/2019/TT-BXD\n1. Bãi bỏ Điều 4.\n"
            "2. Sửa đổi, bổ sung Điều 7 như sau:\na) Sửa đổi điểm a khoản 1 như sau:\n“a) Nhà ở công vụ;”\n"
            "b) Bổ sung khoản 3 vào sau khoản 2 như sau:\n“3. Nhà ở xã hội.”.",
            [
                ("repeals", "05/2019/TT-BXD", "Điều 4", False),
                ("amends", "05/2019/TT-BXD", "điểm a khoản 1 Điều 7", False),
                ("adds", "05/2019/TT-BXD", "khoản 3 Điều 7", False),
            ],
        ),
        # one that is named last in a sentence is that of the whole sentence
        (
            "Điều 2. Bãi bỏ cụm từ “huyện” tại Điều 2; bãi bỏ điểm b khoản 4 Điều 7 Thông tư số 05/2019/TT-BXD.",
            [
                ("repeals", "05/2019/TT-BXD", "Điều 2", False),
                ("repeals", "05/2019/TT-BXD", "điểm b khoản 4 Điều 7", False),
            ],
        ),
    ],
)
def test_acts(text: str, expected: list[tuple[str, str | None, str | None, bool]]) -> None:
    assert list(map(told, acts(text))) == expected


@pytest.mark.parametrize(
    "text",
    [
        # planned, asked for, conditional, told of, another noun's
        "Điều 2. Giao Vụ Pháp chế nghiên cứu, sửa đổi Thông tư số 05/2019/TT-BXD.",
        "Điều 2. Đề nghị Bộ Tài chính:\na) Bãi bỏ Thông tư số 05/2019/TT-BXD.",
        "Điều 2. Bộ dự kiến sẽ thay thế Thông tư số 05/2019/TT-BXD vào năm sau.",
        "Điều 2. Khi có văn bản thay thế Thông tư số 05/2019/TT-BXD thì thực hiện theo văn bản đó.",
        "Điều 2. Trường hợp Thông tư số 05/2019/TT-BXD được sửa đổi, bổ sung, thay thế thì áp dụng văn bản mới.",
        "Điều 2. Thông tư số 05/2019/TT-BXD đã hết hiệu lực.",
        "Điều 2. Thông tư này không thay thế Thông tư số 05/2019/TT-BXD.",
        "Điều 2. Giấy phép sửa đổi được cấp theo Thông tư số 05/2019/TT-BXD.",
        "Điều 2. Người dân đổi thẻ thay thế thẻ đã cấp theo Thông tư số 05/2019/TT-BXD.",
        "Điều 2. Hợp đồng ký theo Thông tư số 05/2019/TT-BXD hết hiệu lực từ ngày 01/01/2026.",
    ],
)
def test_no_acts(text: str) -> None:
    assert acts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "1. Bãi bỏ Quyết định số 05/2019/QĐ-UBND.",
        "1. Sở Tư pháp chủ trì sửa đổi, bổ sung Quyết định số 05/2019/QĐ-UBND.",
    ],
)
def test_a_plan_only_proposes(text: str) -> None:
    reading = gb.extract(PLAN + text)
    assert reading.amendments == ()
    assert [mention.relation for mention in reading.mentions] == ["proposes_amendment"]


def test_a_plan_replaces_an_older_plan() -> None:
    (act,) = acts("Kế hoạch này thay thế Kế hoạch số 30/KH-UBND ngày 05/3/2025.", PLAN)
    assert told(act) == ("replaces", "30/KH-UBND", None, True)


def test_new_wording_is_located_and_belongs_to_the_amended_document() -> None:
    text = CIRCULAR + (
        "Điều 1. Sửa đổi khoản 2 Điều 3 Thông tư số 05/2019/TT-BXD như sau:\n“2. Hồ sơ gồm “đơn” theo Nghị định số "
        "10/2020/NĐ-CP.\nNộp một bộ.”.\nĐiều 2. Hiệu lực"
    )
    reading = gb.extract(text)
    (act,) = reading.amendments
    assert act.new_text is not None
    assert act.new_text.of(text) == "2. Hồ sơ gồm “đơn” theo Nghị định số 10/2020/NĐ-CP.\nNộp một bộ."
    assert [(mention.number, mention.owner) for mention in reading.mentions] == [
        ("05/2019/TT-BXD", None),
        ("10/2020/NĐ-CP", 0),
    ]


def test_words_are_replaced_in_each_part() -> None:
    found = acts(
        "Điều 1. Thay thế cụm từ “huyện” bằng cụm từ “xã”, “tỉnh” thành “thành phố” tại khoản 1 Điều 4 và Điều 6 Thông "
        "tư số 05/2019/TT-BXD."
    )
    assert {(act.verb, act.old_words, act.new_words, told(act)[2]) for act in found} == {
        ("replaces_words", old, new, part)
        for old, new in (("huyện", "xã"), ("tỉnh", "thành phố"))
        for part in ("khoản 1 Điều 4", "Điều 6")
    }


def test_the_history_in_brackets_is_another_document_s() -> None:
    reading = gb.extract(
        CIRCULAR + "Điều 3. Sửa đổi Thông tư số 05/2019/TT-BXD\n1. Bãi bỏ điểm h khoản 2 Điều 15 (đã được sửa đổi, bổ "
        "sung bởi khoản 8 Điều 1 Thông tư số 08/2021/TT-BXD)."
    )
    assert [told(act) for act in reading.amendments] == [("repeals", "05/2019/TT-BXD", "điểm h khoản 2 Điều 15", False)]
    assert [(mention.relation, mention.owner) for mention in reading.mentions] == [("amends", None), ("mentions", 0)]


def test_the_direction_of_what_is_told_of_others() -> None:
    reading = gb.extract(
        CIRCULAR + "Điều 2. Hồ sơ theo Luật Nhà ở số 27/2023/QH15 được sửa đổi, bổ sung bởi Luật số 43/2024/QH15."
    )
    (act,) = reading.amendments
    assert act.actor is not None
    assert (reading.mentions[act.actor].number, act.target_number) == ("43/2024/QH15", "27/2023/QH15")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nghị định số 30/2025/NĐ-CP bãi bỏ Điều 9 Nghị định số 12/2024/NĐ-CP ngày 05/3/2024.",
            ("repeals", "12/2024/NĐ-CP", "Điều 9", False),
        ),
        (
            "Khoản 1 Điều 3 Nghị định số 12/2024/NĐ-CP bị bãi bỏ bởi Điều 2 Nghị định số 30/2025/NĐ-CP.",
            ("repeals", "12/2024/NĐ-CP", "khoản 1 Điều 3", False),
        ),
        (
            "Thực hiện theo Điều 5 Nghị định số 12/2024/NĐ-CP (được thay thế bởi Nghị định số 30/2025/NĐ-CP).",
            ("replaces", "12/2024/NĐ-CP", None, True),
        ),
        (
            "Nghị định số 30/2025/NĐ-CP thay thế Nghị định số 12/2024/NĐ-CP ngày 05/3/2024.",
            ("replaces", "12/2024/NĐ-CP", None, True),
        ),
    ],
)
def test_a_part_that_others_end_is_told_as_a_part(text: str, expected: tuple[str, str, str | None, bool]) -> None:
    reading = gb.extract(f"# Điểm tin\n\n{text}")
    assert [told(act) for act in reading.amendments] == [expected]
    ended = {"repeals", "replaces"}
    assert expected[3] or not [mention for mention in reading.mentions if mention.relation in ended]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Điều 2. Thông tư số 05/2019/TT-BXD hết hiệu lực kể từ ngày 01/01/2026.", "2026-01-01"),
        (
            "Điều 2. Thông tư này có hiệu lực kể từ ngày 15 tháng 12 năm 2025 và thay thế Thông tư số 05/2019/TT-BXD "
            "ngày 05/6/2019.",
            "2025-12-15",
        ),
        ("Điều 2. Bãi bỏ Thông tư số 05/2019/TT-BXD ngày 05/6/2019.", None),
    ],
)
def test_the_day_of_effect(text: str, day: str | None) -> None:
    assert [act.effective_on for act in acts(text)] == [day]


def test_an_act_tells_where_it_stands() -> None:
    text = CIRCULAR + "Điều 5. Điều khoản thi hành\n2. Bãi bỏ Thông tư số 05/2019/TT-BXD."
    (act,) = gb.extract(text).amendments
    assert act.provision == "khoản 2 Điều 5"
    assert act.span.of(text) == "Bãi bỏ Thông tư số 05/2019/TT-BXD"
    assert act.sentence.of(text) == "2. Bãi bỏ Thông tư số 05/2019/TT-BXD."


@pytest.mark.shared
def test_no_act_of_the_codification_is_reversed_or_of_the_whole(shared: Path) -> None:
    with (shared / "domain" / "codified_amendments.tsv").open(encoding="utf-8") as file:
        known = {(row["amended_by"], row["number"]) for row in csv.DictReader(file, delimiter="\t")}
    found = []
    for path in sorted((shared / "real").glob("*.md")):
        reading = read(Text(path.read_text("utf-8"), path.name))
        for part in (reading, *reading.further):
            for act in part.amendments:
                actor = part.letterhead.number if act.actor is None else part.mentions[act.actor].number
                found.append(
                    (actor or "", act.target_number or "", act.verb in ("repeals", "replaces") and not act.in_part)
                )
    assert len([1 for actor, target, _whole in found if (actor, target) in known]) > 5
    assert [row for row in found if (row[1], row[0]) in known and (row[0], row[1]) not in known] == []
    assert [row for row in found if row[:2] in known and row[2]] == []
