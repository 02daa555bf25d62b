"""Numbers of documents: every spelling seen in the papers, one normal form."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild.number import DocumentNumber, number_pattern
from graphbuild.text import has_look_alikes, normalize


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("05-CT/TW", "05-CT/TW"),
        ("5-CT/TW", "05-CT/TW"),
        ("05–CT/TW", "05-CT/TW"),
        ("05—CT/TW", "05-CT/TW"),
        ("05‑CT/TW", "05-CT/TW"),
        ("31 - HD/BTCTW", "31-HD/BTCTW"),
        ("296 – QĐ/TW", "296-QĐ/TW"),
        ("94- KH/BTGDVTW", "94-KH/BTGDVTW"),
        ("94 -KH/BTGDVTW", "94-KH/BTGDVTW"),
        ("367 - QĐ/TWĐTN-VP", "367-QĐ/TWĐTN-VP"),
        ("46/NQ-TW", "46-NQ/TW"),
        ("148/QĐ-TW", "148-QĐ/TW"),
        ("19/NQ-TU", "19-NQ/TU"),
        ("593/QÐ-TTg", "593/QĐ-TTg"),
        ("593/QĐ-TTg", "593/QĐ-TTg"),
        ("2188-QĐNS/TW", "2188-QĐNS/TW"),
        ("134-CV/UBKTTU", "134-CV/UBKTTU"),
        ("01-NQ/ĐH", "01-NQ/ĐH"),
        ("05-KH/ĐUK", "05-KH/ĐUK"),
        ("02-QC/BCĐTW", "02-QC/BCĐTW"),
        ("12-CTr/HU", "12-CTr/HU"),
        ("30/2020/NĐ-CP", "30/2020/NĐ-CP"),
        ("65/2024/QĐ-UBND", "65/2024/QĐ-UBND"),
        ("3872/QĐ-UBND", "3872/QĐ-UBND"),
        ("12-KH/UBND", "12/KH-UBND"),
        ("12/KH-HU", "12-KH/HU"),
        ("76/2025/UBTVQH15", "76/2025/UBTVQH15"),
        ("1669/NQ-UBTVQH15", "1669/NQ-UBTVQH15"),
        ("5/2015/QH13", "05/2015/QH13"),
        ("3861/UBND-NC", "3861/UBND-NC"),
        ("11028/UBND-KGVX", "11028/UBND-KGVX"),
        ("304/TB-VPCP", "304/TB-VPCP"),
        ("381/ĐA-CP", "381/ĐA-CP"),
        ("425/BC-UBPLTP15", "425/BC-UBPLTP15"),
        ("18/BCTĐ-STP", "18/BCTĐ-STP"),
        ("03/VBHN-VPQH", "03/VBHN-VPQH"),
        ("16/KH-MTTQ-BTT", "16/KH-MTTQ-BTT"),
        ("06/KH-MTTW-BTT", "06/KH-MTTW-BTT"),
        ("12/QyĐ-UBND", "12/QyĐ-UBND"),
        ("09a-KH/HU", "09a-KH/HU"),
        ("30-NQ/2026/QH16", "30/2026/QH16"),
        ("66.2/2025/NQ-CP", "66.2/2025/NQ-CP"),
        ("68.1/2026/NQ-CP", "68.1/2026/NQ-CP"),
        ("505/QCPH/SGDĐT-CATP", "505/QCPH/SGDĐT-CATP"),
        ("1224/GM-VP", "1224/GM-VP"),
        ("459-KHHĐ/TU", "459-KHHĐ/TU"),
        ("162/2004/TTLT/BQP-BTC", "162/2004/TTLT/BQP-BTC"),
        ("123/UBND-KTn", "123/UBND-KTn"),
        ("28-VHTT/QĐ", "28/VHTT/QĐ"),
        ("4104/SNV- XDCQ&TCBC", "4104/SNV-XDCQ&TCBC"),
        ("49/2025/TT- BCT", "49/2025/TT-BCT"),
    ],
)
def test_spellings(printed: str, normal: str) -> None:
    number = DocumentNumber.parse(printed)
    assert str(number) == normal
    assert number == DocumentNumber.parse(normal)
    assert number is not None
    assert not number.misspelled


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        # strokes
        ("320/2025/ND-CP", "320/2025/NĐ-CP"),
        ("749/QD-TTg", "749/QĐ-TTg"),
        ("56/2025/NQ-HDND", "56/2025/NQ-HĐND"),
        ("12/2020/TT-BLDTBXH", "12/2020/TT-BLĐTBXH"),
        ("217/CD-TTg", "217/CĐ-TTg"),
        ("05-NQ/DU", "05-NQ/ĐU"),
        # case
        ("32/CT-TTG", "32/CT-TTg"),
        ("10-CTR/TU", "10-CTr/TU"),
        ("973/TTR-BGDĐT", "973/TTr-BGDĐT"),
        ("30/2020/nđ-cp", "30/2020/NĐ-CP"),
        ("12/Qđ-Ubnd", "12/QĐ-UBND"),
        ("41/2024/TT-Btc", "41/2024/TT-BTC"),
        # separators
        ("45/2024/QĐ_UBND", "45/2024/QĐ-UBND"),
        ("07/CT_UBND", "07/CT-UBND"),
        ("45_2024_QĐ_UBND", "45/2024/QĐ-UBND"),
        ("30/2020/NĐ.CP", "30/2020/NĐ-CP"),
        ("31/2025QĐ-UBND", "31/2025/QĐ-UBND"),
        ("12/QĐUBND", "12/QĐ-UBND"),
        ("07CT-UBND", "07/CT-UBND"),
        ("30/2020/NĐCP", "30/2020/NĐ-CP"),
        ("135 2025 NĐ CP", "135/2025/NĐ-CP"),
        ("135 2025/NĐ-CP", "135/2025/NĐ-CP"),
        ("05 2025/TTLT-BCA-BQP", "05/2025/TTLT-BCA-BQP"),
        ("84 QĐ/TWĐTN", "84-QĐ/TWĐTN"),
        ("06 HD/TW", "06-HD/TW"),
        ("81 TB TW", "81-TB/TW"),
        ("08 a/2010/TT-BTP", "08a/2010/TT-BTP"),
        ("1.224/QĐ-UBND", "1224/QĐ-UBND"),
        # letters of other scripts: Cyrillic С and Р, Greek Τ
        ("120/2020/NĐ-СР", "120/2020/NĐ-CP"),
        ("51/2025/TT-BTС", "51/2025/TT-BTC"),
        ("51/2025/ΤΤ-BΤC", "51/2025/TT-BTC"),
    ],
)
def test_misspellings(printed: str, normal: str) -> None:
    number = DocumentNumber.parse(printed)
    assert str(number) == normal
    assert number == DocumentNumber.parse(normal)
    assert number is not None
    assert number.misspelled or has_look_alikes(printed)


@pytest.mark.parametrize(
    ("printed", "of_party"),
    [
        ("28-NQ/TU", True),
        ("05-CT/TW", True),
        ("12/KH-HU", True),
        ("12-CT/QUTW", True),
        ("84 QĐ/TWĐTN", True),
        ("12-KH/UBND", False),
        ("06/KH-MTTW-BTT", False),
        ("30/2020/NĐ-CP", False),
        ("3861/UBND-NC", False),
        ("85/2015/QH13", False),
    ],
)
def test_whether_the_party_numbers_so(printed: str, of_party: bool) -> None:
    number = DocumentNumber.parse(printed)
    assert number is not None
    assert number.of_party is of_party


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12-DA/TU", "12-ĐA/TU"),
        ("12-KL/TU", "12-KL/TƯ"),
        ("12-CT/QU", "12-CT/QUTW"),
        ("12-NQ/HU", "12-NQ/QU"),
        ("65/2024/QĐ-UBND", "65/QĐ-UBND"),
        ("66/QyĐ-UBND", "66/QĐ-UBND"),
        ("66.2/2025/NQ-CP", "66.7/2025/NQ-CP"),
        ("66.2/2025/NQ-CP", "66/2025/NQ-CP"),
    ],
)
def test_marks_and_codes_that_set_numbers_apart(one: str, other: str) -> None:
    assert DocumentNumber.parse(one) != DocumentNumber.parse(other)


@pytest.mark.parametrize(
    "text",
    [
        "07/19",
        "260/251",
        "128/168",
        "13/13",
        "11/30",
        "2/258",
        "19/3/2020",
        "05/6/2024",
        "2020-2025",
        "2020 - 2025",
        "103,6%",
        "16.308.990",
        "3.500/4.000",
        "1/7",
        "24/7",
        "Covid-19",
        "27-7-1947",
        "05",
        "TW",
        "12 ha",
        "20 HTX",
        "5.000 m3/ngày",
        "66.2/2025",
        "10 TB khá",
        "tháng 12 2025 UBND xã",
    ],
)
def test_what_is_no_number_of_a_document(text: str) -> None:
    assert DocumentNumber.parse(text) is None
    assert number_pattern().search(f"đạt {text} so với kế hoạch") is None


SYMBOLS = st.sampled_from(["NQ", "CT", "KL", "QĐ", "KH", "HD", "CTr", "TTr", "TB", "BC", "ĐA", "DA"])
PARTY = st.sampled_from(["TW", "TU", "HU", "ĐU", "ĐUK", "QU", "CB", "UBKTTU", "BTCTW", "VPTW", "BTGDVTW"])
STATE = st.sampled_from(["CP", "TTg", "UBND", "HĐND", "BNV", "MTTQ-BTT", "VPCP", "UBTVQH15"])
GAPS = st.sampled_from(["", " "])
HYPHENS = st.sampled_from(["-", "–", "—", "‑", "−"])


@given(st.integers(1, 9999), SYMBOLS, PARTY, GAPS, GAPS, HYPHENS, st.booleans())
@settings(max_examples=200, deadline=None)
def test_any_spelling_of_a_party_number_is_the_number(
    serial: int, symbol: str, issuer: str, before: str, after: str, hyphen: str, swapped: bool
) -> None:
    first, second = ("/", hyphen) if swapped else (hyphen, "/")
    printed = f"{serial}{before}{first}{after}{symbol}{second}{issuer}"
    assert str(DocumentNumber.parse(printed)) == f"{serial:02d}-{symbol}/{issuer}"


@given(st.integers(1, 99999), st.one_of(st.none(), st.integers(1946, 2030)), SYMBOLS, STATE)
@settings(max_examples=200, deadline=None)
def test_the_normal_form_of_a_state_number_is_its_own(serial: int, year: int | None, symbol: str, issuer: str) -> None:
    printed = f"{serial:02d}/{year}/{symbol}-{issuer}" if year else f"{serial:02d}/{symbol}-{issuer}"
    number = DocumentNumber.parse(printed)
    assert str(number) == printed
    assert number is not None
    assert number.year == year


@given(st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_what_is_found_in_any_text_can_be_read(text: str) -> None:
    for match in number_pattern().finditer(normalize(text).text):
        number = DocumentNumber.from_match(match)
        assert DocumentNumber.parse(str(number)) == number
