"""Reads the files of a folder: text here, foreign formats in a process of their own."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType

from graphbuild.errors import InputError
from graphbuild.messages import _, why
from graphbuild.model import Text
from graphbuild.readers.failure import Failure
from graphbuild.readers.formats import LARGEST, is_foreign, read_bytes, reader_of
from graphbuild.readers.isolation import Isolated
from graphbuild.readers.reader import HEAD, Settings

_END_SHOWN = 80
"""Characters shown of each end of a long path in a message."""


class Files:
    """Reads files of all formats.

    Parameters
    ----------
    settings
        How files are read in this run; the usual settings if None.

    Examples
    --------
    >>> with Files() as files:
    ...     [text] = files.texts_of("Chỉ thị số 05-CT/TW".encode(), "a.txt")
    >>> text.content
    'Chỉ thị số 05-CT/TW'
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self._settings = settings or Settings.usual()
        self._isolated = Isolated(self._settings)

    def __enter__(self) -> Files:
        """Return the object itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process that reads foreign files, if it was started."""
        self._isolated.__exit__(kind, error, trace)

    def texts(self, path: Path, source: str) -> Iterator[Text | Failure]:
        """Yield the text of a file, or those of the files in it, or why one could not be read.

        Parameters
        ----------
        path
            Path of the file.
        source
            Its name in messages and in the graph: its path relative to the corpus, with ``/``. The name of a file in
            an archive or a mail follows after another ``/``.
        """
        try:
            with path.open("rb") as file:
                head = file.read(HEAD)
                if not is_foreign(head, source):
                    # Of a file that nobody reads only the beginning is looked at.
                    reader_of(head, source)
                data = head + file.read(LARGEST + 1 - len(head))
        except OSError as error:
            yield Failure.of(source, unreadable(source, error))
        except InputError as error:
            yield Failure.of(source, error)
        else:
            yield from self.texts_of(data, source)

    def pictures(self, path: Path, source: str, wanted: str, numbers: Sequence[int]) -> Iterator[bytes]:
        """Yield a picture of each of the given pages; see `graphbuild.readers.isolation.Isolated.pictures`.

        Raises
        ------
        InputError
            The file cannot be read any more, or a page of it cannot be shown.
        """
        try:
            data = path.read_bytes()
        except OSError as error:
            raise unreadable(source, error) from error
        yield from self._isolated.pictures(data, source, wanted, numbers)

    def texts_of(self, data: bytes, source: str) -> Iterator[Text | Failure]:
        """Yield the same for a file whose bytes are `data`."""
        if is_foreign(data[:HEAD], source) and len(data) <= LARGEST:
            yield from self._isolated.texts(data, source)
            return
        try:
            yield read_bytes(data, source, self._settings)
        except InputError as error:
            yield Failure.of(source, error)


def read_file(path: Path, source: str, settings: Settings | None = None) -> Text:
    """Return the text of one file that is a document by itself.

    Parameters
    ----------
    path
        Path of the file.
    source
        Its name in messages and in the graph.
    settings
        How files are read in this run; the standard settings if None.

    Raises
    ------
    InputError
        Why it cannot be read, with the codes of `graphbuild.readers.formats.read_bytes`, or ``unreadable``: the system
        refuses access to it; ``memory``, ``time``, ``crash``: it is damaged, or made to do harm; ``archive``: it
        contains other files.
    """
    with Files(settings) as files:
        results = list(files.texts(path, source))
    own = next((result for result in results if result.source == source), None)
    if own is None:
        message = _("{file}: an archive has no text of its own; it contains {count} files.")
        raise InputError("archive", message.format(file=source, count=len(results)))
    if isinstance(own, Failure):
        raise InputError(own.code, own.message)
    return own


def unreadable(source: str, error: OSError) -> InputError:
    """Return the error for a file or folder that the system refuses access to."""
    if error.errno == errno.ENAMETOOLONG:
        shown = f"{source[:_END_SHOWN]}…{source[-_END_SHOWN:]}" if len(source) > 2 * _END_SHOWN else source
        message = _(
            "{file}: the path is too long for this system. Move the file to a higher folder, or shorten the "
            "folder names."
        )
        return InputError("unreadable", message.format(file=shown))
    message = _(
        "{file}: cannot be read ({reason}). Check that it still exists and that you have permission to open it."
    )
    return InputError("unreadable", message.format(file=source, reason=why(error)))
