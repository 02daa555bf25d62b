"""Writes ontology/vocabulary.ttl from the tables of graphbuild/vocabulary: python tools/vocabulary.py."""

from __future__ import annotations

from graphbuild.graph.concepts import write_vocabulary
from graphbuild.graph.namespaces import ontology_folder

if __name__ == "__main__":
    write_vocabulary(ontology_folder() / "vocabulary.ttl")
