"""From when until when documents have force, and on which day they have it."""

from __future__ import annotations

import pytest

from graphbuild.extraction.reading import read
from graphbuild.identifiers import DEFAULT_BASE
from graphbuild.model import Amendment, Document, Force, Records, Text
from graphbuild.resolve.documents.validity import force_on
from graphbuild.resolve.records import resolve


def paper(number: str, day: str, body: str, name: str = "QUYẾT ĐỊNH") -> str:
    """Return a paper of the Ủy ban nhân dân tỉnh Lâm Đồng; `day` as "5/6/2024", or "" for one without date line."""
    date, month, year = day.split("/") if day else ("", "", "")
    line = f"Lâm Đồng, ngày {date} tháng {month} năm {year}\n\n" if day else ""
    return (
        f"ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG\n\nSố: {number}\n\n{line}{name}\nVề quản lý nhà văn hóa thôn\n\n"
        f"Điều 1. Nhà văn hóa thôn mở cửa hằng ngày.\n{body}\n"
    )


def corpus(as_of: str, **papers: str) -> Records:
    readings = [read(Text(content, f"{name}.txt")) for name, content in papers.items()]
    return resolve(readings, base=DEFAULT_BASE, as_of=as_of).records


def document(records: Records, number: str) -> Document:
    (row,) = [row for row in records.documents if row.number == number]
    return row


@pytest.mark.parametrize(
    ("day", "body", "first_day"),
    [
        ("12/3/2024", "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.", "2024-03-12"),
        ("12/3/2024", "Điều 2. Quyết định này có hiệu lực sau 45 ngày kể từ ngày ký.", "2024-04-26"),
        ("12/3/2024", "Điều 2. Quyết định này có hiệu lực từ ngày 01/7/2025.", "2025-07-01"),
        ("12/3/2024", "Điều 2. Các xã thi hành Quyết định này.", None),
        ("", "Điều 2. Quyết định này có hiệu lực từ ngày 01/7/2025.", "2025-07-01"),
    ],
)
def test_the_first_day_in_force(day: str, body: str, first_day: str | None) -> None:
    row = document(corpus("2026-11-30", a=paper("41/2024/QĐ-UBND", day, body)), "41/2024/QĐ-UBND")
    assert row.in_force_from == first_day
    assert row.force == ("in_force" if first_day else "unknown")


def test_no_day_is_invented_where_the_day_of_issue_is_missing_and_the_words_are_kept() -> None:
    body = "Điều 2. Quyết định này có hiệu lực kể từ ngày ký."
    row = document(corpus("2026-11-30", a=paper("41/2024/QĐ-UBND", "", body)), "41/2024/QĐ-UBND")
    assert (row.in_force_from, row.force) == (None, "unknown")
    assert row.in_force_evidence is not None
    assert row.in_force_evidence.text == "có hiệu lực kể từ ngày ký"
    assert row.in_force_evidence.sentence == "Quyết định này có hiệu lực kể từ ngày ký."


OLD = paper("7/2019/QĐ-UBND", "4/3/2019", "Điều 2. Quyết định này có hiệu lực từ ngày 15/3/2019.")
NEW = "Điều 2. Quyết định này có hiệu lực từ ngày 01/7/2025 và thay thế Quyết định số 7/2019/QĐ-UBND ngày 04/3/2019."


@pytest.mark.parametrize(
    ("day", "force"),
    [("2019-03-14", "not_yet"), ("2019-03-15", "in_force"), ("2025-06-30", "in_force"), ("2025-07-01", "ended")],
)
def test_a_replaced_document_ends_when_the_new_one_enters_into_force(day: str, force: Force) -> None:
    records = corpus(day, old=OLD, new=paper("41/2025/QĐ-UBND", "12/6/2025", NEW))
    old, new = document(records, "07/2019/QĐ-UBND"), document(records, "41/2025/QĐ-UBND")
    assert (old.ended_on, old.ended_by, old.status, old.force) == ("2025-07-01", new.id, "replaced", force)
    assert old.ended_evidence is not None
    assert "thay thế Quyết định số 7/2019/QĐ-UBND" in old.ended_evidence.sentence
    assert new.force == ("in_force" if day >= "2025-07-01" else "not_yet")


def test_an_end_without_a_day_counts_from_the_day_of_the_document_that_ends_it() -> None:
    new = paper("41/2025/QĐ-UBND", "12/6/2025", "Điều 2. Quyết định này thay thế Quyết định số 7/2019/QĐ-UBND.")
    for day, force in (("2025-06-11", "in_force"), ("2025-06-12", "ended")):
        row = document(corpus(day, old=OLD, new=new), "07/2019/QĐ-UBND")
        assert (row.ended_on, row.force) == (None, force)


def test_a_document_ends_on_the_day_that_it_tells_itself() -> None:
    body = "Điều 2. Quyết định này có hiệu lực từ ngày 01/01/2025 đến hết ngày 31/12/2025."
    for day, force in (("2025-12-31", "in_force"), ("2026-01-01", "ended")):
        row = document(corpus(day, a=paper("41/2024/QĐ-UBND", "12/12/2024", body)), "41/2024/QĐ-UBND")
        assert (row.ended_on, row.ended_by, row.status, row.force) == ("2026-01-01", row.id, None, force)


def test_what_others_say_of_a_document_that_has_no_file() -> None:
    body = "1. Nghị định số 15/2020/NĐ-CP ngày 03/02/2020 của Chính phủ có hiệu lực từ ngày 15/4/2020."
    row = document(corpus("2026-11-30", a=paper("9/BC-UBND", "4/3/2021", body, "BÁO CÁO")), "15/2020/NĐ-CP")
    assert (row.in_force_from, row.force, row.presence) == ("2020-04-15", "in_force", "cited_only")
    assert row.in_force_evidence is not None
    assert row.in_force_evidence.source == "a.txt"


