"""Tells Vietnamese from look-alikes: the basis of every guess about encodings.

A Vietnamese word is one syllable: an initial, a rhyme from a closed list, a tone. Text that was decoded with the wrong
table keeps its ASCII letters, but hardly any of its other words is still a syllable.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from graphbuild.combining import compose

_KEPT = 20_000
"""Number of words of which it is kept whether they are syllables: those in use, in two cases."""
_INITIALS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split()
# From textbooks of Vietnamese phonology; for each vowel the finals it takes ("-" for none).
_RHYMES = {
    "a": "- c ch i m n ng nh o p t u y",
    "ă": "c m n ng p t",
    "â": "c m n ng p t u y",
    "e": "- c m n ng o p t",
    "ê": "- ch m n nh p t u",
    "i": "- a ch m n nh p t u",
    "iê": "c m n ng p t u",
    "o": "- a c i m n ng p t e ac ach ai am an ang anh ao ap at ay ăc ăm ăn ăng ăt em en eo et oc ong",
    "ô": "- c i m n ng p t",
    "ơ": "- i m n p t",
    "u": "- a c i m n ng p t ân âng ât ây ê êch ên ênh ơ y ya ych yên yêt yn ynh yt yu ăn ăng ai an ang at",
    "uô": "c i m n ng t",
    "ư": "- a c i m n ng t u",
    "ươ": "c i m n ng p t u",
    "y": "- m n t êm ên êt êu",
}
_TONE_MARKS = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4_000
SURE = 0.8
"""Share of Vietnamese among the non-ASCII words from which a decoding is trusted; real documents have 0.98 and more."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Number of words with a non-ASCII letter, and how many of them are Vietnamese syllables."""

    words: int
    vietnamese: int

    @property
    def share(self) -> float:
        """The share of Vietnamese, from 0 to 1; 1 if there are no such words."""
        return self.vietnamese / self.words if self.words else 1.0


def judge(text: str) -> Verdict:
    """Count the non-ASCII words in `text`, and the Vietnamese ones among them.

    Examples
    --------
    >>> judge("Ủy ban nhân dân Ấp 4, café")
    Verdict(words=5, vietnamese=4)
    >>> judge("Uû ban nh©n d©n")
    Verdict(words=1, vietnamese=0)
    """
    if text.isascii():
        return Verdict(0, 0)
    text = compose(text)
    marked = Counter(word for word in _WORD.findall(text) if not word.isascii())
    return Verdict(marked.total(), sum(count for word, count in marked.items() if is_syllable(word)))


def sample(text: str) -> str:
    """Return a few samples from all parts of a long text, or a short text as a whole.

    Examples
    --------
    >>> len(sample("a" * 10_000_000)) < 100_000
    True
    """
    if len(text) <= 16 * _SAMPLE:
        return text
    step = len(text) // 16
    return " ".join(text[start : start + _SAMPLE] for start in range(0, len(text), step))


@cache
def _syllable() -> re.Pattern[str]:
    rhymes = {vowel + final.replace("-", "") for vowel, finals in _RHYMES.items() for final in finals.split()}
    ordered = "|".join(sorted(rhymes, key=len, reverse=True))
    return re.compile(f"(?:{'|'.join(_INITIALS)})?(?:{ordered})")


def has_tone(word: str) -> bool:
    """Tell whether a word has a mark of a tone.

    Examples
    --------
    >>> [has_tone(word) for word in ("chỉ", "chi", "kê", "kế")]
    [True, False, False, True]
    """
    letters = unicodedata.normalize("NFD", word)
    return letters.translate(_TONE_MARKS) != letters


@lru_cache(maxsize=_KEPT)
def is_syllable(word: str) -> bool:
    """Tell whether a word in NFC can be Vietnamese, in any case.

    Examples
    --------
    >>> [is_syllable(word) for word in ("NGHỊ", "quyết", "đường", "Nghß", "café", "ÐẢNG")]
    [True, True, True, False, False, True]
    """
    letters = unicodedata.normalize("NFD", word.lower().replace("ð", "đ")).translate(_TONE_MARKS)
    return _syllable().fullmatch(unicodedata.normalize("NFC", letters)) is not None
