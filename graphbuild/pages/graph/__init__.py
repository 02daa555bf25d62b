"""The interactive graph page: which documents, their positions, and the page itself."""
