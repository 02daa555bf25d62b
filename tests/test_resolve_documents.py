"""Which document a mention means: found on evidence, and left open where there is too little."""

from __future__ import annotations

import itertools

import pytest

from graphbuild.extraction.reading import read
from graphbuild.identifiers import DEFAULT_BASE, SaidIris, document_iri, short_slug
from graphbuild.model import Citation, Document, Finding, Records, Text
from graphbuild.resolve.records import Resolved, resolve


def corpus(*files: tuple[str, str]) -> Resolved:
    """Return what files (source, content) make together."""
    return resolve([read(Text(content, source)) for source, content in files], base=DEFAULT_BASE)


def paper(committee: str, number: str, day: str, opening: str, title: str = "sửa nhà văn hóa") -> str:
    """Return a paper of a committee; `day` as "5/6/2024", or "" for a paper without date line."""
    place = committee.split(maxsplit=2)[2].title()
    date, month, year = day.split("/") if day else ("", "", "")
    line = f"{place}, ngày {date} tháng {month} năm {year}\n" if day else ""
    return f"{committee}\nSố {number}\n{line}\nKẾ HOẠCH\n{title}\n\nCăn cứ tình hình thực tế.\n{opening}\n"


def letter(committee: str, opening: str, day: str = "10/9/2024", number: str = "90-KH/HU") -> str:
    return paper(committee, number, day, opening)


def mention(records: Records, source: str, number: str) -> Citation:
    (row,) = [row for row in records.citations if row.source == source and row.number == number]
    return row


def document_of(records: Records, source: str) -> Document:
    (row,) = [row for row in records.documents if row.source == source or source in row.copies]
    return row


RESOLUTION = ("nq.txt", paper("HUYỆN ỦY NÔNG CỐNG", "12-KH/HU", "5/6/2024", "Các chi bộ làm ngay."))
LATER = ("nq-2029.txt", paper("HUYỆN ỦY NÔNG CỐNG", "12-KH/HU", "5/6/2019", "Các chi bộ làm ngay.", "trồng cây xanh"))


def test_number_and_day_of_a_file() -> None:
    records = corpus(
        RESOLUTION, ("a.txt", letter("HUYỆN ỦY NÔNG CỐNG", "Theo Kế hoạch 12-KH/HU, ngày 05/6/2024 mà làm."))
    ).records
    row = mention(records, "a.txt", "12-KH/HU")
    assert row.target == document_of(records, "nq.txt").id
    assert (row.resolution, row.reasons) == ("in_corpus", ("number_and_date",))
    assert row.confidence > 0.9


@pytest.mark.parametrize(
    ("mentioned", "committee"),
    [
        ("Theo Kế hoạch 12-KH/HU mà làm.", "HUYỆN ỦY NÔNG CỐNG"),
        ("Theo Kế hoạch 12-KH/HU của Huyện ủy mà làm.", "HUYỆN ỦY NÔNG CỐNG"),
        ("Theo Kế hoạch 12-KH/HU của Ban Thường vụ Huyện ủy mà làm.", "HUYỆN ỦY NÔNG CỐNG"),
        ("Theo Kế hoạch 12/KH-HU của Ban Chấp hành Đảng bộ huyện mà làm.", "HUYỆN ỦY NÔNG CỐNG"),
        ("Theo Kế hoạch 12 – KH/HU của Huyện ủy Nông Cống mà làm.", "HUYỆN ỦY KIẾN THỤY"),
    ],
)
def test_one_committee_has_several_names_and_the_place_can_be_implied(mentioned: str, committee: str) -> None:
    records = corpus(RESOLUTION, ("a.txt", letter(committee, mentioned))).records
    assert mention(records, "a.txt", "12-KH/HU").target == document_of(records, "nq.txt").id


@pytest.mark.parametrize(
    "mentioned",
    [
        "Theo Kế hoạch 12-KH/HU của Huyện ủy Vĩnh Lộc mà làm.",
        "Theo Kế hoạch 12-KH/HU, ngày 05/6/2014 mà làm.",
        "Theo Nghị quyết 12-NQ/HU mà làm.",
        "Theo Kế hoạch 12-KH/TU mà làm.",
        "Theo Kế hoạch 12/KH-UBND mà làm.",
    ],
)
def test_another_committee_term_or_type_is_another_document(mentioned: str) -> None:
    records = corpus(RESOLUTION, ("a.txt", letter("HUYỆN ỦY NÔNG CỐNG", mentioned))).records
    (row,) = [row for row in records.citations if row.source == "a.txt"]
    assert row.target != document_of(records, "nq.txt").id
    assert row.resolution == "cited_only"


