"""Unicode text that is really TCVN3, VNI, or UTF-8 that was decoded with the wrong code page: refused, or converted."""

from __future__ import annotations

import re

from graphbuild.combining import compose
from graphbuild.errors import InputError
from graphbuild.messages import _
from graphbuild.model import Note
from graphbuild.readers.encoding import legacy
from graphbuild.readers.encoding.syllables import SURE, judge, sample

_MISREAD = ("cp437", "cp1252", "cp1258", "latin-1")
"""Code pages in which UTF-8 is often opened by mistake."""
_FONTS = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI"}
_LATE_LETTERS = re.compile("[Ạ-ỹ]")
"""Vietnamese letters that exist only in Unicode, in no code page."""
_EXACT = 0.95
"""Share of Vietnamese from which all of a text is in one code; the rest are abbreviations like "QĐ" and names."""


def sound_text(text: str, source: str, *, convert: bool) -> tuple[str, tuple[Note, ...]]:
    """Return a text if it is sound; damaged text converted where that is exact and wanted, with a note that tells it.

    The conversion is exact if every letter with marks has a meaning in the code, the result is Vietnamese, and no
    capital letter is lost.

    Parameters
    ----------
    text
        The whole text of a file.
    source
        Its name in messages.
    convert
        Whether damaged text is converted instead of refused.

    Raises
    ------
    InputError
        ``encoding``: the text is damaged, and is not converted.

    Examples
    --------
    >>> sound_text("Uû ban nh©n d©n xVTX", "a.txt", convert=True)
    ('Uỷ ban nhân dân xVTX', (Note(code='converted_text', detail='tcvn3'),))
    """
    name = _damage(text)
    if not name:
        return text, ()
    converted = _converted(text, name)
    if converted is None or not convert:
        error = legacy_font(source, _FONTS[name]) if name in _FONTS else _misread(source, name)
        if converted is None:
            raise error
        way_out = _("graphbuild can convert it exactly: give the option --convert-legacy.")
        raise InputError(error.code, f"{error} {way_out}")
    detail = name if name in _FONTS else f"utf-8/{name}"
    return converted, (Note("converted_text", detail),)


def legacy_font(source: str, name: str) -> InputError:
    """Return the error for text in the code of an old font, whose name is given."""
    message = _(
        "{file}: the Vietnamese text is encoded for a legacy font ({name}). Convert it to Unicode first, for "
        "example with the converter of UniKey."
    )
    return InputError("encoding", message.format(file=source, name=name))


def _damage(text: str) -> str:
    """Return the code in which a text really is, or the code page with which it was misread; "" if it is sound."""
    if text.isascii():
        return ""
    part = sample(text)
    composed = compose(part)
    # No damage leaves these letters intact, and every sixth Vietnamese word has one.
    if len(_LATE_LETTERS.findall(composed)) * 10 >= sum(not letter.isascii() for letter in composed):
        return ""
    repaired = {codec: legacy.from_misread_utf8(part, codec) for codec in _MISREAD}
    # Text that was UTF-8 once gets shorter by a fifth; names and quotations in sound text change nothing.
    repaired = {codec: repair for codec, repair in repaired.items() if len(repair) < len(part) * 0.95}
    if judge(part).share < SURE or not judge(part).words:
        repaired |= {"tcvn3": legacy.from_tcvn3(part), "vni": legacy.from_vni(part)}
    verdicts = {name: judge(repair) for name, repair in repaired.items()}
    likely = [name for name, verdict in verdicts.items() if verdict.vietnamese >= 2 and verdict.share >= SURE]
    return max(likely, key=lambda name: verdicts[name].vietnamese, default="")


def _converted(text: str, name: str) -> str | None:
    """Return a damaged text as it was meant; None if that is not certain for every letter."""
    match name:
        case "tcvn3":
            converted, is_whole = legacy.from_tcvn3(text), not _has_letters(legacy.without_tcvn3(text))
        case "vni":
            converted, is_whole = legacy.from_vni(text), not _has_letters(legacy.without_vni(text))
        case _:
            converted, is_whole = legacy.from_misread_utf8(text, name), legacy.is_misread_utf8(text, name)
    if not is_whole or judge(converted).share < _EXACT:
        return None
    return None if name == "tcvn3" and legacy.loses_capitals(converted) else converted


def _has_letters(text: str) -> bool:
    return any(letter.isalpha() and not letter.isascii() for letter in text)


def _misread(source: str, codec: str) -> InputError:
    message = _(
        "{file}: the Vietnamese letters are garbled: UTF-8 was opened as {codec} and saved again. Get the "
        "original file, or open the original as UTF-8."
    )
    return InputError("encoding", message.format(file=source, codec=codec))
