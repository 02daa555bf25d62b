"""What codes are called stands in the closed lists alone: no template and no script has words of its own for one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graphbuild.pages.templates import ASSETS
from graphbuild.vocabulary.schemes import labels, schemes

TEMPLATES = ASSETS.parent / "templates"
SOURCES = sorted([*ASSETS.rglob("*.js"), *TEMPLATES.glob("*.html")], key=str)
# A text between tags, a string in either kind of quotes.
SAID = re.compile(r"""(?<=>)[^<>{}]+(?=<)|"([^"\\\n]*)"|'([^'\\\n]*)'|`([^`\\]*)`""")
# What a type of document is called is also what documents are called in general.
LISTS = sorted(set(schemes()) - {"document-type"})


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_no_template_and_no_script_words_a_code(source: Path) -> None:
    called = {name.casefold(): (code, of) for of in LISTS for code, names in labels(of).items() for name in names}
    # A code that is called what it is may stand as the code.
    called = {name: (code, of) for name, (code, of) in called.items() if name != code}
    said = [match.group().strip("\"'` \n").casefold() for match in SAID.finditer(source.read_text("utf-8"))]
    assert {text: called[text] for text in said if text in called} == {}


def test_each_code_is_called_otherwise_than_the_others_of_its_list() -> None:
    for of in LISTS:
        for language in (0, 1):
            names = [pair[language] for pair in labels(of).values()]
            assert all(names), of
            assert len(names) == len(set(names)), of