def test_the_same_number_in_two_provinces_is_two_documents() -> None:
    records = corpus(
        ("a.txt", letter("HUYỆN ỦY NÔNG CỐNG", "Theo Nghị quyết 28-NQ/TU mà làm.")),
        ("b.txt", letter("HUYỆN ỦY VĨNH BẢO", "Theo Nghị quyết 28-NQ/TU mà làm.")),
        ("c.txt", letter("HUYỆN ỦY KIẾN THỤY", "Theo Nghị quyết 28-NQ/TU của Thành ủy mà làm.")),
    ).records
    targets = [mention(records, source, "28-NQ/TU").target for source in ("a.txt", "b.txt", "c.txt")]
    assert targets[0] != targets[1]
    assert targets[1] == targets[2]


def test_without_a_day_two_terms_stay_open() -> None:
    records = corpus(
        RESOLUTION, LATER, ("a.txt", letter("HUYỆN ỦY NÔNG CỐNG", "Theo Kế hoạch 12-KH/HU mà làm."))
    ).records
    row = mention(records, "a.txt", "12-KH/HU")
    assert (row.target, row.resolution, row.confidence) == (None, "ambiguous", 0.0)
    assert {candidate.document for candidate in row.candidates} == {
        document_of(records, "nq.txt").id,
        document_of(records, "nq-2029.txt").id,
    }
    assert row.reasons == ("several_candidates",)


def test_the_title_decides_between_two_terms() -> None:
    mentioned = "Theo Kế hoạch 12-KH/HU về trồng cây xanh mà làm."
    records = corpus(RESOLUTION, LATER, ("a.txt", letter("HUYỆN ỦY NÔNG CỐNG", mentioned))).records
    row = mention(records, "a.txt", "12-KH/HU")
    assert row.target == document_of(records, "nq-2029.txt").id
    assert row.reasons == ("title",)


def test_nothing_cites_what_came_later() -> None:
    early = ("a.txt", letter("HUYỆN ỦY NÔNG CỐNG", "Theo Kế hoạch 12-KH/HU mà làm.", day="10/9/2023"))
    records = corpus(RESOLUTION, LATER, early).records
    assert mention(records, "a.txt", "12-KH/HU").target == document_of(records, "nq-2029.txt").id


@pytest.mark.parametrize(("stated", "source"), [("khóa XXIV", "nq-2029.txt"), ("khóa XXV", "nq.txt"), ("", None)])
def test_the_term_that_a_paper_states_of_its_committee_tells_it_from_that_of_another(
    stated: str, source: str | None
) -> None:
    old, new = (
        (name, content.replace("Các chi bộ", f"Ban Chấp hành Đảng bộ huyện khóa {term} họp, kết luận. Các chi bộ"))
        for (name, content), term in ((LATER, "XXIV"), (RESOLUTION, "XXV"))
    )
    mentioned = f"Theo Kế hoạch 12-KH/HU của Ban Chấp hành Đảng bộ huyện {stated} mà làm."
    records = corpus(old, new, ("a.txt", letter("HUYỆN ỦY NÔNG CỐNG", mentioned))).records
    target = mention(records, "a.txt", "12-KH/HU").target
    assert target == (document_of(records, source).id if source else None)


def test_a_number_that_a_later_term_has_reached_too_stays_open() -> None:
    """Numbers rise with the days: with 90-KH/HU of this term, there was a 12-KH/HU of this term before it."""
    cites = ("a.txt", letter("HUYỆN ỦY NÔNG CỐNG", "Theo Kế hoạch 12-KH/HU mà làm.", "10/9/2024", "95-KH/HU"))
    reached = ("b.txt", letter("HUYỆN ỦY NÔNG CỐNG", "Các chi bộ làm ngay.", "10/3/2023", "90-KH/HU"))
    row = mention(corpus(LATER, cites, reached).records, "a.txt", "12-KH/HU")
    assert (row.target, row.resolution, row.reasons) == (None, "ambiguous", ("number_order",))
    not_reached = ("b.txt", letter("HUYỆN ỦY NÔNG CỐNG", "Các chi bộ làm ngay.", "10/3/2023", "02-KH/HU"))
    first = ("a.txt", letter("HUYỆN ỦY NÔNG CỐNG", "Theo Kế hoạch 12-KH/HU mà làm.", "10/9/2023", "03-KH/HU"))
    row = mention(corpus(LATER, first, not_reached).records, "a.txt", "12-KH/HU")
    assert row.resolution == "in_corpus"


