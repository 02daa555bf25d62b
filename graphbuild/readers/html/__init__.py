"""Pages of the web and of Word, read as text."""
