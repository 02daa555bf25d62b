"""The SPARQL endpoint, the query page and the site over HTTP: a small ASGI app in front of worker processes."""