def test_a_second_mention_means_the_first_one_s_document() -> None:
    mentioned = "Theo Kế hoạch 12-KH/HU, ngày 05/6/2024 mà làm. Kế hoạch 12-KH/HU nêu rõ như thế."
    records = corpus(RESOLUTION, LATER, ("a.txt", letter("HUYỆN ỦY NÔNG CỐNG", mentioned))).records
    rows = [row for row in records.citations if row.source == "a.txt"]
    assert [row.target for row in rows] == [document_of(records, "nq.txt").id] * 2
    assert rows[1].reasons == ("same_file",)


def test_a_wrong_day_is_a_warning_and_no_new_document() -> None:
    resolved = corpus(
        RESOLUTION, ("a.txt", letter("HUYỆN ỦY NÔNG CỐNG", "Theo Kế hoạch 12-KH/HU, ngày 06/5/2024 mà làm."))
    )
    row = mention(resolved.records, "a.txt", "12-KH/HU")
    assert row.target == document_of(resolved.records, "nq.txt").id
    assert row.reasons == ("only_candidate", "date_conflict")
    assert [(piece.code, piece.weight) for piece in row.evidence] == [
        ("only_candidate", 0.85),
        ("date_conflict", -0.15),
    ]
    assert [(finding.code, finding.source) for finding in resolved.findings] == [("date_conflict", "a.txt")]


def test_a_misspelled_number_is_read_in_its_right_form_and_told() -> None:
    text = "Theo Nghị định 320/2025/NĐ-CP, khoản 2 Nghị định 320/2025/ND-CP và Thông tư số 51/2025/TT-BTС mà làm."
    resolved = corpus(("a.txt", letter("HUYỆN ỦY NÔNG CỐNG", text)))
    right, wrong, look_alike = resolved.records.citations
    assert right.target == wrong.target
    assert wrong.text == "Nghị định 320/2025/ND-CP"
    assert (wrong.number, look_alike.number) == ("320/2025/NĐ-CP", "51/2025/TT-BTC")
    told = (
        Finding("misspelled_number", "a.txt", "Nghị định 320/2025/ND-CP"),
        Finding("misspelled_number", "a.txt", "Thông tư số 51/2025/TT-BTС"),
    )
    assert document_of(resolved.records, "a.txt").warnings == told
    assert resolved.findings == told


def test_a_warning_names_the_file_whose_name_has_blanks() -> None:
    name = "van ban den/ke hoach 12.txt"
    resolved = corpus(
        RESOLUTION, (name, letter("HUYỆN ỦY NÔNG CỐNG", "Theo Kế hoạch 12-KH/HU, ngày 06/5/2024 mà làm."))
    )
    (row,) = [row for row in resolved.records.documents if row.source == "nq.txt"]
    assert row.warnings == (Finding("date_conflict", name, "2024-05-06"),)
    assert resolved.findings == (Finding("date_conflict", name, "12-KH/HU"),)
    assert document_of(resolved.records, "nq.txt").date == "2024-06-05"


DECISION = (
    "ỦY BAN NHÂN DÂN\nHUYỆN NÔNG CỐNG\nSố: 1520/QĐ-UBND\nNông Cống, ngày {day} tháng {month} năm 2024\n\n"
    "QUYẾT ĐỊNH\nVề việc lập tổ giúp việc\n\nCăn cứ tình hình thực tế.\n"
)


