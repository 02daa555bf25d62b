"""The elements of a web page, however badly written, in time linear in its length.

Only what affects the text is kept: blocks, lists, tables, line breaks, superscripts, and hidden elements. The HTML
Standard's tree construction is quadratic in the depth of unclosed elements, and multiplies formatting tags without
bound; a page of a million of them took minutes. Here depth is limited to `DEEPEST` and formatting creates no elements,
so neither can happen.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from html import unescape

DEEPEST = 100
"""Depth from which blocks become siblings; saved portal pages reach about forty."""

_TOKEN = re.compile(
    r"""<!--(?:-?>|.*?(?:--!?>|\Z))                         # a comment, Word's conditional ones among them
      | <[!?][^>]*(?:>|\Z)                                  # doctype, processing instruction, Word's <![if ...]>
      | </(?![a-zA-Z])[^>]*(?:>|\Z)                         # an end tag without a name
      | <(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*)
        (?P<attributes>(?:[^>"'=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?|["'])*+)(?:>|\Z)""",
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?""")
_ATTRIBUTES_READ = frozenset(["class", "colspan", "hidden", "id", "role", "rowspan", "start", "style", "type", "value"])
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)

_MAY_HIDE = re.compile("hid|none", re.IGNORECASE)
_ABSURD_REFERENCE = re.compile("&#[0-9]{50,};?")

# The content of these is not text of the page, and tags in it are not tags.
_RAW = frozenset(["iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title"])
_TABLE_PARTS = frozenset(["caption", "tbody", "td", "tfoot", "th", "thead", "tr"])
BLOCKS = _TABLE_PARTS | frozenset(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 "
    "h2 h3 h4 h5 h6 header hgroup legend li listing main menu nav ol p pre search section summary table ul xmp".split()
)
NOT_TEXT = frozenset("audio button canvas datalist math object select svg template video".split())
"""Elements whose content is not text of the page, or cannot be read as a line."""
_RAISED = frozenset(["sub", "sup"])
_BREAKS = frozenset(["br", "hr"])
_VOID = frozenset("area base col embed img input link meta param source track wbr".split())
_STRUCTURE = BLOCKS | NOT_TEXT | _RAISED
_CELLS = frozenset(["caption", "table", "td", "th"])
_TABLE = frozenset(["table"])

# Which open elements a start tag closes, and at which element the search for them stops: end tags may be omitted.
_IMPLIED_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(["li"]), _CELLS | {"dir", "menu", "ol", "ul"}),
    "dt": (frozenset(["dd", "dt"]), _CELLS | {"dl"}),
    "dd": (frozenset(["dd", "dt"]), _CELLS | {"dl"}),
    "td": (frozenset(["caption", "td", "th"]), frozenset(["table", "tr"])),
    "th": (frozenset(["caption", "td", "th"]), frozenset(["table", "tr"])),
    "tr": (frozenset(["caption", "td", "th", "tr"]), _TABLE),
    "thead": (_TABLE_PARTS, _TABLE),
    "tbody": (_TABLE_PARTS, _TABLE),
    "tfoot": (_TABLE_PARTS, _TABLE),
}
_PARAGRAPH_END = (frozenset(["p"]), _CELLS)


@dataclass(slots=True)
class Element:
    """An element with its content; `name` is "" for the page itself."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def hidden(self) -> bool:
        """Whether a browser would hide it."""
        return "hidden" in self.attributes or _HIDING.search(self.attributes.get("style", "")) is not None


@dataclass(frozen=True, slots=True)
class Page:
    """Content of a page: its elements, and the title of its window."""

    root: Element
    title: str


def parse(page: str) -> Page:
    """Return the elements of a page; character references are decoded, comments, scripts and styles dropped.

    Examples
    --------
    >>> parse("<title>A</title><p>5 &lt; 6<p class=x>b<br>c</i>").root.children
    ... # doctest: +NORMALIZE_WHITESPACE
    [Element(name='p', attributes={}, children=['5 < 6']),
     Element(name='p', attributes={'class': 'x'},
             children=['b', Element(name='br', attributes={}, children=[]), 'c'])]
    """
    tree = _Tree()
    title = ""
    position = 0
    while True:
        token = _TOKEN.search(page, position)
        tree.text(page[position : token.start() if token else len(page)])
        if token is None:
            return Page(tree.root, title)
        position = token.end()
        name = (token["name"] or "").lower()
        if not name:
            continue
        if token["end"] and name != "br":
            tree.end(name)
        elif name in _RAW:
            close = _raw_end(name).search(page, position)
            end = close.start() if close else len(page)
            # SVG images have titles of their own.
            if name == "title" and not title and not tree.is_open("svg"):
                title = " ".join(_decoded(page[position:end]).split())
            position = end
        else:
            tree.start(name, token["attributes"])


class _Tree:
    """The elements found so far, and those of them that are still open."""

    def __init__(self) -> None:
        self.root = Element("")
        self.open = [self.root]
        self._open_names: Counter[str] = Counter()

    def is_open(self, name: str) -> bool:
        return self._open_names[name] > 0

    def text(self, written: str) -> None:
        if written:
            self.open[-1].children.append(_decoded(written))

    def start(self, name: str, written: str) -> None:
        if name in _BREAKS:
            self.open[-1].children.append(Element(name))
            return
        element = Element(name, {})
        if name in _STRUCTURE or _MAY_HIDE.search(written):
            element.attributes = _attributes(written)
        # An inline element does not affect the text unless it is hidden; inside a hidden one they are kept to find its
        # end.
        if name not in _STRUCTURE and (name in _VOID or not (element.hidden or self._in_hidden_inline())):
            return
        if name in BLOCKS:
            self._close(*_IMPLIED_ENDS.get(name, _PARAGRAPH_END))
            if name in _IMPLIED_ENDS:
                self._close(*_PARAGRAPH_END)
        self.open[-1].children.append(element)
        if len(self.open) < DEEPEST:
            self.open.append(element)
            self._open_names[name] += 1

    def end(self, name: str) -> None:
        if name in _TABLE_PARTS:
            boundary = _TABLE
        elif name == "table":
            boundary = frozenset[str]()
        elif name in BLOCKS:
            boundary = _CELLS
        else:
            boundary = BLOCKS
        self._close(frozenset([name]), boundary, nearest=True)

    def _close(self, names: frozenset[str], boundary: frozenset[str], nearest: bool = False) -> None:
        """Close the open elements up to the outermost (or nearest) of `names` that no `boundary` encloses."""
        if not any(map(self.is_open, names)):
            return
        found = 0
        for depth in range(len(self.open) - 1, 0, -1):
            name = self.open[depth].name
            if name in names:
                found = depth
                if nearest:
                    break
            elif name in boundary:
                break
        if found:
            self._open_names.subtract(element.name for element in self.open[found:])
            del self.open[found:]

    def _in_hidden_inline(self) -> bool:
        return self.open[-1] is not self.root and self.open[-1].name not in _STRUCTURE


def _attributes(written: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(written):
        name = match[1].lower()
        if name in _ATTRIBUTES_READ:
            found.setdefault(name, _decoded(match[2] or match[3] or match[4] or ""))
    return found


def _decoded(written: str) -> str:
    """Decode character references; absurdly long ones, which Python refuses to convert, become U+FFFD."""
    return unescape(_ABSURD_REFERENCE.sub("\ufffd", written)) if "&" in written else written


@cache
def _raw_end(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
