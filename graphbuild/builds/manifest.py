"""The list of the files that a build wrote into its folders: what it does not contain, a later build never removes.

The store is left out: its engine adds and removes files as it likes.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from graphbuild.builds.layout import MANIFEST, SITE, TABLES, TEXTS
from graphbuild.writing import UNFINISHED

_LISTED = (TABLES, SITE, TEXTS)
_OF_PROGRAMS = re.compile(r"\.DS_Store|Thumbs\.db|desktop\.ini|\._.*|\.~lock\..*#|~\$.*")
"""Files that file managers and spreadsheets put beside those they show: nobody's work."""


def write_manifest(folder: Path) -> None:
    """Write the list of all files in the listed folders of a build, with the paths relative to `folder`."""
    files = sorted(path for name in _LISTED for path in _files(folder, name))
    (folder / MANIFEST).write_text(json.dumps(files, indent=0), encoding="utf-8")


def read_manifest(path: Path) -> frozenset[str] | None:
    """Return the paths in a list that `write_manifest` wrote; None if it cannot be read."""
    try:
        return frozenset(map(_normal, json.loads(path.read_text(encoding="utf-8"))))
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def other_files(folder: Path, name: str, listed: frozenset[str]) -> Iterator[str]:
    """Yield the files in the entry `name` of a build's folder that are neither listed nor left by a program."""
    if name in _LISTED:
        for path in _files(folder, name):
            own = path.rpartition("/")[2]
            if _normal(path) not in listed and not _OF_PROGRAMS.fullmatch(own) and not UNFINISHED.fullmatch(own):
                yield path


def _files(folder: Path, name: str) -> Iterator[str]:
    """Yield everything in a folder that is not a folder itself, with ``/``; links are not followed."""
    waiting = [name]
    while waiting:
        inner = waiting.pop()
        path = folder / inner
        if path.is_symlink() or not path.is_dir():
            continue
        with os.scandir(path) as entries:
            for entry in entries:
                relative = f"{inner}/{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(relative)
                else:
                    yield relative


def _normal(path: str) -> str:
    """Return a path as any system writes it: some decompose the letters of names."""
    return unicodedata.normalize("NFC", path)
