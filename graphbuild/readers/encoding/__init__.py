"""Bytes as Vietnamese text: which character set they use, and what an earlier conversion damaged."""
