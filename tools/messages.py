"""Takes the messages of the code into the Vietnamese catalogue and compiles it.

Reads every ``_("…")`` of the package and the strings that click shows, merges them into
``graphbuild/locale/vi/LC_MESSAGES/graphbuild.po``, and writes the ``.mo`` beside it. ``--check`` changes nothing and
ends with 1 when the catalogue is not in step.
"""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parent.parent / "graphbuild"
PO = PACKAGE / "locale" / "vi" / "LC_MESSAGES" / "graphbuild.po"
METHODS = [("**.py", "python")]


def current_catalogue() -> Catalog:
    """Return the catalogue of the messages that the code and click have today, with the translations that exist."""
    with PO.open("rb") as file:
        catalogue = read_po(file, locale="vi")
    # The days of the file stay, or every run would change it.
    template = Catalog(
        project="graphbuild",
        charset="utf-8",
        creation_date=catalogue.creation_date,
        revision_date=catalogue.revision_date,
    )
    folders = [(PACKAGE, "graphbuild"), (Path(click.__file__).parent, "click")]
    for folder, name in folders:
        for path, _line, text, _comments, context in extract_from_dir(folder, METHODS):
            template.add(text, locations=[(f"{name}/{path}", 0)] if name == "graphbuild" else (), context=context)
    translated = {message.id: message.string for message in catalogue if message.id and message.string}
    for message in list(template):
        if not message.id:
            continue
        if message.id in translated:
            message.string = translated[message.id]
        elif not message.locations:
            # A string of click that nobody sees here stays in English.
            template.delete(message.id, message.context)
    template.locale = "vi"
    template.fuzzy = False
    return template


def main() -> int:
    """Update or check the catalogue; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    catalogue = current_catalogue()
    untranslated = [str(message.id) for message in catalogue if message.id and not message.string]
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, catalogue, width=120, sort_output=True, omit_header=False, include_lineno=False)
    write_mo(mo, catalogue)
    for message in untranslated:
        print(f"not translated: {message}", file=sys.stderr)
    if arguments.check:
        return int(bool(untranslated) or mo.getvalue() != PO.with_suffix(".mo").read_bytes())
    PO.write_bytes(po.getvalue())
    PO.with_suffix(".mo").write_bytes(mo.getvalue())
    return int(bool(untranslated))


if __name__ == "__main__":
    sys.exit(main())
