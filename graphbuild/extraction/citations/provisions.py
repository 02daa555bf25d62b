"""Finds the provision of a document that a text cites: "điểm a khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP".

Forms read (the parts of a legal document as in Luật 64/2025/QH15 and NĐ 30/2020/NĐ-CP; Party documents number Phần,
Mục, khoản, điểm, tiết):

- upwards, with or without commas and "của": "điểm a, khoản 2, Điều 5 của"; downwards: "Phụ lục I, Mẫu số 17";
- lists: "khoản 1, 2 và điểm a khoản 3 Điều 5", "các Điều 21, 22 và 24", "điểm a), b) khoản 1", "Điều 38, Điều 39";
- ranges: "từ Điều 21 đến Điều 28". A range stays one provision with the label "21-28": which numbers lie between (5a,
  a repealed article) only the cited document knows. "từ khoản 1 Điều 5 đến khoản 2 Điều 7" gives its two ends;
- the document itself: "khoản 1 Điều này", "quy định tại Điều 5".

A list member without a word of its own begins at its own number, as list members do in citations. If several parents
are possible ("khoản 2 Điều 5, 6"), the nearest one counts; the others are separate provisions.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from graphbuild.extraction.citations.provision_words import WORD, ProvisionGroup, chains, separator
from graphbuild.extraction.word_index import WordIndex
from graphbuild.model import Span
from graphbuild.text import CAPITAL, ascii_slug
from graphbuild.vocabulary.document_types import types_by_word
from graphbuild.vocabulary.provisions import THIS, provision_kinds, provision_kinds_by_word
from graphbuild.vocabulary.wordings import any_word, wordings

_NARROW = ("diem", "khoan")
_LONGEST_LINK = 160
_any = wordings("provisions").any_of
_BEFORE_DOCUMENT = re.compile(
    rf"[ ]?,?[ ]?\(?(?:(?:{_any('passive')}[ ])?{_any('said')}[ ])?{_any('in')}?[ ]?", re.IGNORECASE
)
_LONGEST_CUE = 40
_CUE = re.compile(rf"\b{_any('cues')}[ ](?:{_any('plural')}[ ])?$", re.IGNORECASE)
_SURE_CUE = re.compile(
    rf"\b{_any('said_for_sure')}[ ](?:{_any('exactly')}[ ])?{_any('in')}[ ](?:{_any('plural')}[ ])?$", re.IGNORECASE
)
# "quy định tại các điểm b, c và gói thầu … tại điểm a khoản 1 Điều 5": what these points belong to comes later.
_ENDS_PLACE = re.compile(rf"[ ]?(?:[.,;:)\n]|$)|[ ]{_any('after_place')}\b", re.IGNORECASE)
_ARTICLE_HEADING = re.compile(rf"{provision_kinds()['dieu'].word}[ ](\d{{1,3}}[a-zđ]?)[.:]")


class Provision(NamedTuple):
    """A provision of a document, as one text names it."""

    path: tuple[tuple[str, str], ...]
    """Kind and label from the widest to the narrowest: ``(("dieu", "5"), ("khoan", "2"), ("diem", "a"))``.

    Labels are as printed ("II", "thứ hai", "08a/ĐK"), in lower case if they are letters ("a", "5a"); a range is
    "21-28"."""
    span: Span
    """From its first word to its last, in offsets of the normal text."""

    @property
    def label(self) -> str:
        """Name in the order used in documents, from the narrowest to the widest.

        Examples
        --------
        >>> Provision((("dieu", "5"), ("khoan", "2"), ("diem", "a")), Span(0, 21)).label
        'điểm a khoản 2 Điều 5'
        """
        return " ".join(f"{provision_kinds()[kind].word} {label}" for kind, label in reversed(self.path))

    @property
    def slug(self) -> str:
        """Path in IRIs.

        Examples
        --------
        >>> Provision((("dieu", "5"), ("diem", "đ")), Span(0, 21)).slug
        'dieu-5/diem-dd'
        """
        # Points run a, b, c, d, đ, e: without its stroke đ would be d.
        return "/".join(f"{kind}-{_slug(label)}" for kind, label in self.path)

    @property
    def is_told(self) -> bool:
        """Whether every part has its number, and none is only "này"."""
        return all(label != THIS for _kind, label in self.path)


@lru_cache(maxsize=1 << 10)
def _slug(label: str) -> str:
    return ascii_slug(label.replace("đ", "dd"))


@dataclass(frozen=True, slots=True)
class Provisions:
    """The provisions that a text names."""

    cited: list[tuple[Provision, ...]]
    """For each mention of a document, its provisions."""
    own: list[Provision]
    """Provisions of the document itself: "khoản 1 Điều này", "quy định tại Điều 5"."""
    loose: list[list[ProvisionGroup]]
    """Words of provisions that belong to no mention: in "bãi bỏ khoản 1 Điều 3" they are those of a heading."""


def find_provisions(words: WordIndex, starts: Sequence[int], ends: Sequence[int]) -> Provisions:
    r"""Return the provisions of each mention of a document, and those of the document itself.

    They precede the mention, or directly follow it if no document comes after them. Only linking words ("của", "ban
    hành kèm theo") may be between: nothing is connected across a sentence, a semicolon or another mention.

    "Điều này" refers to the document itself; so does a number introduced by a word such as "tại" or "theo", if no
    document follows and the text has an article with that number. Headings ("Điều 5. Nguyên tắc") do not count. "Này"
    becomes the number of the article that contains the words, if a heading gives it.

    Parameters
    ----------
    words
        The text in normal form with its words.
    starts, ends
        Offsets of the mentions, ascending.

    Raises
    ------
    ValueError
        If there are not as many starts as ends.

    Examples
    --------
    >>> text = "theo khoản 1, 2 và điểm a khoản 3 Điều 5 của Luật Đất đai"
    >>> (found,) = find_provisions(WordIndex(text), [45], [57]).cited
    >>> [provision.label for provision in found]
    ['khoản 1 Điều 5', 'khoản 2 Điều 5', 'điểm a khoản 3 Điều 5']
    >>> text = "Điều 7. Thẩm quyền\nTheo quy định tại khoản 2 Điều này và Điều 7."
    >>> [provision.label for provision in find_provisions(WordIndex(text), [], []).own]
    ['khoản 2 Điều 7', 'Điều 7']
    """
    taken = _disjoint(starts, ends)
    cited: list[list[Provision]] = [[] for _mention in starts]
    own: list[Provision] = []
    loose: list[list[ProvisionGroup]] = []
    text = words.text
    articles: _Articles | None = None
    led_until = -1
    for chain in chains(text, words.matches(WORD, provision_kinds_by_word()), taken):
        # "khoản 2 Điều này và Điều 5": what introduces the first introduces the second.
        goes_on = led_until >= 0 and separator(text, led_until, chain[0].start) is not None
        led_until = -1
        mention = None if chain[-1].is_this else _mention_of(text, chain, starts, ends)
        if mention is not None:
            cited[mention] += provisions_of(chain)
            continue
        if not chain[-1].is_this:
            loose.append(chain)
        if _means_itself(text, chain, goes_on):
            led_until = chain[-1].end
            articles = articles or _Articles(text)
            own += filter(None, map(articles.placed, provisions_of(chain)))
    return Provisions([tuple(provisions) for provisions in cited], own, loose)


class _Articles:
    """The articles of a text by their headings: what "Điều này" refers to, and which numbers exist."""

    def __init__(self, text: str) -> None:
        headings = [match for match in _ARTICLE_HEADING.finditer(text) if _begins_line(text, match.start())]
        self._starts = [match.start() for match in headings]
        self._numbers = [match.group(1) for match in headings]
        self._known = frozenset(self._numbers)

    def placed(self, provision: Provision) -> Provision | None:
        """Return an own provision with its article filled in; None if the text does not have its article."""
        (kind, label), *inner = provision.path
        if kind in _NARROW:
            here = self._around(provision)
            return provision._replace(path=(("dieu", here), *provision.path)) if here else provision
        if kind != "dieu":
            return provision
        if label == THIS:
            here = self._around(provision)
            return provision._replace(path=(("dieu", here), *inner)) if here else provision
        return provision if label.split("-")[0] in self._known else None

    def _around(self, provision: Provision) -> str:
        heading = bisect_right(self._starts, provision.span.start) - 1
        return self._numbers[heading] if heading >= 0 else ""


# -- the tree that they say -----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Node:
    kind: str
    label: str
    start: int
    end: int
    parent: _Node | None = None
    is_parent: bool = False
    is_stray: bool = False
    """Whether "và" separates it from the wider part: in "khoản 1 và Điều 5 của Luật" the khoản is not the law's."""

    @property
    def rank(self) -> int:
        return provision_kinds()[self.kind].rank

    def line(self) -> list[_Node]:
        """Return the node and all its ancestors."""
        line = [self]
        while line[-1].parent is not None:
            line.append(line[-1].parent)
        return line


def provisions_of(chain: list[ProvisionGroup]) -> list[Provision]:
    """Return the provisions of a chain in the order of the text."""
    if len(chain) == 1:
        ((kind, _start, members, _end, _joined),) = chain
        told = members if provision_kinds()[kind].stands_alone else ()
        return [Provision(((kind, label),), Span(start, end)) for label, start, end in told]
    found = []
    for node in sorted(_tree(chain), key=lambda node: node.start):
        line = node.line()
        stray = line[-1].is_stray or not provision_kinds()[line[-1].kind].stands_alone
        if not node.is_parent and not stray:
            path = tuple((part.kind, part.label) for part in reversed(line))
            span = Span(min(part.start for part in line), max(part.end for part in line))
            found.append(Provision(path, span))
    return found


def _tree(chain: list[ProvisionGroup]) -> list[_Node]:
    """Put every label under the one that contains it, from the last group back to the first."""
    nodes: list[_Node] = []
    tops: list[_Node] = []
    after: _Node | None = None
    joined = ""
    for group in reversed(chain):
        members = [_Node(group.kind, *member) for member in group.members]
        if after is not None:
            _place(members, after, joined, tops)
        if members[0].parent is None:
            tops += reversed(members)
        else:
            members[0].parent.is_parent = True
        nodes += members
        after, joined = members[0], group.joined
    return nodes


def _place(members: list[_Node], after: _Node, joined: str, tops: list[_Node]) -> None:
    """Give a group's members the parent implied by the following group, or put them above that group."""
    kind, rank = members[0].kind, members[0].rank
    parent: _Node | None = None
    stray = False
    if rank == after.rank:
        parent, stray = after.parent, after.is_stray
    elif rank < after.rank:
        # Articles are numbered through the whole document, a khoản only inside one.
        stray = joined == "also" and rank < provision_kinds()["dieu"].rank
        in_list = joined == "also" or (joined == "comma" and kind == "dieu" and _is_annex(after.kind))
        parent = None if in_list else after
    elif after.parent is None and joined != "also" and not (_is_annex(kind) and after.kind in ("dieu", *_NARROW)):
        while tops and tops[-1].rank < rank:
            tops.pop().parent = members[-1]
        members[-1].is_parent = True
    elif joined == "inside" and rank not in [part.rank for part in after.line()]:
        parent = after
    else:
        parent = next((part for part in after.line() if part.rank > rank), None)
    for member in members:
        member.parent, member.is_stray = parent, stray


# -- whose they are -------------------------------------------------------------------------------------------------


@cache
def _link() -> re.Pattern[str]:
    """Return the pattern of what may be between a provision and its document.

    This may be a text which the document issues: "Điều 5 Quy chế làm việc ban hành kèm theo Quyết định số …".
    """
    passive = rf"(?:{_any('passive')}[ ])?"
    attached = rf"{passive}(?:{_any('issued')}[ ])?{_any('attached')}|{passive}{_any('issued')}[ ]{_any('issued_in')}"
    named = any_word((*types_by_word(), *wordings("provisions")["parts_with_names"]))
    return re.compile(
        rf"[ ]?,?(?:[ ]?[)]|[ ])?[ ]?(?:{_any('in_document')}[ ](?:{_any('plural')}[ ])?"
        rf"|(?:(?:{_any('of')}[ ])?{named}\b(?:(?!\b{THIS}\b)[^.;:,\n()]){{0,100}}?[ ])?\(?"
        rf"(?:{attached})[ ])?",
        re.IGNORECASE,
    )


@cache
def _document_after() -> re.Pattern[str]:
    """Return the pattern that shows that a provision belongs to some other document, found or not.

    A capital directly after it begins a name ("Điều 16 Chế độ tài chính của …"). Lower-case type words count only if
    they are not verbs: "Điều 5 quy định" states the content.
    """
    capitals = [form for word in types_by_word() for form in (word.capitalize(), word.upper())]
    types = any_word((*capitals, *wordings("provisions")["small_types"]))
    return re.compile(
        rf"[ ]?,?[ ](?:{_any('of_document')}\b|(?:{_any('within_document')}[ ])?(?:{_any('plural')}[ ])?{types}\b)"
        rf"|[ ](?:{_any('copy')}[ ])?[{CAPITAL}]"
    )


def _mention_of(text: str, chain: list[ProvisionGroup], starts: Sequence[int], ends: Sequence[int]) -> int | None:
    """Return the index of the mention to which a chain belongs: the one after it, else the one before."""
    following = bisect_left(starts, chain[-1].end)
    if following < len(starts) and _links(text, chain[-1].end, starts[following]):
        return following
    return following - 1 if following and _follows(text, ends[following - 1], chain) else None


def _links(text: str, end: int, start: int) -> bool:
    return 0 < start - end <= _LONGEST_LINK and _link().fullmatch(text, end, start) is not None


def _follows(text: str, end: int, chain: list[ProvisionGroup]) -> bool:
    """Tell whether a chain belongs to the document before it: "Luật Đất đai (Điều 5)", "Nghị định …, tại Điều 5"."""
    between = chain[0].start - end
    # "kết quả thực hiện Chỉ thị 05-CT/TW tại Phụ lục I": the annex of the reporting document.
    if any(_is_annex(group.kind) for group in chain) and "(" not in text[end : end + 3]:
        return False
    return (
        0 < between <= _LONGEST_CUE
        and _BEFORE_DOCUMENT.fullmatch(text, end, chain[0].start) is not None
        and not _document_after().match(text, chain[-1].end)
    )


def _means_itself(text: str, chain: list[ProvisionGroup], goes_on: bool) -> bool:
    """Tell whether a chain without a document refers to this one; `goes_on` if one that does precedes it."""
    start, end = chain[0].start, chain[-1].end
    if chain[-1].is_this:
        # "Điều này cho thấy" is not an article; "hướng dẫn chi tiết Điều này" is.
        in_sentence = text[start].isupper() and text[start - 1 : start] == " " and text[max(0, start - 2)].isalnum()
        return len(chain) > 1 or goes_on or in_sentence
    if _document_after().match(text, end):
        return False
    narrow = all(group.kind in _NARROW or not provision_kinds()[group.kind].stands_alone for group in chain)
    if narrow and not _ENDS_PLACE.match(text, end):
        return False
    cue = _SURE_CUE if narrow else _CUE
    return goes_on or cue.search(text, max(0, start - _LONGEST_CUE), start) is not None


def _is_annex(kind: str) -> bool:
    return provision_kinds()[kind].is_annex


def _begins_line(text: str, position: int) -> bool:
    before = text[max(0, position - 5) : position]
    return (position < 5 or "\n" in before) and not before.rpartition("\n")[2].strip(' #"“')


def _disjoint(starts: Sequence[int], ends: Sequence[int]) -> list[Span]:
    """Return the spans from ascending offsets to others, overlapping ones joined."""
    joined: list[Span] = []
    done = 0
    for start, end in zip(starts, ends, strict=True):
        if start < done:
            done = max(done, end)
            joined[-1] = Span(joined[-1].start, done)
        else:
            done = end
            joined.append(Span(start, end))
    return joined
