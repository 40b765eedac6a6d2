"""Formats of `auditor facts`: one module each."""
