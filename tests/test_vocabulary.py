"""The closed vocabularies: sound, without contradiction, and every row with its source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from graphbuild.identifiers import DEFAULT_BASE
from graphbuild.number import DocumentNumber, number_pattern
from graphbuild.resolve.bodies.registry import BodyRegistry
from graphbuild.resolve.documents.known import known_issuer
from graphbuild.text import normalize
from graphbuild.vocabulary import read_records, read_rows
from graphbuild.vocabulary.bodies import organs, organs_by_code, seats, seats_by_code, seats_by_name
from graphbuild.vocabulary.document_types import document_types, types_by_symbol, types_by_word
from graphbuild.vocabulary.known_documents import known_documents, number_key
from graphbuild.vocabulary.law_names import law_name_at
from graphbuild.vocabulary.laws import is_amending, law_key, laws, laws_by_key
from graphbuild.vocabulary.numerals import numerals
from graphbuild.vocabulary.provisions import provision_kinds, provision_kinds_by_word
from graphbuild.vocabulary.relations import relations, relations_by_cue
from graphbuild.vocabulary.terms import central_term_on, central_terms, to_roman
from graphbuild.vocabulary.wordings import wordings


def test_document_types_have_one_code_slug_and_word_each() -> None:
    kinds = document_types().values()
    assert len({kind.slug for kind in kinds}) == len(kinds)
    assert all(re.fullmatch("[a-z]+(?:-[a-z]+)*", kind.slug) for kind in kinds)
    words = [word.lower() for kind in kinds for word in kind.words]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("nghị quyết", "NQ"),
        ("quyết định", "QĐ"),
        ("quy định", "QĐ"),
        ("quy chế", "QC"),
        ("chương trình hành động", "CTr"),
        ("tờ trình", "TTr"),
        ("thông tri", "TTri"),
        ("thông tư", "TT"),
        ("điều lệ", "ĐL"),
        ("bộ luật", "BL"),
        ("hiến pháp", "HP"),
    ],
)
def test_types_by_word(word: str, code: str) -> None:
    assert types_by_word()[word].code == code


@pytest.mark.parametrize(
    ("symbol", "codes"),
    [("NQ", ["NQ"]), ("QyĐ", ["QĐ"]), ("QĐNS", ["QĐ"]), ("TT", ["TTri", "TT"]), ("ĐA", ["ĐA"]), ("DA", ["DA"])],
)
def test_types_by_symbol(symbol: str, codes: list[str]) -> None:
    assert [kind.code for kind in types_by_symbol()[symbol]] == codes


@pytest.mark.parametrize("symbol", sorted(types_by_symbol()))
def test_every_symbol_is_read_in_a_number(symbol: str) -> None:
    number = DocumentNumber.parse(f"12-{symbol}/TU")
    assert number is not None
    assert number.symbol == symbol


@pytest.mark.parametrize("seat", [seat for seat in seats() if seat.codes], ids=lambda seat: seat.name)
def test_every_code_of_a_seat_is_read_in_a_number(seat: object) -> None:
    codes = seats_by_name()[getattr(seat, "name")].codes  # noqa: B009
    for code in codes:
        assert number_pattern().fullmatch(f"12-NQ/{code}"), code


def test_seats_and_organs_have_names_of_their_own() -> None:
    names = [seat.name for seat in seats()]
    assert len(names) == len(set(names))
    words = [word for seat in seats() for word in seat.words] + [word for organ in organs() for word in organ.words]
    assert len(words) == len(set(words))


def test_words_of_the_vocabulary_are_in_normal_form() -> None:
    for word in (
        *(word for seat in seats() for word in (*seat.words, *seat.party_body)),
        *(word for organ in organs() for word in organ.words),
        *(word for kind in document_types().values() for word in kind.words),
        *relations_by_cue(),
    ):
        assert normalize(word).text == word


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("TU", ["Tỉnh ủy", "Thành ủy"]),
        ("HU", ["Huyện ủy"]),
        ("QU", ["Quận ủy"]),
        ("QUTW", ["Quân ủy Trung ương"]),
        ("TW", ["Ban Chấp hành Trung ương", "Bộ Chính trị", "Ban Bí thư", "Bộ Chính trị, Ban Bí thư"]),
        ("VPTW", ["Văn phòng Trung ương Đảng"]),
        ("BTGDVTW", ["Ban Tuyên giáo và Dân vận Trung ương"]),
        ("TWĐTN", ["Trung ương Đoàn TNCS Hồ Chí Minh"]),
        ("CP", ["Chính phủ"]),
        ("TTg", ["Thủ tướng Chính phủ"]),
    ],
)
def test_who_signs_with_a_code(code: str, names: list[str]) -> None:
    assert [seat.name for seat in seats_by_code()[code]] == names


@pytest.mark.parametrize(
    ("code", "organ", "seat"),
    [
        ("UBKTTU", "Ủy ban Kiểm tra", "Tỉnh ủy"),
        ("BTCTU", "Ban Tổ chức", "Tỉnh ủy"),
        ("BTGDVTU", "Ban Tuyên giáo và Dân vận", "Tỉnh ủy"),
        ("VPHU", "Văn phòng", "Huyện ủy"),
        ("UBKTĐUK", "Ủy ban Kiểm tra", None),
    ],
)
def test_organs_sign_with_their_committee_s_code_after_theirs(code: str, organ: str, seat: str | None) -> None:
    found_organ, found_seat = organs_by_code()[code]
    assert found_organ.name == organ
    assert seat is None or found_seat.name == seat


def test_no_code_means_both_a_seat_and_an_organ() -> None:
    assert not set(seats_by_code()) & set(organs_by_code())


def test_a_cue_tells_one_relation() -> None:
    cues = [cue for relation in relations().values() for cue in relation.cues]
    assert len(cues) == len(set(cues))
    assert all(cue == cue.lower() for cue in cues)


def test_relations_are_labelled_both_ways_in_both_languages() -> None:
    assert all(relation.label and relation.label_in and relation.label_en for relation in relations().values())
    assert set(relations()) >= {"based_on", "implements", "replaces", "repeals", "mentions", "self"}
    assert relations()["mentions"].cues == relations()["self"].cues == ()


def test_terms_follow_each_other_without_gap() -> None:
    for before, after in pairwise(central_terms()):
        assert date.fromisoformat(after.start) - date.fromisoformat(before.end) == timedelta(days=1)
    assert central_terms()[-1].end == ""


@pytest.mark.parametrize(
    ("day", "term"),
    [
        ("1986-12-14", None),
        ("2016-05-15", "XII"),
        ("2021-01-31", "XII"),
        ("2021-02-01", "XIII"),
        ("2024-06-14", "XIII"),
        ("2026-01-09", "XIII"),
        ("2026-01-23", "XIV"),
        ("2026-05-27", "XIV"),
    ],
)
def test_the_term_of_a_day(day: str, term: str | None) -> None:
    assert central_term_on(day) == term


def test_terms_are_written_in_either_numerals() -> None:
    romans = (
        "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII XXIV XXV XXVI".split()
    )
    assert [to_roman(str(number)) for number in range(1, 27)] == romans
    assert [to_roman(roman.lower()) for roman in romans] == romans


@pytest.mark.parametrize("text", ["0", "50", "ABC", "", "13a"])
def test_what_is_no_term(text: str) -> None:
    with pytest.raises(ValueError, match=r"term|Roman"):
        to_roman(text)


def test_known_documents_are_what_their_numbers_say() -> None:
    bodies = BodyRegistry(DEFAULT_BASE)
    for known in known_documents():
        assert known.type in document_types()
        assert re.fullmatch(r"(?:\d{4}(?:-\d\d(?:-\d\d)?)?)?", known.date), known
        assert re.fullmatch(r"(?:\d{4}-\d\d-\d\d)?", known.in_force_from), known
        if known.type == "HP":
            continue
        number = DocumentNumber.parse(known.number)
        assert number is not None, known.number
        assert str(number) == known.number
        kinds = [kind.code for kind in types_by_symbol().get(number.symbol, ())]
        assert known.type in kinds or number.symbol in ("", "L", "TC", "TT"), known
        assert not number.year or not known.date or int(known.date[:4]) == number.year, known
        issuer, _place = known_issuer(known, bodies)
        assert issuer is None or issuer.known_place


def test_known_documents_of_the_party_have_the_term_of_their_day() -> None:
    dated = [known for known in known_documents() if known.term and len(known.date) == 10 and known.date > "1986-12-14"]
    assert len(dated) > 100
    assert [known.term for known in dated] == [central_term_on(known.date) for known in dated]


def test_a_number_is_one_known_document() -> None:
    # The laws and the resolutions of the National Assembly are numbered apart, those of the Party by term.
    keys = [(known.type, number_key(known.number), known.term) for known in known_documents() if known.number]
    assert len(keys) == len(set(keys))


def test_versions_of_a_law_follow_each_other() -> None:
    by_number = {law.number: law for law in laws() if law.number}
    assert len(by_number) == len([law for law in laws() if law.number])
    for law in laws():
        adopted, entered = law.date or law.number.split("/")[1][:4], law.in_force_from
        assert not entered or adopted <= entered, law
        assert not law.replaced_from or law.replaced_by, law
        newer = by_number.get(law.replaced_by)
        assert newer is None or (newer.date or newer.number.split("/")[1]) > adopted, law
    for versions in laws_by_key().values():
        days = [law.date or law.number.split("/")[1] for law in versions]
        assert days == sorted(days), versions


def test_a_name_of_a_law_and_its_year_are_one_law_or_two_of_one_year() -> None:
    several = [
        (key, year)
        for key, versions in laws_by_key().items()
        if not is_amending(versions[0].name)
        for year, count in Counter((law.date or law.number.split("/")[1])[:4] for law in versions).items()
        if count > 1
    ]
    assert several == [(law_key("Luật", "Tổ chức chính quyền địa phương"), "2025")]


def test_every_law_is_found_by_its_name() -> None:
    for law in laws():
        if law.type != "HP" and not is_amending(law.name) and ";" not in law.name:
            found = law_name_at(f"Luật {law.name} ", 5)
            assert found is not None, law
            assert (law_key(law.type, found[0]), found[1]) == (law_key(law.type, law.name), 5 + len(law.name))


def test_numbers_rise_with_the_days_in_one_term() -> None:
    runs: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for known in known_documents():
        number = DocumentNumber.parse(known.number)
        if number is not None and number.issuer == "TW" and len(known.date) == 10:
            runs.setdefault((known.type, known.term), []).append((known.date, number.serial))
    for run in runs.values():
        assert [serial for _day, serial in sorted(run)] == sorted(serial for _day, serial in run)


TABLES = sorted(path.name for path in resources.files("graphbuild.vocabulary").iterdir() if path.name.endswith(".csv"))


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_its_source_and_is_told_once(table: str) -> None:
    rows = read_rows(table)
    assert all(row["source"].strip() for row in rows)
    said = [tuple(text for column, text in row.items() if column != "source") for row in rows]
    assert len(said) == len(set(said))


def test_every_table_of_recipients_has_its_source() -> None:
    for name, found in read_records("recipients.toml").items():
        assert all(table["source"] for table in (found if isinstance(found, list) else [found])), name


# -- words that texts are read by ------------------------------------------------------------------------------------

WORDINGS = ["bodies", "citations", "fulfilments", "head", "numbers", "obligations", "provisions", "sentences", "times"]


def groups(records: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for name, content in records.items():
        if isinstance(content, dict) and "words" in content:
            yield prefix + name, content
        elif isinstance(content, dict):
            yield from groups(content, f"{name}.")


@pytest.mark.parametrize("table", WORDINGS)
def test_groups_of_words_have_a_source_and_each_word_once(table: str) -> None:
    for name, group in groups(read_records(f"{table}.toml")):
        assert group["source"].strip(), name
        assert group["words"], name
        assert len(set(group["words"])) == len(group["words"]), name
        assert wordings(table)[name] == tuple(group["words"])


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("bodies", "unit"),
        ("citations", "shortened"),
        ("citations", "statute"),
        ("fulfilments", "asks"),
        ("head", "purpose"),
        ("provisions", "kind"),
        ("relations", "relation"),
    ],
)
def test_every_record_has_its_source(table: str, name: str) -> None:
    assert all(record["source"].strip() for record in read_records(f"{table}.toml")[name])


@pytest.mark.parametrize("table", WORDINGS)
def test_groups_of_words_are_in_normal_form(table: str) -> None:
    for name, group in groups(read_records(f"{table}.toml")):
        for word in group["words"]:
            assert normalize(word).text == word, name


@pytest.mark.parametrize("table", WORDINGS)
def test_every_group_of_words_is_read_by_the_code(table: str, project: Path) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (project / "graphbuild").rglob("*.py"))
    for name, _group in groups(read_records(f"{table}.toml")):
        by_kind = f'"{name.rpartition(".")[0]}.{{'
        assert f"'{name}'" in code or f'"{name}"' in code or by_kind in code, name


def test_kinds_of_provisions_have_a_rank_and_words_of_their_own() -> None:
    rows = read_records("provisions.toml")["kind"]
    assert len({row["slug"] for row in rows}) == len(rows)
    words = [word for row in rows for word in row["words"]]
    assert len(words) == len(set(words)) == len(provision_kinds_by_word())
    ranks = [kind.rank for kind in provision_kinds().values()]
    assert ranks == sorted(ranks)


def test_numerals_are_told_once_each() -> None:
    words = [row["word"] for row in read_rows("numerals.csv")]
    assert len(words) == len(set(words)) == len(numerals())
    assert set(numerals().values()) == set(range(1, 20))
