"""Which numbers belong together: sentences as sequences of signs, templates over them, names of rates, lists of parts.

Owns the binding and its words; what a bound relation means is for `judging` and `checking`.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.lexicon import Lexicon
from auditor.model import Document, Mention
from auditor.relating.sentence import Sentence, sentences

__all__ = ["Context", "Sentence", "relate"]


@dataclass(frozen=True)
class Context:
    """All that a check may look at: one document, its mentions and sentences in reading order, and the shared vocabulary."""

    document: Document
    mentions: tuple[Mention, ...]
    sentences: tuple[Sentence, ...]
    lexicon: Lexicon

    def quote(self, mention: Mention) -> str:
        """The mention as printed, hedges included."""
        return self.document.text[mention.outer_start : mention.outer_end]


def relate(document: Document, mentions: tuple[Mention, ...], lexicon: Lexicon) -> Context:
    """The context of a document whose mentions have been extracted."""
    return Context(document, mentions, tuple(sentences(document, mentions)), lexicon)
