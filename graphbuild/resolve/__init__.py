"""From names to entities: which body a name means, which document a mention refers to, with the evidence."""
