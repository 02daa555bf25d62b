"""The templates of our pages, and their scripts and styles; all values are escaped unless they are our own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild.combining import readable
from graphbuild.pages.safety import POLICY_MARK, script_data, with_policy
from graphbuild.vocabulary.schemes import labels

if TYPE_CHECKING:
    from jinja2 import Environment

ASSETS = Path(__file__).parent.parent / "assets"
SHARED = ("shared/language.js", "shared/page.js", "shared/csv.js")
"""Scripts shared by all pages; those of a page follow them."""
CANVAS = ("canvas/surface.js", "canvas/boxes.js", "canvas/arrows.js", "canvas/bands.js", "canvas/keys.js")
"""Scripts shared by all drawings."""


def styles(*names: str) -> str:
    """Return the style sheet shared by all pages, followed by those of a page."""
    return "".join((ASSETS / name).read_text(encoding="utf-8") for name in ("base.css", *names))


def script(name: str) -> str:
    """Return a script by its path among the assets."""
    return (ASSETS / name).read_text(encoding="utf-8")


def render(
    template: str,
    *,
    styled: tuple[str, ...],
    scripts: tuple[str, ...] = (),
    connect: str = "'none'",
    form: str = "'none'",
    **values: Any,
) -> str:
    """Return a page.

    Parameters
    ----------
    template
        Name of the template's file.
    styled, scripts
        Its additional style sheets and its scripts, which are inlined in the page.
    connect, form
        See `with_policy`.
    values
        Values for the template, to be escaped.
    """
    from markupsafe import Markup

    html = rendered(
        template,
        **values,
        policy=POLICY_MARK,
        style=Markup(styles(*styled)),
        scripts=[Markup(script(name)) for name in scripts],
    )
    return with_policy(html, connect=connect, form=form)


def rendered(template: str, **values: Any) -> str:
    """Return a template rendered with values, which are escaped and made displayable."""
    return readable(_environment().get_template(template).render(**values))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["labels"] = labels
    environment.filters["script_data"] = lambda content: Markup(script_data(content))
    return environment
