"""Everything that asks a graph, checks it or gives it to a server."""
