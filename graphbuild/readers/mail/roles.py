"""What each part of an e-mail is: its text, another version of it, a picture in it, or an attachment."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from graphbuild.readers.mail.entity import Entity
from graphbuild.readers.mail.fields import parameter

_TEXTS = ("text/plain", "text/html")


class Role(Enum):
    """The role of a part that has no parts itself."""

    BODY = "text of the mail"
    VERSION = "the same text in another format"
    PICTURE = "picture shown within the text"
    ATTACHMENT = "attachment"
    TOO_DEEP = "parts deeper than are read"


def roles(entity: Entity) -> Iterator[tuple[Role, Entity]]:
    """Yield the parts of a message that have no parts themselves, with their roles, in their order.

    Of the versions of one text (RFC 2046, 5.1.4) the plain one is the text of the mail unless it is empty, else the
    last one. The signature of a signed message (RFC 1847) is not yielded.
    """
    if entity.is_too_deep:
        yield Role.TOO_DEEP, entity
    elif not entity.parts:
        yield (Role.BODY if _is_text(entity) else Role.ATTACHMENT), entity
    elif entity.type == "multipart/alternative":
        yield from _of_versions(entity)
    elif entity.type == "multipart/related":
        root = root_of(entity)
        for part in entity.parts:
            for role, leaf in roles(part):
                shown = leaf.type.startswith("image/") and not _is_attached(leaf)
                yield (role if part is root else Role.PICTURE if shown else Role.ATTACHMENT), leaf
    elif entity.type == "multipart/signed":
        for part in entity.parts[:1]:
            yield from roles(part)
    else:
        for part in entity.parts:
            yield from roles(part)


def root_of(related: Entity) -> Entity:
    """Return the part of a ``multipart/related`` that the others belong to (RFC 2387): the one named, else the first.

    A web page that Chrome saved names the address of its root in the head instead.
    """
    start = parameter(related.head, "content-type", "start").strip("<> ")
    address = str(related.head.get("snapshot-content-location") or related.head.get("content-location") or "").strip()
    for name, wanted in (("content-id", start), ("content-location", address)):
        for part in related.parts:
            if wanted and str(part.head.get(name, "")).strip().strip("<>") == wanted:
                return part
    return related.parts[0]


def file_name(entity: Entity) -> str:
    """Return the name of the file that a part is, as it is written; "" if it has none."""
    return parameter(entity.head, "content-disposition", "filename") or parameter(entity.head, "content-type", "name")


def _of_versions(entity: Entity) -> Iterator[tuple[Role, Entity]]:
    versions = [list(roles(part)) for part in entity.parts]
    texts = [[leaf for role, leaf in version if role is Role.BODY] for version in versions]
    filled = [at for at, leaves in enumerate(texts) if any(leaf.content().strip() for leaf in leaves)]
    plain = [at for at in filled if all(leaf.type == "text/plain" for leaf in texts[at])]
    chosen = (plain[:1] or filled[-1:] or [0])[0]
    for at, version in enumerate(versions):
        for role, leaf in version:
            unnamed = leaf.type.startswith("text/") and not file_name(leaf)
            yield (Role.VERSION if unnamed and (at != chosen or role is not Role.BODY) else role), leaf


def _is_text(entity: Entity) -> bool:
    return entity.type in _TEXTS and not _is_attached(entity) and not file_name(entity)


def _is_attached(entity: Entity) -> bool:
    return entity.head.get_content_disposition() == "attachment"
