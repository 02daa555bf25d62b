"""Which document a mention refers to."""
