"""The interactive page of the graph: which documents, where they stand, and the page itself."""
