"""A linter for the figures of Chinese reports: it recomputes what the sentences say."""

__version__ = "0.1.0"
