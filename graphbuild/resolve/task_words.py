"""What a task is about, by pairs of syllables, and which types of documents it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.model import Obligation
from graphbuild.text import normalize, plain_name
from graphbuild.vocabulary.document_types import types_by_word
from graphbuild.vocabulary.fulfilments import asking_verbs
from graphbuild.vocabulary.wordings import any_word, wordings

_WORDS = wordings("fulfilments")
_JOINTS, _COMMONPLACES = frozenset(_WORDS["joints"]), frozenset(_WORDS["commonplaces"])
_BETWEEN = re.compile(r"[^\w\s]|\d")
_CLAUSE_ENDS = re.compile(r"[;.\n]")
_SUBMISSION = "TTr"
# "Văn bản" is any paper.
_TYPE = any_word(word for word, kind in types_by_word().items() if kind.code != "CV")
_MADE = re.compile(
    rf"\b{_WORDS.any_of('makes')}[ ](?:{_WORDS.any_of('before_type', 'drafts')}[ ]){{0,3}}"
    rf"(?P<type>{_TYPE})\b(?![ ]số\b)"
)
_ASKED = re.compile(rf"\b{any_word(asking_verbs())}\b(?![ ]số\b)")
_NOUN_AFTER = re.compile(rf"\b{_WORDS.any_of('noun_after')}[ ]$")
_LONGEST_NOUN_AFTER = max(map(len, _WORDS["noun_after"])) + 2
_DRAFTED = re.compile(rf"\b{_WORDS.any_of('drafts')}\b")
_PRODUCT = re.compile(rf"(?:{_WORDS.any_of('before_type')}[ ])?(?P<type>{_TYPE})\b")


def word_pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring syllables that can tell one subject from another.

    Commonplaces, words that join, numbers and punctuation stand between them.

    Examples
    --------
    >>> sorted(word_pairs("Tổ chức bồi dưỡng bí thư và báo cáo kết quả"))
    ['bí thư', 'bồi dưỡng', 'dưỡng bí']
    """
    return frozenset(
        f"{first} {second}"
        for phrase in _BETWEEN.split(plain_name(normalize(text).text))
        for first, second in pairwise(_telling(phrase.split()))
        if first and second
    )


def _telling(syllables: list[str]) -> Iterator[str]:
    """Yield the syllables of a phrase, "" in place of each joint and commonplace."""
    skipped = False
    for first, second in pairwise([*syllables, ""]):
        if skipped:
            skipped = False
        elif f"{first} {second}" in _COMMONPLACES:
            skipped = True
            yield ""
        else:
            yield "" if first in _JOINTS else first


def subject_of(task: Obligation) -> frozenset[str]:
    """Return the pairs of syllables of what is to be done, without names of bodies, deadlines and cited documents."""
    content, last, kept = task.text, task.start, []
    for limit in sorted(task.deadlines, key=lambda limit: limit.start):
        if last <= limit.start and limit.end <= task.end:
            kept.append(content[last - task.start : limit.start - task.start])
            last = limit.end
    kept.append(content[last - task.start :])
    text = normalize("; ".join((*kept, *task.products))).text
    bodies = (mention.span.of(text) for mention in BodyFinder(text).mentions)
    return word_pairs(text) - word_pairs("; ".join((*bodies, *task.legal_basis)))


def asked_types(task: Obligation) -> frozenset[str]:
    """Return the codes of the types of documents by which a task can be delivered, as far as its words tell.

    Who prepares what another body issues delivers a submission.

    Examples
    --------
    >>> def asked(text):
    ...     return sorted(asked_types(Obligation("x:1", "a.txt", "x:2", 0, len(text), text, "assign")))
    >>> asked("Giao Ban Tổ chức xây dựng và triển khai kế hoạch bồi dưỡng"), asked("Ban Tổ chức hướng dẫn nghiệp vụ")
    (['KH'], ['HD'])
    >>> asked("Ban Tổ chức tham mưu ban hành đề án tinh gọn"), asked("Văn phòng làm theo Hướng dẫn số 88-HD/VPTW")
    (['TTr'], [])
    """
    found: set[str] = set()
    for clause in _CLAUSE_ENDS.split(normalize(task.text).text.lower()):
        drafted = _DRAFTED.search(clause) is not None
        found.update(_SUBMISSION if drafted else types_by_word()[made["type"]].code for made in _MADE.finditer(clause))
        found.update(
            asking_verbs()[verb.group()]
            for verb in _ASKED.finditer(clause)
            if not _NOUN_AFTER.search(clause, max(0, verb.start() - _LONGEST_NOUN_AFTER), verb.start())
        )
    return frozenset(found | product_types(task))


def product_types(task: Obligation) -> frozenset[str]:
    """Return the codes of the types of documents that are named as the product of a task.

    Examples
    --------
    >>> task = Obligation("x:1", "a.txt", "x:2", 0, 3, "Làm", "assign", products=("Kế hoạch, báo cáo", "Biên bản"))
    >>> sorted(product_types(task))
    ['BB', 'BC', 'KH']
    """
    found = set()
    for product in task.products:
        plain = normalize(product).text.lower()
        drafted = _DRAFTED.search(plain) is not None
        for part in re.split(r"[,;]\s*", plain):
            if named := _PRODUCT.match(part):
                found.add(_SUBMISSION if drafted else types_by_word()[named["type"]].code)
    return frozenset(found)
