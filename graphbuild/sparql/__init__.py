"""Querying a graph, validating it, and publishing it to a server."""
