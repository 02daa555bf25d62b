"""PDF files: the words of their pages, how far these can be trusted, and the ruling lines of tables."""