def test_a_document_that_enters_into_force_with_another() -> None:
    first = "Điều 2. Quyết định này có hiệu lực kể từ ngày Quyết định số 8/2024/QĐ-UBND có hiệu lực."
    second = "Điều 2. Quyết định này có hiệu lực từ ngày 20/4/2024."
    records = corpus(
        "2026-11-30", a=paper("7/2024/QĐ-UBND", "4/4/2024", first), b=paper("8/2024/QĐ-UBND", "4/4/2024", second)
    )
    assert document(records, "07/2024/QĐ-UBND").in_force_from == "2024-04-20"


def test_two_documents_that_wait_for_each_other_enter_into_force_on_no_day() -> None:
    body = "Điều 2. Quyết định này có hiệu lực kể từ ngày Quyết định số {}/2024/QĐ-UBND có hiệu lực."
    records = corpus(
        "2026-11-30",
        a=paper("7/2024/QĐ-UBND", "4/4/2024", body.format(8)),
        b=paper("8/2024/QĐ-UBND", "4/4/2024", body.format(7)),
    )
    assert {row.in_force_from for row in records.documents} == {None}


def test_a_press_article_ends_nothing() -> None:
    article = (
        "Nhà văn hóa thôn mở cửa trở lại\n\n(Báo Lâm Đồng) - 12/6/2025\n\n"
        "Quyết định số 7/2019/QĐ-UBND hết hiệu lực từ ngày 01/7/2025.\n"
    )
    assert document(corpus("2026-11-30", old=OLD, bao=article), "07/2019/QĐ-UBND").ended_on is None


def test_the_known_documents_tell_what_no_text_does() -> None:
    body = "Căn cứ Luật Đất đai ngày 29 tháng 11 năm 2013; Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024."
    records = corpus("2026-11-30", a=paper("41/2024/QĐ-UBND", "12/9/2024", body))
    old, new = document(records, "45/2013/QH13"), document(records, "31/2024/QH15")
    assert (old.in_force_from, old.in_force_evidence, old.force) == ("2014-07-01", None, "ended")
    assert (old.ended_by, old.status) == (new.id, "replaced")
    assert new.force == "in_force"


def test_a_constitution_ends_with_the_next_one() -> None:
    body = "Căn cứ Hiến pháp năm 1992; Căn cứ Hiến pháp năm 2013."
    records = corpus("2026-11-30", a=paper("41/2024/QĐ-UBND", "12/9/2024", body))
    force = {row.date: (row.ended_on, row.force) for row in records.documents if row.type == "HP"}
    assert force == {"1992-04-15": ("2014-01-01", "ended"), "2013-11-28": (None, "in_force")}


def test_a_document_itself_knows_best_when_it_enters_into_force() -> None:
    law = paper("31/2024/QH15", "18/01/2024", "Điều 252. Luật này có hiệu lực từ ngày 01 tháng 8 năm 2024.", "LUẬT")
    other = "1. Luật Đất đai số 31/2024/QH15 có hiệu lực từ ngày 01/01/2025."
    records = corpus("2026-11-30", law=law, a=paper("9/BC-UBND", "4/3/2025", other, "BÁO CÁO"))
    assert document(records, "31/2024/QH15").in_force_from != "2025-01-01"


DECREE = Document("https://example.org/d", "NĐ", "known", number="15/2020/NĐ-CP", in_force_from="2020-04-15")


def act(verb: str, *, in_part: bool = False, effective_on: str | None = "2024-01-01") -> Amendment:
    """Return what a decree of 2023 does to `DECREE`."""
    return Amendment(
        id="https://example.org/act",
        source="a.txt",
        document="https://example.org/new",
        provision=None,
        verb=verb,  # type: ignore[arg-type]
        target=DECREE.id,
        target_number=DECREE.number,
        target_provision="khoản 2 Điều 5" if in_part else None,
        target_path="dieu-5/khoan-2" if in_part else None,
        in_part=in_part,
        new_text_start=None,
        new_text_end=None,
        old_words=None,
        new_words=None,
        effective_on=effective_on,
        start=0,
        end=1,
        text="",
        sentence="",
        sentence_start=0,
        confidence=1.0,
    )


@pytest.mark.parametrize(
    ("verb", "in_part", "day", "force"),
    [
        ("repeals", True, "2023-12-31", "in_force"),
        ("repeals", True, "2024-01-01", "partly_ended"),
        ("suspends", False, "2024-01-01", "suspended"),
        ("suspends", False, "2023-12-31", "in_force"),
        ("amends", True, "2024-01-01", "in_force"),
        ("replaces", True, "2024-01-01", "in_force"),
        ("suspends", True, "2024-01-01", "in_force"),
        ("extends", False, "2024-01-01", "in_force"),
    ],
)
def test_what_is_done_to_a_document_counts_from_its_day(verb: str, in_part: bool, day: str, force: Force) -> None:
    assert force_on(DECREE, [act(verb, in_part=in_part)], {}, day) == force


def test_an_act_without_a_day_counts_from_that_of_its_document() -> None:
    new = Document("https://example.org/new", "NĐ", "known", date="2023-11-20", in_force_from="2024-02-01")
    done = [act("suspends", effective_on=None)]
    assert force_on(DECREE, done, {new.id: new}, "2024-01-31") == "in_force"
    assert force_on(DECREE, done, {new.id: new}, "2024-02-01") == "suspended"
