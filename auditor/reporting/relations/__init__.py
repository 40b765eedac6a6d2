"""Formats of `auditor relations`: one module each."""
