"""Which body a name means."""
