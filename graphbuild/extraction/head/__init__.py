"""What a document says of itself at its head and foot."""