@pytest.mark.parametrize(
    ("day", "month", "cited", "same"),
    [("05", "6", "20/12/2024", True), ("20", "12", "10/01/2025", False)],
)
def test_numbers_of_an_administration_are_one_run_a_year(day: str, month: str, cited: str, same: bool) -> None:
    mentioned = f"Theo Quyết định 1520/QĐ-UBND, ngày {cited} của UBND huyện mà làm."
    records = corpus(
        ("qd.txt", DECISION.format(day=day, month=month)),
        ("a.txt", letter("HUYỆN ỦY NÔNG CỐNG", mentioned, "10/3/2025")),
    ).records
    target = mention(records, "a.txt", "1520/QĐ-UBND").target
    assert (target == document_of(records, "qd.txt").id) is same


def test_two_files_of_one_document_are_one() -> None:
    longer = paper("HUYỆN ỦY NÔNG CỐNG", "12-KH/HU", "5/6/2024", "Các chi bộ làm ngay. Các thôn cũng làm ngay.")
    records = corpus(RESOLUTION, ("bản khác.txt", longer)).records
    (row,) = [row for row in records.documents if row.presence == "in_corpus"]
    assert (row.source, row.copies) == ("bản khác.txt", ("nq.txt",))


@pytest.mark.parametrize(
    ("mentioned", "day", "number", "ends"),
    [
        ("Theo Chỉ thị 35-CT/TW, ngày 30/5/2019 mà làm.", "10/9/2024", "35-CT/TW", "/chi-thi/35/khoa-xii"),
        ("Theo Chỉ thị 35-CT/TW, ngày 14/6/2024 mà làm.", "10/9/2024", "35-CT/TW", "/chi-thi/35/khoa-xiii"),
        ("Theo Chỉ thị 35-CT/TW của Bộ Chính trị khóa XII mà làm.", "10/9/2024", "35-CT/TW", "/chi-thi/35/khoa-xii"),
        ("Theo Chỉ thị 35-CT/TW mà làm.", "10/9/2021", "35-CT/TW", "/chi-thi/35/khoa-xii"),
        ("Theo Chỉ thị 05 của Bộ Chính trị mà làm.", "10/9/2024", "05-CT/TW", "/chi-thi/5/khoa-xii"),
        ("Theo Nghị quyết 57-NQ/TW mà làm.", "10/9/2025", "57-NQ/TW", "/nghi-quyet/57/khoa-xiii"),
        ("Theo Nghị định 30/2020/NĐ-CP mà làm.", "10/9/2024", "30/2020/NĐ-CP", "/nghi-dinh/30-2020"),
    ],
)
def test_documents_that_everybody_knows(mentioned: str, day: str, number: str, ends: str) -> None:
    records = corpus(("a.txt", letter("HUYỆN ỦY NÔNG CỐNG", mentioned, day))).records
    row = mention(records, "a.txt", number)
    assert row.resolution == "known"
    assert (row.target or "").endswith(ends)


def test_no_day_does_not_mean_this_term() -> None:
    records = corpus(("a.txt", letter("HUYỆN ỦY NÔNG CỐNG", "Theo Chỉ thị 35-CT/TW mà làm.", "10/9/2024"))).records
    row = mention(records, "a.txt", "35-CT/TW")
    assert (row.target, row.resolution) == (None, "ambiguous")
    assert len(row.candidates) == 2


def test_a_quyet_dinh_and_a_quy_dinh_of_one_number_are_one() -> None:
    records = corpus(
        ("a.txt", letter("HUYỆN ỦY NÔNG CỐNG", "Theo Quy định 66-QĐ/TW, ngày 06/02/2017 mà làm.")),
        ("b.txt", letter("HUYỆN ỦY VĨNH BẢO", "Theo Quyết định 66-QĐ/TW, ngày 06/02/2017 mà làm.")),
    ).records
    assert mention(records, "a.txt", "66-QĐ/TW").target == mention(records, "b.txt", "66-QĐ/TW").target


def test_unknown_provinces_are_not_one_and_known_ones_only_candidates() -> None:
    records = corpus(
        ("nq.txt", paper("TỈNH ỦY THANH HÓA", "28-NQ/TU", "5/6/2024", "Các chi bộ làm ngay.")),
        ("a.txt", "Chi bộ đã học Nghị quyết 28-NQ/TU rồi bàn cách làm."),
        ("b.txt", "Chi bộ khác cũng học Nghị quyết 28-NQ/TU rồi bàn."),
    ).records
    rows = [mention(records, source, "28-NQ/TU") for source in ("a.txt", "b.txt")]
    known = document_of(records, "nq.txt").id
    assert all(row.target != known for row in rows)
    assert [[candidate.document for candidate in row.candidates] for row in rows] == [[known], [known]]


