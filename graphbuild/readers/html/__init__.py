"""Web pages and pages saved by Word, read as text."""
