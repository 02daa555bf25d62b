"""Messages in the user's language: English in the code, Vietnamese in ``locale/``, Vietnamese unless told otherwise.

``GRAPHBUILD_LANG=en`` shows the messages as the code has them.
"""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path

DOMAIN = "graphbuild"
LOCALES = Path(__file__).parent / "locale"


def language() -> str:
    """Return the language of the messages, ``vi`` or what ``GRAPHBUILD_LANG`` says."""
    return os.environ.get("GRAPHBUILD_LANG", "vi")


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


def translate_libraries() -> None:
    """Let libraries that speak through the standard gettext (click) use our catalogue too.

    Called once by the command line; a program that imports graphbuild keeps its own gettext set-up.
    """
    gettext.bindtextdomain(DOMAIN, LOCALES)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language()
