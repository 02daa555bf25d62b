"""What the walk over a Word or RTF file finds besides its text, and the notes that tell it."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphbuild.model import Note


@dataclass(slots=True)
class Found:
    """What was found while the texts of a file were read."""

    deletions: int = 0
    """Number of deletions left out."""
    hidden: int = 0
    """Number of hidden characters left out."""
    links: int = 0
    """Number of things outside that the file would fetch."""
    embedded: int = 0
    """Number of embedded objects."""
    fonts: set[str] = field(default_factory=set)
    """Fonts from before Unicode whose text was converted."""

    def add(self, other: Found) -> None:
        """Add what was found elsewhere in the same file."""
        self.deletions += other.deletions
        self.hidden += other.hidden
        self.links += other.links
        self.embedded += other.embedded
        self.fonts |= other.fonts

    def notes(self) -> list[Note]:
        """Return what is to be told of it.

        Examples
        --------
        >>> Found(deletions=2, fonts={".VnTime"}).notes()
        [Note(code='deleted_text', detail='2'), Note(code='legacy_font', detail='.VnTime')]
        """
        told = (
            ("deleted_text", self.deletions),
            ("hidden_text", self.hidden),
            ("legacy_font", ", ".join(sorted(self.fonts))),
            ("external_links", self.links),
            ("embedded_files", self.embedded),
        )
        return [Note(code, str(detail)) for code, detail in told if detail]
