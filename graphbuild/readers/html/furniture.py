"""Page furniture: what surrounds the document, such as menus, share bars, lists of articles, header and footer."""

from __future__ import annotations

import re

from graphbuild.readers.html.elements import Element

_ALWAYS = frozenset(["aside", "nav", "search"])
_SITE_FRAME = frozenset(["footer", "header"])
_ROLES = frozenset(["alert", "complementary", "dialog", "menu", "menubar", "navigation", "search", "toolbar"])
_FRAME_ROLES = frozenset(["banner", "contentinfo"])

# Words of class and id attributes, in the English of site builders and the Vietnamese of local ones.
_WORDS = frozenset(
    "ads advert advertisement breadcrumb breadcrumbs comment comments cookie copyright login menu modal nav navbar "
    "navigation newsletter pager pagination popup related search share sharing sidebar skip social subscribe tags "
    "toolbar widget binhluan chiase docnhieu lienquan quangcao timkiem tinkhac tinlienquan xemnhieu".split()
)
_FRAME_WORDS = frozenset(["banner", "footer", "header"])
_DOCUMENT_WORDS = frozenset(["article", "content", "document", "vanban"])
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

_HEADINGS = re.compile(
    r"(?:(?:tin(?: tức)?|bài|bài viết|các (?:tin|bài|bài viết)|văn bản|chủ đề) )?"
    r"(?:đọc nhiều(?: nhất)?|xem nhiều(?: nhất)?|xem thêm|liên quan|cùng chuyên mục|mới nhất|nổi bật|khác|mới hơn"
    r"|cũ hơn)|tin mới|bình luận(?: \(\d+\))?|ý kiến bạn đọc|từ khóa|chia sẻ(?: bài viết)?|quảng cáo",
)
# Words that occur only in a document's own head and foot; such a table or header is kept, whatever its class.
_OWN_HEAD = re.compile(
    r"độc\s+lập\s*[-–—]\s*tự\s+do|nơi\s+nhận\s*:|đảng\s+cộng\s+sản\s+việt\s+nam.{0,300}?ngày.{1,6}tháng.{1,6}năm",
    re.I | re.S,
)


class Furniture:
    """Tells furniture from document on one page.

    Parameters
    ----------
    page
        The whole page: an element that contains most of its text is not furniture, whatever its class. (Portals wrap
        whole pages in one form.)
    """

    def __init__(self, page: Element) -> None:
        self._total = _length(page)

    def holds(self, element: Element, in_document: bool) -> bool:
        """Tell whether `element` is furniture.

        Parameters
        ----------
        element
            Any element of the page.
        in_document
            Whether it is inside ``<main>`` or ``<article>``, whose own header and footer belong to the document.
        """
        name, role = element.name, element.attributes.get("role", "").lower()
        if name in _ALWAYS or role in _ROLES:
            return not _OWN_HEAD.search(content(element))
        words = _class_words(element)
        frame = name in _SITE_FRAME or role in _FRAME_ROLES or (name != "table" and _is_frame(words))
        if not (
            name == "form" or words & _WORDS or (frame and not in_document) or self._begins_other_articles(element)
        ):
            return False
        return _length(element) * 2 <= self._total and not _OWN_HEAD.search(content(element))

    def _begins_other_articles(self, element: Element) -> bool:
        return element.name in ("div", "section", "table") and is_heading_of_others(_first_line(element))


def is_heading_of_others(line: str) -> bool:
    """Tell whether a line heads a list of other articles.

    Examples
    --------
    >>> [is_heading_of_others(line) for line in ("ĐỌC NHIỀU", "Tin liên quan:", "Các văn bản có liên quan")]
    [True, True, False]
    """
    return len(line) < 40 and _HEADINGS.fullmatch(line.strip(" :»›.…|").lower()) is not None


def content(element: Element) -> str:
    """Return all text in an element as written, hidden or not."""
    pieces: list[str] = []
    waiting: list[Element | str] = [element]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            pieces.append(node)
        else:
            waiting.extend(reversed(node.children))
    return "".join(pieces)


def _length(element: Element) -> int:
    return sum(map(len, content(element).split()))


def _first_line(element: Element) -> str:
    """Return the text of the innermost block at the beginning of an element, truncated."""
    children = [child for child in element.children if not isinstance(child, str) or child.strip()]
    if not children:
        return ""
    first = children[0]
    return first if isinstance(first, str) else _first_line(first)


def _class_words(element: Element) -> frozenset[str]:
    names = f"{element.attributes.get('class', '')} {element.attributes.get('id', '')}".split()
    # Word's own styles (MsoHeader, MsoFooter) belong to the document.
    own = [name for name in names if not name.lower().startswith("mso")]
    return frozenset(word.lower() for name in own for word in [*_WORD.findall(name), name])


def _is_frame(words: frozenset[str]) -> bool:
    return bool(words & _FRAME_WORDS) and not words & _DOCUMENT_WORDS