def test_bare_numbers_stay_open_with_their_candidates() -> None:
    records = corpus(RESOLUTION, ("a.txt", letter("HUYỆN ỦY NÔNG CỐNG", "Chi bộ đã học Kế hoạch số 12."))).records
    row = mention(records, "a.txt", "12")
    assert (row.target, row.reasons) == (None, ("no_symbol",))
    assert document_of(records, "nq.txt").id in [candidate.document for candidate in row.candidates]


def test_a_mention_in_a_title_belongs_to_the_document_of_that_title() -> None:
    mentioned = "Theo Kế hoạch 12-KH/HU, ngày 05/6/2024 về thực hiện Chỉ thị 05-CT/TW mà làm."
    records = corpus(RESOLUTION, ("a.txt", letter("HUYỆN ỦY NÔNG CỐNG", mentioned))).records
    assert mention(records, "a.txt", "05-CT/TW").citing == document_of(records, "nq.txt").id
    assert mention(records, "a.txt", "12-KH/HU").citing == document_of(records, "a.txt").id


def test_a_document_that_mentions_itself_is_its_own_target() -> None:
    records = corpus(("a.txt", letter("HUYỆN ỦY NÔNG CỐNG", "Các chi bộ làm theo Kế hoạch này."))).records
    (row,) = [row for row in records.citations if row.kind == "self"]
    assert row.target == row.citing == row.document == document_of(records, "a.txt").id
    assert row.reasons == ("self",)


@pytest.mark.parametrize(
    ("mentioned", "status"),
    [
        ("Kế hoạch này thay thế Kế hoạch 12-KH/HU, ngày 05/6/2024.", "replaced"),
        ("Nay bãi bỏ Kế hoạch 12-KH/HU, ngày 05/6/2024.", "repealed"),
        ("Nay không thay thế Kế hoạch 12-KH/HU, ngày 05/6/2024.", None),
        ("Phần này thay cho nội dung về kinh phí đã nêu trong Kế hoạch 12-KH/HU, ngày 05/6/2024.", None),
        ("Nay sửa đổi Kế hoạch 12-KH/HU, ngày 05/6/2024.", None),
    ],
)
def test_the_status_is_what_another_document_says(mentioned: str, status: str | None) -> None:
    records = corpus(RESOLUTION, ("a.txt", letter("HUYỆN ỦY NÔNG CỐNG", mentioned))).records
    assert document_of(records, "nq.txt").status == status


FILES = [
    RESOLUTION,
    LATER,
    ("a.txt", letter("HUYỆN ỦY NÔNG CỐNG", "Theo Kế hoạch 12-KH/HU và Chỉ thị 35-CT/TW mà làm.")),
    ("b.txt", letter("HUYỆN ỦY VĨNH BẢO", "Theo Nghị quyết 28-NQ/TU, ngày 05/6/2023; Kế hoạch 12-KH/HU mà làm.")),
    ("c.txt", "Chi bộ đã học Nghị quyết 28-NQ/TU rồi bàn cách làm."),
]


def test_the_order_of_the_files_changes_nothing() -> None:
    first = corpus(*FILES).records
    for order in itertools.islice(itertools.permutations(FILES), 0, None, 17):
        assert corpus(*order).records == first


def test_every_row_points_at_rows_and_characters_that_exist() -> None:
    records = corpus(*FILES).records
    contents = dict(FILES)
    documents = {row.id for row in records.documents}
    bodies = {row.id for row in records.bodies}
    assert len(documents) == len(records.documents)
    assert len({row.id for row in records.citations}) == len(records.citations)
    for row in records.citations:
        assert row.text == contents[row.source][row.start : row.end]
        assert row.sentence == contents[row.source][row.sentence_start :][: len(row.sentence)]
        assert row.sentence_start <= row.start < row.end <= row.sentence_start + len(row.sentence)
        assert {row.document, row.citing, row.target or row.document} <= documents
        assert {candidate.document for candidate in row.candidates} <= documents
        assert (row.target is None) == (row.resolution in ("ambiguous", "unresolved"))
        assert row.issuer is None or row.issuer in bodies
    assert all(row.issuer is None or row.issuer in bodies for row in records.documents)
    assert all(row.parent is None or row.parent in bodies for row in records.bodies)


