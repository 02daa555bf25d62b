"""Word files made of hand-written XML, for what no program would write when it is wanted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from types import MappingProxyType

_OPEN = "http://schemas.openxmlformats.org"
_PACKAGE = f"{_OPEN}/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
NAMESPACES = (
    f'xmlns:w="{_OPEN}/wordprocessingml/2006/main" xmlns:r="{_OPEN}/officeDocument/2006/relationships" '
    f'xmlns:m="{_OPEN}/officeDocument/2006/math" xmlns:mc="{_OPEN}/markup-compatibility/2006" '
    f'xmlns:a="{_OPEN}/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_STRICT = {
    f"{_OPEN}/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    f"{_OPEN}/officeDocument/2006/": "http://purl.oclc.org/ooxml/officeDocument/",
}


def docx(
    body: str,
    *,
    styles: str = "",
    numbering: str = "",
    footnotes: str = "",
    endnotes: str = "",
    settings: str = "",
    theme: str = "",
    relations: str = "",
    main_type: str = _MAIN,
    parts: Mapping[str, str | bytes] = MappingProxyType({}),
    is_strict: bool = False,
) -> bytes:
    """Return a package whose parts contain the given XML.

    `relations` are further ``Relationship`` elements of the document, `parts` further parts by their names.
    """
    wrapped = {
        "document": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "styles": f"<w:styles {NAMESPACES}>{styles}</w:styles>",
        "numbering": f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>",
        "footnotes": f"<w:footnotes {NAMESPACES}>{footnotes}</w:footnotes>",
        "endnotes": f"<w:endnotes {NAMESPACES}>{endnotes}</w:endnotes>",
        "settings": f"<w:settings {NAMESPACES}>{settings}</w:settings>",
        "theme": f"<a:theme {NAMESPACES}>{theme}</a:theme>",
    }
    own = "".join(
        f'<Relationship Id="own-{name}" Type="{_OPEN}/officeDocument/2006/relationships/{name}" Target="{name}.xml"/>'
        for name in wrapped
        if name != "document"
    )
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN.replace("document.main", name)}"/>'
        for name in wrapped
        if name != "document"
    )
    written: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main_type}"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r" Type="{_OPEN}/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{own}{relations}'
        "</Relationships>",
        **{f"word/{name}.xml": content for name, content in wrapped.items()},
        **parts,
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in written.items():
            if is_strict and isinstance(content, str):
                for transitional, strict in _STRICT.items():
                    content = content.replace(transitional, strict)
            package.writestr(name, content)
    return packed.getvalue()


def relation(identifier: str, kind: str, target: str, *, is_external: bool = False) -> str:
    """Return a reference of the document to a part or to something outside the file."""
    mode = ' TargetMode="External"' if is_external else ""
    kinds = f"{_OPEN}/officeDocument/2006/relationships"
    return f'<Relationship Id="{identifier}" Type="{kinds}/{kind}" Target="{target}"{mode}/>'


def p(content: str = "", properties: str = "") -> str:
    """Return a paragraph; `content` without tags is the text of one run."""
    inner = content if not content or content.startswith("<") else r(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Return a run; `text` without tags is its characters."""
    inner = text if text.startswith("<") else f'<w:t xml:space="preserve">{text}</w:t>'
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>"


def item(text: str, number: int = 1, level: int = 0) -> str:
    """Return a paragraph of a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(index: int, text: str, form: str = "decimal", more: str = "", start: int = 1) -> str:
    """Return a level of an abstract list."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(*levels: str, identifier: int = 1, more: str = "") -> str:
    """Return an abstract list."""
    return f'<w:abstractNum w:abstractNumId="{identifier}">{more}{"".join(levels)}</w:abstractNum>'


def number(identifier: int = 1, of: int = 1, overrides: str = "") -> str:
    """Return a list that follows an abstract one."""
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def table(*rows: str) -> str:
    """Return a table of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """Return a row; a cell without tags is a paragraph of text."""
    written = (cell if cell.startswith("<w:tc>") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(written)}</w:tr>"


def tc(content: str, properties: str = "") -> str:
    """Return a cell; `content` without tags is a paragraph of text."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"
