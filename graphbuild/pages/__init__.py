"""The pages of a build: HTML that opens from disk in any browser, without a network."""
