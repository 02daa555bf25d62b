"""What a text says, found in the text alone: letterhead, citations, bodies, dates."""
