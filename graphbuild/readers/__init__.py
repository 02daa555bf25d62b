"""From the bytes of a file to its text: one reader per format, chosen by the file's content, else by its name."""
