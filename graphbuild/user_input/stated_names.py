"""Reads what a person states about documents, in ``corpus.toml`` or a register: their issuer and its place.

Extraction takes a text as it is; a person's statement must be understood completely, or be rejected with a correction.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from graphbuild.extraction.bodies import BodyFinder, read_body
from graphbuild.messages import _
from graphbuild.model import BodyName
from graphbuild.text import ascii_slug, normalize, plain_name
from graphbuild.vocabulary.bodies import organs, seats, seats_by_name, unlisted_heads
from graphbuild.vocabulary.places import Place, communes_by_name, places_by_name

_MOST_NAMES = 5
"""Number of names listed in one message."""


def read_issuer(text: str) -> tuple[str, BodyName, tuple[str, ...]]:
    """Return an issuer in normal form, its parts, and its place if the wider units follow the name.

    Parameters
    ----------
    text
        "Đảng ủy xã Trung Chính", or "Đảng ủy xã Trung Chính, tỉnh Thanh Hóa"; a name that the vocabulary does not list
        ("Tổng công ty Đường sắt Việt Nam") is taken as it is.

    Returns
    -------
    tuple
        The name without what follows it, its parts, and the gazetteer keys (see `read_place`).

    Raises
    ------
    ValueError
        There is no name, an organ is named without its committee, diacritics are missing, or only a part is understood.

    Examples
    --------
    >>> name, body, keys = read_issuer("Huyện ủy Nông Cống, tỉnh Thanh Hóa")
    >>> name, body.seat, keys
    ('Huyện ủy Nông Cống', 'Huyện ủy', ('nong-cong.thanh-hoa',))
    """
    plain = normalize(" ".join(text.split())).text
    if not plain:
        raise ValueError(_("the issuer is empty"))
    mention = BodyFinder(plain).at(0)
    if mention is None:
        _refuse_without_diacritics(plain)
    elif mention.name.place and plain[mention.span.end :].startswith(", "):
        seat = seats_by_name()[mention.name.seat]
        own = f"{seat.unit} {mention.name.place}" if seat.level == mention.name.level else mention.name.place
        keys = read_place(own + plain[mention.span.end :], mention.name.level)
        return plain[: mention.span.end], mention.name, keys
    body = read_body(plain)
    if not body.seat:
        message = _("“{name}” of which committee? Write it in full: “Ban Thường vụ Huyện ủy Nông Cống”")
        raise ValueError(message.format(name=plain))
    return plain, body, ()


def read_place(text: str, level: str = "") -> tuple[str, ...]:
    """Return the gazetteer keys of a place name: the states of one place before and after a merger.

    Parameters
    ----------
    text
        Name with or without the word for its type and the units it belongs to: "xã Trung Chính, tỉnh Thanh Hóa".
    level
        "province", "district" or "commune"; "" for any.

    Raises
    ------
    ValueError
        The gazetteer has no such place, or more than one.

    Examples
    --------
    >>> read_place("xã Trung Chính, tỉnh Thanh Hóa")
    ('trung-chinh.nong-cong.thanh-hoa', 'trung-chinh.thanh-hoa')
    """
    own, *around = [part.strip() for part in text.split(",")]
    same = [place for place in _places_named(own) if _lies_in(place, around) and level in ("", place.level)]
    if not same:
        message = _("there is no place “{text}” in the gazetteer; write it as “huyện Vĩnh Bảo, thành phố Hải Phòng”")
        raise ValueError(message.format(text=text))
    if not _are_states_of_one(same):
        message = _("“{text}” could be: {names}; add its type of unit and the unit it belongs to")
        names = sorted({place.full_name for place in same})
        told = "; ".join(names[:_MOST_NAMES]) + ("; …" if len(names) > _MOST_NAMES else "")
        raise ValueError(message.format(text=text, names=told))
    return tuple(sorted({place.key for place in same}))


def _refuse_without_diacritics(name: str) -> None:
    """Raise an error for a known body without diacritics, which would otherwise be taken for an unlisted one."""
    plain, slug = plain_name(name), ascii_slug(name)
    for word_slug, words in _words_by_slug().items():
        if f"{slug}-".startswith(f"{word_slug}-") and not plain.startswith(tuple(plain_name(word) for word in words)):
            message = _("“{name}” must be written with its diacritics, like “{word}”")
            raise ValueError(message.format(name=name, word=words[0]))


@cache
def _words_by_slug() -> dict[str, tuple[str, ...]]:
    """Return the words that begin names of bodies, by their form without diacritics."""
    found: dict[str, tuple[str, ...]] = {}
    words = [word for seat in seats() for word in seat.words] + [word for organ in organs() for word in organ.words]
    for word in (*words, *unlisted_heads()):
        slug = ascii_slug(word)
        found[slug] = (*found.get(slug, ()), word)
    return found


def _are_states_of_one(same: list[Place]) -> bool:
    """Tell whether places are one unit over time: of one level and province, and never two at once."""
    if len({(place.level, plain_name(place.full_name.split(", ")[-1])) for place in same}) > 1:
        return False
    spans = sorted((place.valid_from, place.valid_to or "9999") for place in same)
    return all(earlier[1] < later[0] for earlier, later in pairwise(spans))


def _places_named(text: str) -> list[Place]:
    """Return the places of a name with or without the word for its type."""
    plain = plain_name(text)
    found: list[Place] = []
    for known in (places_by_name(), communes_by_name()):
        found += known.get(plain, ())
        for words in (1, 2):
            kind, name = " ".join(plain.split()[:words]), " ".join(plain.split()[words:])
            found += [place for place in known.get(name, ()) if place.kind == kind]
    return found


def _lies_in(place: Place, around: list[str]) -> bool:
    outer = plain_name(place.full_name).split(", ")[1:]
    return all(any(whole.endswith(plain_name(part)) for whole in outer) for part in around)
