"""Which document a mention means."""
