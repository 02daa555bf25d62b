"""From names to things: which body a name means, which document a mention means, with the evidence."""
