"""What a person states: of the corpus, of documents, in registers."""
