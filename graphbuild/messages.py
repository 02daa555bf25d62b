"""Messages in the user's language: English in the code, Vietnamese in ``locale/``; Vietnamese by default.

``GRAPHBUILD_LANG=en`` shows the messages as the code has them; so does every other locale of English ("en_US").
"""

from __future__ import annotations

import errno
import gettext
import os
from functools import cache
from pathlib import Path
from socket import EAI_NONAME, gaierror

DOMAIN = "graphbuild"
LOCALES = Path(__file__).parent / "locale"


def language() -> str:
    """Return the language of the messages: ``en`` if ``GRAPHBUILD_LANG`` says so, else ``vi``."""
    return "en" if os.environ.get("GRAPHBUILD_LANG", "").strip().lower().startswith("en") else "vi"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALES, languages=[language], fallback=True)


def _(message: str) -> str:
    """Return `message` in the user's language.

    Examples
    --------
    >>> _("no such message anywhere")
    'no such message anywhere'
    """
    return _catalogue(language()).gettext(message)


def why(error: OSError) -> str:
    """Return why the system refused an operation, in the user's language for the common cases.

    Examples
    --------
    >>> why(OSError(errno.EIO, "Input/output error"))
    'Input/output error'
    """
    if error.errno in (errno.EACCES, errno.EPERM):
        return _("permission denied; check your access rights")
    no_such_host = _("no computer of that name was found")
    for kind, said in (
        (gaierror, no_such_host),
        (TimeoutError, _("no answer for too long")),
        (ConnectionRefusedError, _("no program listens there")),
        (ConnectionError, _("the other side closed the connection")),
    ):
        if isinstance(error, kind):
            return said
    told = {
        errno.EROFS: _("the disk is read-only"),
        errno.ENOSPC: _("the disk is full"),
        errno.EDQUOT: _("your disk quota is exceeded"),
        errno.EFBIG: _("the file would be larger than the system allows"),
        errno.ENAMETOOLONG: _("the name or the path is longer than the system allows"),
        errno.ENOENT: _("there is no such file or folder"),
        errno.ENOTDIR: _("there is a file where a folder is expected"),
        errno.EEXIST: _("there is a file where a folder is expected"),
        errno.EISDIR: _("it is a folder, not a file"),
        errno.ELOOP: _("its links form a loop"),
        # A failure to find a host that was raised again as an error of another class.
        EAI_NONAME: no_such_host,
        errno.EADDRINUSE: _("another program is using this port"),
        errno.EADDRNOTAVAIL: _("this computer does not have that address"),
        errno.ENETUNREACH: _("the network does not reach it"),
        errno.EHOSTUNREACH: _("the network does not reach it"),
    }
    # Native engines give the case only in words.
    number = error.errno or next((case for case in told if os.strerror(case) in str(error)), 0)
    return told.get(number) or error.strerror or str(error)


def translate_libraries() -> None:
    """Let libraries that use the standard gettext (click) use our catalogue too.

    Called once by the command line; a program that imports graphbuild keeps its own gettext configuration.
    """
    gettext.bindtextdomain(DOMAIN, LOCALES)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language()
