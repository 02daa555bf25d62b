"""Word documents since 2007 (DOCX, DOCM, DOTX): our own walk over their XML, which loses nothing that a reader sees."""
