"""Titles that name their document, as the gazette and databases print them instead of a letterhead.

"THÔNG TƯ CỦA BỘ TÀI CHÍNH SỐ 07/2010/TT-BTC NGÀY 14 THÁNG 01 NĂM 2010 HƯỚNG DẪN …"
"""

from __future__ import annotations

import re
from typing import NamedTuple

from graphbuild.extraction.dates import STATED_DAY, read_day
from graphbuild.number import DocumentNumber, number_pattern
from graphbuild.vocabulary.document_types import types_by_word
from graphbuild.vocabulary.wordings import any_word, wordings

_any = wordings("head").any_of
_SERIAL = r"\d{1,5}(?![\w/-])"
_NAME = re.compile(
    rf"(?P<type>{any_word(types_by_word())})(?: {_any('of_issuer')} (?P<issuer>[^\d,;:]{{2,120}}?))? "
    rf"{_any('small_number')}:? (?=\d)",
    re.IGNORECASE,
)
_BARE = re.compile(_SERIAL)
_OTHER_TYPE = re.compile(rf"\b{any_word(types_by_word())}\b", re.IGNORECASE)


class NamedTitle(NamedTuple):
    """What a title says besides what the document is about."""

    number: DocumentNumber | None
    """None for a serial alone: decrees of the first years have no symbol ("SẮC LỆNH … SỐ 67 NGÀY …")."""
    day: str | None
    title: str
    """Type and subject, without issuer, number and day; all of it where only it has the serial."""


def named_title(title: str) -> NamedTitle | None:
    """Return what a title that names its document says; None for any other.

    Examples
    --------
    >>> named = named_title("THÔNG TƯ CỦA BỘ Y TẾ SỐ 7/2010/TT-BYT NGÀY 14 THÁNG 01 NĂM 2010 VỀ THUỐC")
    >>> str(named.number), named.day, named.title
    ('07/2010/TT-BYT', '2010-01-14', 'THÔNG TƯ VỀ THUỐC')
    >>> named_title("QUYẾT ĐỊNH SỬA ĐỔI QUYẾT ĐỊNH SỐ 5/2010/QĐ-UBND")
    """
    name = _NAME.match(title)
    if name is None or (name["issuer"] and _OTHER_TYPE.search(name["issuer"])):
        return None
    number = number_pattern().match(title, name.end())
    bare = None if number else _BARE.match(title, name.end())
    end = number.end() if number else bare.end() if bare else 0
    stated = STATED_DAY.match(title, end)
    if not end or (bare and stated is None):
        return None
    day = read_day(stated) if stated else None
    if number is None:
        return NamedTitle(None, day, title)
    subject = title[stated.end() if stated else end :].strip(" ,.;:")
    return NamedTitle(DocumentNumber.from_match(number), day, f"{name['type']} {subject}".strip())
