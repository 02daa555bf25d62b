"""XML parts of a package, parsed without entities, external files or network, and within limits."""

from __future__ import annotations

import re

from lxml import etree

from graphbuild.readers.packages.package import damaged

_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DOCTYPE_WIDE = re.compile(rb"<\0!\0[Dd]\0|\0<\0!\0[Dd]")


def xml_of(data: bytes, source: str) -> etree._Element:
    """Return the root element of an XML part; `source` is the file's name in messages.

    Raises
    ------
    InputError
        ``damaged``: it is not well-formed, nested deeper than 256 elements, or declares entities, which no office
        format does.

    Examples
    --------
    >>> xml_of(b"<a><b>x</b></a>", "a.docx").findtext("b")
    'x'
    """
    if declares_entities(data):
        raise damaged(source)
    # The limits of libxml2 stay on: they bound the depth of elements and the length of a name or a text.
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(source) from error


def declares_entities(data: bytes) -> bool:
    """Tell whether an XML part has a document type or entities, which no office format has.

    Examples
    --------
    >>> declares_entities(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    True
    """
    return bool(_DOCTYPE.search(data) or _DOCTYPE_WIDE.search(data[:1000]))
