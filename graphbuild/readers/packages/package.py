"""A ZIP file whose members are read within limits of number, size and ratio, whatever its directory claims.

A bomb packs gigabytes into kilobytes, or claims a small size and holds a large one; so the bytes that really come out
are counted while they come. Nothing is ever written to disk, and names are never used as paths.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from graphbuild.errors import InputError
from graphbuild.messages import _

MOST_MEMBERS = 10_000
"""Largest number of members of one package."""
LARGEST_MEMBER = 200_000_000
"""Size limit of an unpacked member in bytes, as of a file of the corpus."""
LARGEST_TOTAL = 1_000_000_000
"""Size limit in bytes of all that is unpacked from one package."""
_RATIO = 200
"""How many times larger than its packed bytes a member may be; Word's XML reaches 60, blank pictures 150."""
_FREE = 10_000_000
"""Bytes of a member for which the ratio does not count."""
_STEP = 1 << 20
_ENCRYPTED = 0x1


class Package:
    """A ZIP file in memory.

    Parameters
    ----------
    data
        Bytes of the file.
    source
        Its name in messages.

    Raises
    ------
    InputError
        ``damaged``: it is no ZIP file, or its directory is broken; ``bomb``: it has more than `MOST_MEMBERS` members.

    Examples
    --------
    >>> from io import BytesIO
    >>> with zipfile.ZipFile(file := BytesIO(), "w") as archive:
    ...     archive.writestr("van ban/a.txt", "Chỉ thị")
    >>> package = Package(file.getvalue(), "a.zip")
    >>> package.names, package.read("van ban/a.txt").decode()
    (['van ban/a.txt'], 'Chỉ thị')
    """

    def __init__(self, data: bytes, source: str) -> None:
        self._source = source
        self._taken = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise damaged(source) from error
        self._members = [member for member in self._zip.infolist() if not member.is_dir()]
        if len(self._members) > MOST_MEMBERS:
            message = _("{file}: it has {count} files in it, more than the {limit} that are read from one archive.")
            raise InputError("bomb", message.format(file=source, count=len(self._members), limit=MOST_MEMBERS))

    @property
    def names(self) -> list[str]:
        """Names of the members, in the order of the directory."""
        return [member.filename for member in self._members]

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a member of that name."""
        return name in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """Return the bytes of a member.

        Raises
        ------
        InputError
            ``damaged``: there is none of that name, or its bytes are broken; ``encrypted``: it needs a password;
            ``bomb``: it is beyond a limit.
        """
        member = self._zip.NameToInfo.get(name)
        if member is None:
            raise damaged(self._source)
        if member.flag_bits & _ENCRYPTED:
            raise encrypted(self._source)
        if member.file_size > LARGEST_MEMBER:
            raise self._bomb(name)
        parts, size = [], 0
        try:
            with self._zip.open(member) as file:
                for part in _parts(file):
                    size += len(part)
                    self._taken += len(part)
                    most = max(_FREE, member.compress_size * _RATIO)
                    if size > min(most, LARGEST_MEMBER) or self._taken > LARGEST_TOTAL:
                        raise self._bomb(name)
                    parts.append(part)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ) as error:
            raise damaged(self._source) from error
        return b"".join(parts)

    def _bomb(self, name: str) -> InputError:
        message = _(
            "{file}: {member} in it grows beyond all bounds when it is unpacked, as files made to do harm do. Remove "
            "the file, or unpack it yourself if you know where it comes from."
        )
        return InputError("bomb", message.format(file=self._source, member=name))


def damaged(source: str) -> InputError:
    """Return the error for a file whose bytes are broken."""
    message = _("{file}: the file is damaged. Copy it again from where it comes, or open and save it with its program.")
    return InputError("damaged", message.format(file=source))


def encrypted(source: str) -> InputError:
    """Return the error for a file that needs a password."""
    message = _("{file}: the file is protected by a password. Open it with its program and save it without.")
    return InputError("encrypted", message.format(file=source))


def _parts(file: IO[bytes]) -> Iterator[bytes]:
    while part := file.read(_STEP):
        yield part
