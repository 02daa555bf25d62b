"""Making a build, replacing an earlier one, and reading its content."""
