"""Names of attachments: one line of visible letters, no path, none twice, and none missing."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path, PurePosixPath

from graphbuild.readers.archive import distinct, safe_name

_SLASHES = str.maketrans("/\\", "--")
_LONGEST = 150
"""Maximum length of a name in characters; its end, with the suffix, is kept."""


class Names:
    """Gives the attachments of one message their names.

    Examples
    --------
    >>> names = Names()
    >>> [names.of("12/KH-UBND.pdf", ""), names.of("12-kh-ubnd.PDF", ""), names.of("", "application/pdf")]
    ['12-KH-UBND.pdf', '12-kh-ubnd (2).PDF', 'tep-3.pdf']
    """

    def __init__(self) -> None:
        self._given = 0
        self._taken: dict[str, int] = {}

    def of(self, written: str, kind: str) -> str:
        """Return the name of the next attachment.

        Parameters
        ----------
        written
            Its name in the message, on one line (see `graphbuild.readers.mail.fields.words`), or "".
        kind
            Its content type: "application/pdf".
        """
        self._given += 1
        name = safe_name(written.translate(_SLASHES).strip(" .") or f"tep-{self._given}")
        suffix = PurePosixPath(name).suffix
        usual = _suffixes().get(kind, "")
        if not suffix or (usual == ".eml" != suffix.lower()):
            name, suffix = name + usual, usual
        stem = name.removesuffix(suffix)[: max(_LONGEST - len(suffix), 1)].rstrip()
        return distinct(stem + suffix[:_LONGEST], self._taken)


@cache
def _suffixes() -> dict[str, str]:
    return tomllib.loads((Path(__file__).parent / "types.toml").read_text(encoding="utf-8"))
