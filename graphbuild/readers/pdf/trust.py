"""Whether the text that a PDF file has on a page is that which the page shows."""

from __future__ import annotations

from dataclasses import dataclass

from graphbuild.readers.encoding.syllables import judge

_PICTURE = 0.5
"""Share of the page from which a picture may be that of the whole page."""
_FEWEST = 200
"""Number of characters below which text over a picture of the page is a watermark, a stamp or a page number."""
_MARKED = 0.25
"""Share of the words of Vietnamese that have a letter beyond ASCII is .6 to .8; of other languages below .1."""
_SURE = 0.97
"""Share of syllables among those words from which recognised text is taken; scanners without Vietnamese reach .9."""
_GARBAGE = 0.6
"""Share of syllables among those words below which a font tells the wrong characters."""
_UNMAPPED = 0.1
"""Share of characters without Unicode from which the text of a page has holes."""
_SAMPLE = 500
"""Number of characters that tell whether a font tells the right ones."""
_ENOUGH = 20
"""Number of words from which their share tells something."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What is known of the text of a page and of what is drawn there."""

    text: str
    unmapped: int
    """Number of characters for which the file does not tell what they are."""
    invisible: int
    """Number of characters that are not shown."""
    picture: float
    """Share of the page, from 0 to 1, that its largest picture covers."""
    paths: int
    """Number of paths drawn on it."""


def layer_is_trusted(facts: PageFacts) -> bool:
    """Tell whether the text of a page may be read instead of its picture.

    Text that is shown is trusted, unless its letters are not mapped to characters, or to those that make no Vietnamese
    syllables. Over the picture of a whole page, as scanners make them, text is trusted only if there is more of it
    than a watermark or stamp has, and it is Vietnamese, nearly every word: programs that know no Vietnamese read
    "Nghj quy6t", and such a layer is worse than none. A page with nothing drawn on it is as empty as it seems.

    Examples
    --------
    >>> layer_is_trusted(PageFacts("Nghj quy6t cua Ban Chap hanh " * 20, 0, 600, 1.0, 0))
    False
    >>> layer_is_trusted(PageFacts("Nghị quyết của Ban Chấp hành " * 20, 0, 600, 1.0, 0))
    True
    """
    characters = len(facts.text) - facts.text.count(" ")
    if not characters:
        return facts.paths < _FEWEST and not facts.unmapped and facts.picture < _PICTURE / 5
    is_scan = facts.picture >= _PICTURE or facts.invisible > characters / 2
    if facts.unmapped > _UNMAPPED * (characters + facts.unmapped):
        return False
    verdict = judge(facts.text if is_scan else facts.text[:_SAMPLE])
    if verdict.words >= _ENOUGH and verdict.share < _GARBAGE:
        return False
    if not is_scan:
        return True
    words = facts.text.count(" ") + 1
    return characters >= _FEWEST and verdict.words >= _MARKED * words and verdict.share >= _SURE
