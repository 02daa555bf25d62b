"""What keeps our pages harmless: a policy that names their own scripts by hash, and data that is nothing but data."""

from __future__ import annotations

import base64
import hashlib
import json
import re

POLICY_MARK = "content-security-policy-goes-here"
"""What a template has where its policy belongs."""


SITE_POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src data:; connect-src 'none'; "
    "base-uri 'none'; form-action 'none'"
)
"""For pages that share their script and style as files beside them. Opened from disk, some browsers take a file beside
a page for no part of it, hence ``file:``; nothing inline runs at all. A script elsewhere on the disk could be loaded by
markup of a document: that none of it becomes markup is what the templates are for."""


def with_policy(page: str, *, connect: str = "'none'", form: str = "'none'") -> str:
    """Return `page` with a policy that lets exactly its own scripts and its own style run, and nothing load.

    Scripts set styles through the CSSOM only, which no policy forbids, so that not even styles need
    ``unsafe-inline``. ``data:`` images are for the empty icon, without which a browser asks the server for one.

    Parameters
    ----------
    page
        With `POLICY_MARK` in it.
    connect, form
        Whom its scripts may ask and where its forms may go: ``'none'``, or ``'self'`` for a page that a server gives.
    """
    scripts = " ".join(map(_hash, re.findall(r"<script>(.*?)</script>", page, re.DOTALL))) or "'none'"
    styles = " ".join(map(_hash, re.findall(r"<style>(.*?)</style>", page, re.DOTALL))) or "'none'"
    policy = (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:; connect-src {connect}; "
        f"base-uri 'none'; form-action {form}"
    )
    return page.replace(POLICY_MARK, policy, 1)


def script_data(content: object) -> str:
    r"""Return `content` as JSON that cannot end the script element in which it stands, nor start anything in it.

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
