"""Files of offices, made by the word processor on this machine from a page that a test writes."""

from __future__ import annotations

import html
import subprocess
from pathlib import Path

_FILTERS = {
    "docx": "docx:MS Word 2007 XML",
    "doc": "doc:MS Word 97",
    "odt": "odt:writer8",
    "rtf": "rtf:Rich Text Format",
    "pdf": "pdf:writer_pdf_Export",
    "txt": "txt:Text (encoded):UTF8",
}
_STYLE = (
    "@page{size:A4;margin:2cm 1.5cm 2cm 3cm} body{font-family:'Liberation Serif';font-size:14pt}"
    "p{margin:0} .body{text-align:justify;text-indent:1.25cm;margin:6pt 0} .middle{text-align:center}"
)


def page_of(document: str) -> str:
    """Return a document typed as text, with its letterhead, as a page laid out as offices print it.

    The parts of the text are separated by blank lines: left and right column of the letterhead, type and title,
    paragraphs; "Nơi nhận" and the signature at the end.
    """
    left, right, *rest = document.strip().split("\n\n")
    foot = next(index for index, part in enumerate(rest) if part.startswith("Nơi nhận"))
    title, *body = rest[:foot]
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><style>{_STYLE}</style></head><body>"
        f"{_columns(left, right)}<p>&nbsp;</p><div class='middle'>{_lines(title)}</div><p>&nbsp;</p>"
        + "".join(f"<p class='body'>{html.escape(line)}</p>" for part in body for line in part.split("\n"))
        + f"<p>&nbsp;</p>{_columns(rest[foot], rest[foot + 1])}</body></html>"
    )


def converted(path: Path, form: str) -> Path:
    """Return the file that the word processor makes of another one in the same folder, by the suffix of its format."""
    profile = (path.parent / "profile").absolute().as_uri()
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            *("--convert-to", _FILTERS[form], "--outdir", str(path.parent), str(path)),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return path.with_suffix(f".{form}")


def scan_of(pdf: Path, scan: Path) -> Path:
    """Write the pages of a PDF file as a scanner would, and return the path of the scan."""
    from pypdfium2 import PdfDocument

    with PdfDocument(pdf) as document:
        pages = [page.render(scale=300 / 72).to_pil().convert("L") for page in document]
    pages[0].save(scan, save_all=True, append_images=pages[1:], resolution=300)
    return scan


def _columns(left: str, right: str) -> str:
    cells = "".join(f"<td width='50%' class='middle'>{_lines(column)}</td>" for column in (left, right))
    return f"<table width='100%' border='0'><tr>{cells}</tr></table>"


def _lines(part: str) -> str:
    return "".join(f"<p class='middle'>{html.escape(line)}</p>" for line in part.split("\n"))
