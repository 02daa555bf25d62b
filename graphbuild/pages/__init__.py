"""The pages a build makes: HTML that opens from disk in any browser, without a network."""
