"""Footnotes and endnotes: their numbers, in the order in which the text refers to them (ECMA-376 17.11)."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from graphbuild.readers.docx.names import child_of, integer_of, named, value_of
from graphbuild.readers.docx.numbering import number_in

_USUAL_FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}


class Reference(NamedTuple):
    """A reference to a note."""

    kind: str
    """"footnote" or "endnote"."""
    id: str


class NoteNumbers:
    """The numbers of a document's notes.

    Parameters
    ----------
    settings
        Root of the part of settings, if there is one.
    section
        Properties of the first section, which override them.
    """

    def __init__(self, settings: etree._Element | None, section: etree._Element | None) -> None:
        self._forms, self._next = _USUAL_FORMS.copy(), dict.fromkeys(_USUAL_FORMS, 1)
        for kind in _USUAL_FORMS:
            for properties in (child_of(settings, f"w:{kind}Pr"), child_of(section, f"w:{kind}Pr")):
                self._forms[kind] = value_of(child_of(properties, "w:numFmt")) or self._forms[kind]
                self._next[kind] = integer_of(child_of(properties, "w:numStart"), self._next[kind])
        self.marks: dict[Reference, str] = {}
        """What stands for each note that was referred to."""
        self.own_marks: set[Reference] = set()
        """The notes that have a mark of their own, which their text repeats."""

    def refer(self, reference: Reference, own_mark: str) -> str:
        """Return the number of a note when the text refers to it, or the mark that it has instead of a number."""
        if reference not in self.marks:
            mark = own_mark.strip()
            if mark:
                self.own_marks.add(reference)
            else:
                mark = number_in(self._forms[reference.kind], self._next[reference.kind])
                self._next[reference.kind] += 1
            self.marks[reference] = mark
        return self.marks[reference]


def notes_of(root: etree._Element | None, kind: str) -> dict[str, etree._Element]:
    """Return the notes of a part by their ids, without the lines that separate them from the text."""
    return {
        value_of(element, "id"): element
        for name, element in (named(root) if root is not None else ())
        if name == f"w:{kind}" and value_of(element, "type") in ("", "normal")
    }
