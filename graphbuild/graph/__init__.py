"""The records in the forms that people take away: tables, RDF, a network."""
