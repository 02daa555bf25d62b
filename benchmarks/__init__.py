"""Measurements of what graphbuild costs, against what comparable programs cost."""
