"""Writes what is made from the tables and the ontology: ontology/vocabulary.ttl and ontology/context.jsonld.

Run it after a change of either: python tools/vocabulary.py.
"""

from __future__ import annotations

import json

from graphbuild.folders import ontology_folder
from graphbuild.graph.concepts import write_vocabulary
from graphbuild.graph.jsonld import made_context

if __name__ == "__main__":
    write_vocabulary(ontology_folder() / "vocabulary.ttl")
    context = json.dumps({"@context": made_context()}, ensure_ascii=False, indent=1)
    (ontology_folder() / "context.jsonld").write_text(context + "\n", encoding="utf-8")
