"""Making a build, replacing an earlier one, and knowing what stands in it."""
