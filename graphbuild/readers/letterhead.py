"""Letterheads in files of word processors: in the page header, or in columns that are set with tabs."""

from __future__ import annotations

import re
from functools import cache

from graphbuild.readers.blocks import Block
from graphbuild.text import normalize
from graphbuild.vocabulary.wordings import wordings

_HEAD_LINES = 40
"""Number of lines at the beginning of a document among which its letterhead is."""
_FIRST_BLOCKS = 12
_LINES_BELOW_MOTTO = 5
"""Number of lines below the motto among which number and day are."""
_GAP = re.compile(r"(?:\t|[ \u00a0]{4})[\t \u00a0]*")
"""What stands between two columns that are set with tabs or blanks."""


def has_letterhead(lines: list[str]) -> bool:
    """Tell whether the letterhead of a document, with the motto that every one has, is among its first lines.

    Examples
    --------
    >>> has_letterhead(["UBND XÃ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]), has_letterhead(["KẾ HOẠCH", "2"])
    (True, False)
    """
    return any(map(_has_motto, lines[:_HEAD_LINES]))


def columns_apart(blocks: list[Block]) -> list[Block]:
    r"""Return blocks with the columns of a letterhead that is set with tabs one after the other, as those of a table.

    Parameters
    ----------
    blocks
        A document whose tabs and blanks are as written; only a letterhead with the motto on the right is changed.

    Examples
    --------
    >>> columns_apart(["UBND XÃ A\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 5/KH\tXã A, ngày 1/8/2024", "KẾ HOẠCH"])
    ['UBND XÃ A', 'Số: 5/KH', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Xã A, ngày 1/8/2024', 'KẾ HOẠCH']
    >>> columns_apart(["Căn cứ\tLuật Đất đai", "KẾ HOẠCH"])
    ['Căn cứ\tLuật Đất đai', 'KẾ HOẠCH']
    """
    first: list[str] = []
    for block in blocks[:_FIRST_BLOCKS]:
        if not isinstance(block, str):
            break
        first.append(block)
    lines = [line.strip(" ") for block in first for line in block.split("\n")]
    columns = [(parts[0].strip(), " ".join(parts[1:]).strip()) for line in lines if (parts := _GAP.split(line))]
    both = [at for at, (left, right) in enumerate(columns) if left and right]
    motto = next((at for at in both if _has_motto(columns[at][1])), None)
    if motto is None:
        return blocks
    begin, end = both[0], max(at for at in both if at <= motto + _LINES_BELOW_MOTTO) + 1
    left, right = zip(*columns[begin:end], strict=True)
    return [*lines[:begin], *filter(None, left), *filter(None, right), *lines[end:], *blocks[len(first) :]]


def _has_motto(line: str) -> bool:
    written = normalize(" ".join(line.split())).text.lower()
    return any(motto in written for motto in _mottoes())


@cache
def _mottoes() -> tuple[str, ...]:
    words = wordings("head")
    return tuple(
        normalize(motto).text.lower() for group in ("motto", "motto_of_party", "motto_below") for motto in words[group]
    )