def test_a_file_more_leaves_the_names_of_the_others() -> None:
    without, everything = corpus(*FILES[:-1]).records, corpus(*FILES).records
    assert {row.id for row in without.documents} <= {row.id for row in everything.documents}
    assert {row.id for row in without.citations} <= {row.id for row in everything.citations}


def test_no_files_make_an_empty_graph() -> None:
    assert corpus().records == Records()


@pytest.mark.parametrize(
    ("series", "kind", "number", "when", "path"),
    [
        ("trung-uong", "CT", "05-CT/TW", "khoa-xii", "trung-uong/chi-thi/5/khoa-xii"),
        ("huyen-uy.vinh-bao", "ĐA", "05-ĐA/HU", "2024", "huyen-uy.vinh-bao/de-an/5/2024"),
        ("huyen-uy.vinh-bao", "DA", "05-DA/HU", "2024", "huyen-uy.vinh-bao/du-an/5/2024"),
        ("chinh-phu", "NĐ", "30/2020/NĐ-CP", "", "chinh-phu/nghi-dinh/30-2020"),
        ("ubnd", "CV", "3861/UBND-NC", "2024", "ubnd/cong-van/3861-nc/2024"),
        ("trung-uong", "ĐL", "Điều lệ Đảng", "", "trung-uong/dieu-le/dieu-le-dang"),
    ],
)
def test_document_iris(series: str, kind: str, number: str, when: str, path: str) -> None:
    assert document_iri(DEFAULT_BASE, series, kind, number, when) == f"{DEFAULT_BASE}document/{path}"


def test_places_are_told_apart_by_document_words_and_order() -> None:
    iris = SaidIris(DEFAULT_BASE)
    places = [("a", "xem b", "b"), ("a", "xem b", "b"), ("a", "xem", "b b"), ("b", "xem b", "b"), ("b", "xem b b", "b")]
    assert len({iris.iri("citation", *place) for place in places}) == len(places)


def test_slugs_are_short_and_never_empty() -> None:
    long = "Ban Chỉ đạo " * 20
    assert len(short_slug(long)) < 80
    assert short_slug(long) != short_slug(long + "thêm")
    assert short_slug("…") != short_slug("。")
    assert short_slug("…")


def test_two_texts_of_one_number_and_day_are_two_documents_and_a_warning() -> None:
    same_day = ("b.txt", paper("HUYỆN ỦY NÔNG CỐNG", "12-KH/HU", "5/6/2024", "Thu hồi đất để làm chợ.", "thu hồi đất"))
    resolved = corpus(RESOLUTION, same_day)
    rows = [row for row in resolved.records.documents if row.source]
    assert len({row.id for row in rows}) == 2
    assert [row.copies for row in rows] == [(), ()]
    assert any(finding.code == "same_number" for finding in resolved.findings)


def test_a_new_paper_of_the_same_name_takes_nobody_s_iri() -> None:
    def report(body: str) -> str:
        return f"BÁO CÁO\nkết quả tháng\n\n{body}\n"

    bodies = [
        "Chi bộ họp bàn việc sửa nhà văn hóa thôn trong tháng này.",
        "Hội viên trồng thêm ba trăm cây xanh ven đường.",
    ]
    two = corpus(*((f"bc{number}.txt", report(body)) for number, body in enumerate(bodies))).records
    three = corpus(
        ("0.txt", report("Đoàn viên quyên góp sách vở cho học sinh nghèo vùng lũ.")),
        *((f"bc{number}.txt", report(body)) for number, body in enumerate(bodies)),
    ).records
    assert len({row.id for row in three.documents}) == 3
    for source in ("bc0.txt", "bc1.txt"):
        assert document_of(two, source).id == document_of(three, source).id


def test_files_whose_names_differ_by_accents_are_two_unknown_places() -> None:
    text = "Thực hiện Nghị quyết số 28-NQ/TU của Tỉnh ủy, các chi bộ làm ngay."
    rows = corpus(("Hải Hà/bc.txt", text), ("Hải Hạ/bc.txt", text.replace("làm ngay", "đã làm"))).records.citations
    assert len({row.target for row in rows}) == 2
