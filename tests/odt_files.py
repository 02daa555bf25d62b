"""OpenDocument texts made of hand-written XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from types import MappingProxyType

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = " ".join(
    [
        *(f'xmlns:{prefix}="{_OASIS}:{prefix}:1.0"' for prefix in ("office", "style", "table", "text", "manifest")),
        f'xmlns:draw="{_OASIS}:drawing:1.0"',
        f'xmlns:fo="{_OASIS}:xsl-fo-compatible:1.0"',
        f'xmlns:svg="{_OASIS}:svg-compatible:1.0"',
        'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"',
        'xmlns:xlink="http://www.w3.org/1999/xlink"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ]
)


def odt(
    text: str,
    *,
    automatic: str = "",
    styles: str = "",
    manifest: str = "",
    parts: Mapping[str, str | bytes] = MappingProxyType({}),
    kind: str = "text",
) -> bytes:
    """Return a package with a text; `automatic` are the styles beside it, `styles` the content of the file's styles."""
    members: dict[str, str | bytes] = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f"<office:document-content {_NAMESPACES}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{text}</office:text></office:body>"
        "</office:document-content>",
        "styles.xml": f"<office:document-styles {_NAMESPACES}>{styles}</office:document-styles>",
        "META-INF/manifest.xml": f"<manifest:manifest {_NAMESPACES}>{manifest}</manifest:manifest>",
        **parts,
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def p(content: str, style: str = "") -> str:
    """Return a paragraph."""
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def span(content: str, style: str) -> str:
    """Return a run of text with a style."""
    return f'<text:span text:style-name="{style}">{content}</text:span>'


def style(name: str, properties: str = "", *, family: str = "text", more: str = "") -> str:
    """Return a style with properties of text."""
    inner = f"<style:text-properties {properties}/>"
    return f'<style:style style:name="{name}" style:family="{family}" {more}>{inner}</style:style>'


def items(*contents: str, attributes: str = "") -> str:
    """Return a list; an item without tags is a paragraph."""
    written = (content if content.startswith("<") else p(content) for content in contents)
    inner = "".join(f"<text:list-item>{content}</text:list-item>" for content in written)
    return f"<text:list {attributes}>{inner}</text:list>"


def levels(*attributes: str, name: str = "L") -> str:
    """Return a list style whose levels have numbers with the given attributes."""
    inner = "".join(
        f'<text:list-level-style-number text:level="{level}" {written}/>' for level, written in enumerate(attributes, 1)
    )
    return f'<text:list-style style:name="{name}">{inner}</text:list-style>'


def table(*rows: str, head: str = "") -> str:
    """Return a table; `head` are the rows of its head."""
    heads = f"<table:table-header-rows>{head}</table:table-header-rows>" if head else ""
    return f"<table:table>{heads}{''.join(rows)}</table:table>"


def row(*cells: str) -> str:
    """Return a row; a cell without tags is a paragraph."""
    return f"<table:table-row>{''.join(c if c.startswith('<') else cell(c) for c in cells)}</table:table-row>"


def cell(content: str, attributes: str = "") -> str:
    """Return a cell; `content` without tags is a paragraph."""
    inner = content if content.startswith("<") else p(content)
    return f"<table:table-cell {attributes}>{inner}</table:table-cell>"
