"""The records as outputs: tables, RDF, a network."""
