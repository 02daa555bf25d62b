"""Mentions of documents, one module per kind, and their relations and provisions."""
