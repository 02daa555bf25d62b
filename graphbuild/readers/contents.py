"""All texts of a file: its own, or those of the files in an archive or a mail, to any depth within limits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from graphbuild.errors import InputError
from graphbuild.messages import _
from graphbuild.model import Text
from graphbuild.readers.archive import Member, members_of
from graphbuild.readers.failure import Failure
from graphbuild.readers.formats import container_of, read_bytes
from graphbuild.readers.packages.package import LARGEST_TOTAL, MOST_MEMBERS
from graphbuild.readers.reader import Settings

DEEPEST = 5
"""Number of archives and mails inside each other that are opened; offices send three."""


def _silent(source: str) -> None:
    pass


@dataclass(slots=True)
class Contents:
    """The texts of one file.

    Parameters
    ----------
    settings
        How files are read in this run.
    skip
        Names of files in it that are not to be read.
    begin
        Called with the name of each file before it is read.
    """

    settings: Settings
    skip: Collection[str] = ()
    begin: Callable[[str], None] = _silent
    _count: int = field(default=0, init=False)
    _bytes: int = field(default=0, init=False)

    def texts(self, data: bytes, source: str, depth: int = 0) -> Iterator[Text | Failure]:
        """Yield the text of a file and of all files in it, or why one could not be read; never raises for one of them.

        Parameters
        ----------
        data
            The whole file.
        source
            Its name; that of a file in it follows after ``/``.
        depth
            Number of archives and mails around it.
        """
        self.begin(source)
        container = container_of(data, source)
        if source not in self.skip and container != "zip":
            yield self._own(data, source)
        if container is None:
            return
        try:
            for member in self._members(data, source, depth):
                yield from self._member(member, f"{source}/{member.name}", depth + 1)
        except Exception as error:
            yield Failure.of(source, error)

    def data_of(self, data: bytes, source: str, wanted: str) -> bytes:
        """Return the bytes of the file `wanted`, which is `source` itself or a file in it.

        Raises
        ------
        InputError
            ``damaged``: there is no such file any more, or what `texts` tells as a failure.
        """
        depth = 0
        while source != wanted:
            inside = (
                one for one in self._members(data, source, depth) if f"{wanted}/".startswith(f"{source}/{one.name}/")
            )
            member = next(inside, None)
            if member is None:
                raise InputError("damaged", _("{file}: the file has changed since it was read.").format(file=wanted))
            data, source, depth = member.read(), f"{source}/{member.name}", depth + 1
        return data

    def _own(self, data: bytes, source: str) -> Text | Failure:
        try:
            return read_bytes(data, source, self.settings)
        except Exception as error:
            return Failure.of(source, error)

    def _member(self, member: Member, source: str, depth: int) -> Iterator[Text | Failure]:
        self.begin(source)
        self.settings.step()
        try:
            data = member.read()
        except Exception as error:
            yield Failure.of(source, error)
            return
        self._bytes += len(data)
        if self._bytes > LARGEST_TOTAL:
            raise self._too_much(source)
        yield from self.texts(data, source, depth)

    def _members(self, data: bytes, source: str, depth: int) -> Iterator[Member]:
        if depth >= DEEPEST:
            message = _("{file}: more than {limit} archives or mails inside each other are not opened.")
            raise InputError("bomb", message.format(file=source, limit=DEEPEST))
        for member in _inside(data, source):
            self._count += 1
            if self._count > MOST_MEMBERS:
                raise self._too_much(source)
            yield member

    def _too_much(self, source: str) -> InputError:
        message = _("{file}: there is more in it than is read from one file; unpack it into the corpus folder.")
        return InputError("bomb", message.format(file=source))


def _inside(data: bytes, source: str) -> Iterator[Member]:
    if container_of(data, source) == "zip":
        return members_of(data, source)
    from graphbuild.readers.mail.eml import attachments_of

    return attachments_of(data, source)
