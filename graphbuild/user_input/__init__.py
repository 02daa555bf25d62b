"""What a person states: about the corpus, about documents, in registers."""
