"""E-mails: the text of the mail itself, and the files attached to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graphbuild.model import Markup, Note
from graphbuild.readers.archive import Member
from graphbuild.readers.encoding.charset import Decoded, decode
from graphbuild.readers.encoding.damage import sound_text
from graphbuild.readers.html.reader import decoded_page, page_text
from graphbuild.readers.mail.entity import Entity, entity_of
from graphbuild.readers.mail.fields import field, parameter, words
from graphbuild.readers.mail.names import Names
from graphbuild.readers.mail.roles import Role, file_name, roles
from graphbuild.readers.packages.package import damaged
from graphbuild.readers.reader import Content, Settings
from graphbuild.readers.signatures import head_of_mail

_SHOWN = ("Subject", "From", "To", "Cc", "Date")
"""Fields of the head that are part of the text."""
_SOFT_END = re.compile(r"(?<!^--)(?<=[^ \n]) \n(?!-- ?$)(?=[^\s>])", re.MULTILINE)
"""The end of a line that goes on (RFC 3676, 4): it has a blank; the line "-- " before a signature is no such line."""


@dataclass(frozen=True, slots=True)
class EmlReader:
    """Reads e-mails; `attachments_of` tells what is attached to them."""

    format: str = "eml"
    suffixes: tuple[str, ...] = (".eml",)
    markup: Markup = "markdown"
    own_offsets: bool = False

    def recognises(self, data: bytes) -> bool:
        """Tell whether the file begins with the head of a message, be it typed."""
        return head_of_mail(data) != b""

    def read(self, data: bytes, source: str, settings: Settings) -> Content:
        r"""Return subject, sender, recipients and day of an e-mail, and its text without the attachments.

        Raises
        ------
        InputError
            ``damaged``: it has no head; ``bomb``: it has too many parts; ``charset`` or ``encoding``, as in
            `graphbuild.readers.formats.read_bytes`.

        Examples
        --------
        >>> mail = b"From: a@xa.example\nSubject: =?utf-8?Q?G=E1=BB=ADi?= 12-KH/HU\nMIME-Version: 1.0\n\nXin tr\xec"
        >>> EmlReader().read(mail, "thu.eml", Settings()).text
        'Subject: Gửi 12-KH/HU\nFrom: a@xa.example\n\nXin trì'
        """
        message = entity_of(data, source)
        if not message.head.keys():
            raise damaged(source)
        shown = ((name, field(message.head, name, source)) for name in _SHOWN)
        texts = ["\n".join(f"{name}: {text}" for name, text in shown if text)]
        encodings, pictures, too_deep = [], 0, 0
        for role, leaf in _leaves(message):
            if role is Role.BODY:
                body = _body(leaf, source)
                texts.append(body.content.strip("\n"))
                encodings.append(body.encoding)
                settings.step()
            pictures += role is Role.PICTURE
            too_deep += role is Role.TOO_DEEP
        text, converted = sound_text("\n\n".join(filter(None, texts)), source, convert=settings.convert_legacy)
        notes = [Note("embedded_files", str(pictures))] if pictures else []
        notes += [Note("unread_parts", str(too_deep))] if too_deep else []
        return Content(text, next((name for name in encodings if name != "utf-8"), "utf-8"), notes=(*converted, *notes))


def attachments_of(data: bytes, source: str) -> Iterator[Member]:
    r"""Yield the files attached to an e-mail, in their order; each is decoded only when it is read.

    Pictures shown within the text of the mail are not among them, nor is the signature of a signed mail. An attached
    mail is one file, "….eml"; its own attachments are not looked for.

    Parameters
    ----------
    data
        Bytes of the mail.
    source
        Its name in messages.

    Raises
    ------
    InputError
        ``bomb``: the mail has too many parts.

    Examples
    --------
    >>> mail = b"Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0="
    >>> [(member.name, member.read()) for member in attachments_of(mail, "thu.eml")]
    [('tep-1.pdf', b'%PDF-')]
    """
    names = Names()
    for role, leaf in _leaves(entity_of(data, source)):
        if role is Role.ATTACHMENT:
            written = words(file_name(leaf), source)
            if not written and leaf.type == "message/rfc822":
                written = field(entity_of(leaf.content(), source).head, "Subject", source)
            yield Member(names.of(written, leaf.type), leaf.content)


def _leaves(message: Entity) -> Iterator[tuple[Role, Entity]]:
    """Yield the parts with their roles; a mail that is one text is its text, whatever name it has."""
    if not message.parts and message.type in ("text/plain", "text/html"):
        yield Role.BODY, message
    else:
        yield from roles(message)


def _body(leaf: Entity, source: str) -> Decoded:
    declared = parameter(leaf.head, "content-type", "charset")
    if leaf.type == "text/html":
        page = decoded_page(leaf.content(), source, declared)
        return Decoded(page_text(page.content), page.encoding)
    decoded = decode(leaf.content(), source, declared)
    text = decoded.content.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if parameter(leaf.head, "content-type", "format").lower() == "flowed":
        joint = "" if parameter(leaf.head, "content-type", "delsp").lower() == "yes" else " "
        text = _SOFT_END.sub(joint, text)
    return Decoded(text, decoded.encoding)
