"""What keeps our pages harmless: a policy that allows only their own scripts by hash, and data that stays data."""

from __future__ import annotations

import base64
import hashlib
import json
import re

POLICY_MARK = "content-security-policy-goes-here"
"""Marks where a template's policy belongs."""


SITE_POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; "
    "connect-src 'none'; base-uri 'none'; form-action 'none'"
)
"""For pages that share their script and style as files beside them. Opened from disk, some browsers do not treat a
file beside a page as its own, hence ``file:``; inline code is never executed. A script elsewhere on the disk could be
loaded by markup in a document: the templates guarantee that a document's text never becomes markup."""


def with_policy(page: str, *, connect: str = "'none'", form: str = "'none'") -> str:
    """Return `page` with a policy that allows exactly its own scripts and style, and no loading.

    Scripts set styles only through the CSSOM, which no policy forbids, so that not even styles need ``unsafe-inline``.
    ``data:`` images are for the empty icon, without which a browser requests one from the server.

    Parameters
    ----------
    page
        Contains `POLICY_MARK`.
    connect, form
        Allowed targets of its scripts' requests and its forms: ``'none'``, or ``'self'`` for a page from a server.
    """
    scripts = " ".join(map(_hash, re.findall(r"<script>(.*?)</script>", page, re.DOTALL))) or "'none'"
    styles = " ".join(map(_hash, re.findall(r"<style>(.*?)</style>", page, re.DOTALL))) or "'none'"
    policy = (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:; connect-src {connect}; "
        f"base-uri 'none'; form-action {form}"
    )
    return page.replace(POLICY_MARK, policy, 1)


def script_data(content: object) -> str:
    r"""Return `content` as JSON that can neither close the script element around it nor open anything in it.

    Examples
    --------
    >>> print(script_data(["</script>"]))
    ["\u003c/script\u003e"]
    """
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _hash(source: str) -> str:
    digest = hashlib.sha256(source.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
