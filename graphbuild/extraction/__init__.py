"""What a text says, from the text alone: letterhead, citations, bodies, dates, obligations."""
