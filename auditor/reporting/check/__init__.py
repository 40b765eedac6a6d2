"""Formats of `auditor check`: one module each."""
