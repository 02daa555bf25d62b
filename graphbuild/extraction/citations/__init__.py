"""Mentions of documents, each kind in a module of its own, and what is said of them."""
