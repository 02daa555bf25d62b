"""Bytes as Vietnamese text: which character set they are in, and what was damaged before it came here."""
