"""What a document states about itself at its head and foot."""
