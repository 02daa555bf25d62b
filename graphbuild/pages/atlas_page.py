"""The atlas: all documents at once, by level of the issuing body and date, drawn on a canvas."""

from __future__ import annotations

from typing import Any

from graphbuild.pages.corpus_view import CorpusView
from graphbuild.pages.drawing_data import drawing_choices, drawing_data, most_connected
from graphbuild.pages.graph.by_level_and_date import by_level_and_date


def atlas_data(corpus: CorpusView) -> dict[str, Any]:
    """Return the drawing data of a corpus: see `drawing_data`."""
    documents = most_connected(corpus, corpus.records.documents)
    levels = {row.id: row.level or "" for row in corpus.records.bodies}
    return drawing_data(corpus, documents, by_level_and_date(documents, levels, ()), curved=False)


def atlas_content(data: dict[str, Any], total: int) -> dict[str, Any]:
    """Return the values of the template ``drawing.html``; `total` is the number of documents in the graph."""
    return {
        "title": "Sơ đồ",
        "title_en": "Atlas",
        "lead": "Mọi văn bản của kho cùng lúc. Hàng: cấp ban hành; sang phải: về sau; đường nối: viện dẫn.",
        "lead_en": "All documents at once. Vertical: level of the issuer; horizontal: time; lines: citations.",
        "script": "atlas.js",
        **drawing_choices(data),
        "total": len(data["names"]),
        "left_out": total - len(data["names"]),
        "left_out_words": ("Văn bản không vẽ (ít liên hệ nhất):", "Documents not drawn (least connected):"),
    }
