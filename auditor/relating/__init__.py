"""Which numbers belong together: sentences as sequences of signs, templates over them, names of rates, lists of parts.

Owns the binding and its words; what a bound relation means is for `judging` and `checking`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.lexicon import Lexicon
from auditor.model import Block, Document, Mention, MentionKind
from auditor.record import record
from auditor.relating.calendar import report_year
from auditor.relating.change import Change, bind_changes
from auditor.relating.change_ahead import bind_changes_ahead
from auditor.relating.dated import bind_changes_by_year
from auditor.relating.direction import Step, bind_steps
from auditor.relating.discourse import histories, told_below, with_comments
from auditor.relating.distant_change import bind_changes_back
from auditor.relating.distant_rate import bind_rates_ahead, bind_rates_back
from auditor.relating.evident_rate import bind_rates_by_figures
from auditor.relating.figure import names
from auditor.relating.forms import forms, tables_in
from auditor.relating.increase import Increase, bind_increases
from auditor.relating.known import Histories, Sieves
from auditor.relating.likeness import Words, words_of
from auditor.relating.lone_rate import bind_lone_rates
from auditor.relating.naming import bind_rates
from auditor.relating.partition import Partition
from auditor.relating.parts import all_partitions, partitions
from auditor.relating.rank_change import RankChange, bind_rank_changes
from auditor.relating.rated import Binding
from auditor.relating.scope import scope
from auditor.relating.sentence import SIGNS, Sentence
from auditor.relating.sibling_rate import bind_rates_of_one, bind_siblings
from auditor.relating.signing import sentences

if TYPE_CHECKING:
    from auditor.relating.tables import Table
    from auditor.relating.wholes import Wholes
    from auditor.relating.yearly import Yearly

# So many rates at the end of what was found are surely those of the sentence and of those it looks back to
_LATELY = 64
__all__ = ["Context", "Sentence", "relate"]


@record(frozen=True)
class Context:
    """All that a check may look at: one document, its mentions and sentences in reading order, and the shared vocabulary."""

    document: Document
    mentions: tuple[Mention, ...]
    sentences: tuple[Sentence, ...]
    lexicon: Lexicon

    @cached_property
    def markers(self) -> tuple[Mention, ...]:
        """The markers of enumerations, in reading order."""
        return tuple(mention for mention in self.mentions if mention.kind is MentionKind.MARKER)

    def block_at(self, offset: int) -> Block | None:
        """The block that holds an offset; `None` between blocks."""
        place = bisect_right(self._block_starts, offset) - 1
        return self.document.blocks[place] if place >= 0 and offset < self.document.blocks[place].end else None

    def mentions_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that begin in a stretch of the text, in reading order."""
        return self.mentions[bisect_left(self._mention_starts, start) : bisect_left(self._mention_starts, end)]

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.document.blocks]

    @cached_property
    def wording(self) -> str:
        """The texts of all sentences, with what follows them: what is not in it is in no sentence."""
        return "\n".join(sentence.text for sentence in (*(sentence for sentence, _ in self.continued), *self.forms))

    @cached_property
    def sieves(self) -> Sieves:
        """Which of its sentences have which words."""
        return Sieves(sentence for sentence, _ in self.histories)

    def says(self, *words: str) -> bool:
        """Whether one of the words or signs is in any sentence: binders that none of their words would wake are not even imported."""
        return any(word in self.wording for word in words)

    @cached_property
    def forms(self) -> tuple[Sentence, ...]:
        """The forms and the columns of tables, each read as one sentence."""
        return tuple(forms(self.document, self.sentences, self.tables, self.lexicon))

    @cached_property
    def _divided(self) -> tuple[tuple[Partition, ...], ...]:
        return tuple(tuple(partitions(sentence)) if len(sentence.mentions) > 1 else () for sentence in self.sentences)

    @cached_property
    def partitions(self) -> tuple[Partition, ...]:
        """The wholes with their lists of parts, found once for all rules; what forms add up to is for `lined` and tables."""
        return tuple(all_partitions(self.document, self.sentences, self._divided, self._prose, self.lexicon))

    @cached_property
    def rates(self) -> tuple[Binding, ...]:
        """The rates bound by their names, in their own sentence or else in its paragraph, shares anywhere; found once for all rules."""
        found: list[Binding] = []
        if shares := self.says("占", "比重"):
            from auditor.relating.distant_share import bind_shares
            from auditor.relating.share_ahead import bind_shares_ahead
        for (sentence, before), listed in zip(self.histories, (*self._divided, *([()] * len(self.forms))), strict=True):
            plain = list(bind_rates(sentence, self.lexicon, listed)) if len(sentence.mentions) > 1 else []
            found += plain
            found += bind_rates_back(sentence, before, {binding.rate.start for binding in plain}, self.lexicon)
            found += bind_rates_ahead(sentence, before, {binding.rate.start for binding in found[-_LATELY:]}, self.lexicon)
            found += bind_shares_ahead(sentence, before, {binding.rate.start for binding in found[-_LATELY:]}) if shares else ()
            found += bind_rates_of_one(sentence, {binding.rate.start for binding in found[-_LATELY:]})
            found += bind_siblings(sentence, before, found[-_LATELY:], self.lexicon)
            found += bind_rates_by_figures(sentence, before, found[-_LATELY:])
            found += bind_lone_rates(sentence, before, found[-_LATELY:], self.lexicon)
        bound = {binding.rate.start for binding in found}
        return (*found, *(bind_shares(self.sentences, bound, self.wholes, self.lexicon) if shares else ()))

    @cached_property
    def wholes(self) -> Wholes:
        """The amounts of the report by their names, that a share may be of; read once for all rules."""
        from auditor.relating.wholes import find_wholes

        return find_wholes(self.document, self.sentences, self.names, self.lexicon, self.year)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The changes bound to their values before and after, in their own sentence or else in its paragraph; found once for all rules."""
        found: list[Change] = []
        if points := self.says(SIGNS[MentionKind.POINTS]):
            from auditor.relating.comparison import bind_comparisons
            from auditor.relating.lead import bind_leads
        for sentence, before in self.histories:
            plain = list(bind_changes(sentence, self.lexicon)) if len(sentence.mentions) > 2 else []
            bound = {change.change.start for change in plain}
            plain += [change for change in bind_comparisons(sentence) if change.change.start not in bound] if points else []
            plain += bind_changes_by_year(sentence, {change.change.start for change in plain}, self.lexicon) if len(sentence.mentions) > 2 else ()
            found += plain
            found += bind_changes_back(sentence, before, {change.change.start for change in plain}, self.lexicon)
            found += bind_changes_ahead(sentence, before, {change.change.start for change in found[-_LATELY:]}, self.lexicon)
        bound = {change.change.start for change in found}
        return (*found, *(bind_leads(self.document, self.sentences, bound, self.words, self.lexicon, self.year) if points else ()))

    @cached_property
    def lone_changes(self) -> tuple[Change, ...]:
        """The changes that nothing but the figures in sight binds; found once for all rules."""
        from auditor.relating.lone_change import bind_lone_changes

        return tuple(bind_lone_changes(self.entire, self.changes, self.increases, self.yearly, self.lexicon))

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The levels said to have risen or fallen to what they are, with those they come from; found once for all rules."""
        return tuple(step for sentence, before in self.histories if sentence.mentions for step in bind_steps(sentence, before, self.lexicon))

    @cached_property
    def yearly(self) -> tuple[Yearly, ...]:
        """The average yearly changes with their ends and years; found once for all rules."""
        if not self.says("年均", "年平均", "每年平均", "平均每年", "年复合", "平均增", "平均递", "平均提", "平均下", "平均降"):
            return ()
        from auditor.relating.yearly import bind_yearly

        return tuple(one for sentence, before in self.histories if "均" in sentence.text for one in bind_yearly(sentence, before))

    @cached_property
    def increases(self) -> tuple[Increase, ...]:
        """The increases printed in their unit and in percent, with the level after them; found once for all rules."""
        return tuple(one for sentence, before in self.histories for one in bind_increases(sentence, before, self.lexicon))

    @cached_property
    def rank_changes(self) -> tuple[RankChange, ...]:
        """The changes of rank, with and without their places; found once for all rules."""
        return tuple(change for sentence, before in self.histories for change in bind_rank_changes(sentence, before, self.lexicon))

    @cached_property
    def histories(self) -> Histories:
        """Every sentence with those before it that it may look back to; forms look back to none."""
        return (*self._prose, *((form, ()) for form in self.forms))

    @cached_property
    def _prose(self) -> Histories:
        return tuple(histories(self.document, self.sentences))

    @cached_property
    def continued(self) -> Histories:
        """The histories, each sentence with the one without figures that follows it."""
        return (*with_comments(self.document, self._prose), *((told_below(self.document, form), ()) for form in self.forms))

    @cached_property
    def entire(self) -> Histories:
        """Like `continued`, but with parallel lists left in their sentences, for what is said of a list as a whole."""
        if all(one.offsets[-1] < other.offsets[0] for one, other in pairwise(self.sentences)):
            return self.continued
        listed = tuple(sentences(self.document, self.mentions, unroll=False))
        return (*with_comments(self.document, tuple(histories(self.document, listed))), *self.continued[len(self._prose) :])

    @cached_property
    def names(self) -> dict[int, str]:
        """What each quantity is called, by its start; read once for all rules."""
        return dict(names(self.document, self.mentions, self.lexicon))

    def words(self, mention: Mention) -> Words:
        """What stands on both sides of a mention, up to the quantities beside it; a change that is said behind its amount has the words of that."""
        if mention.start not in self._words:
            self._words[mention.start] = words_of(self.document, self.mentions, mention, self.lexicon)
        return self._words[mention.start]

    def scope(self, mention: Mention) -> tuple[str, ...]:
        """What stands above and before a mention and names a place, an office or a part of the year of its own."""
        if mention.start not in self._scopes:
            self._scopes[mention.start] = scope(self.document, mention, years=False)
        return self._scopes[mention.start]

    @cached_property
    def _words(self) -> dict[int, Words]:
        return {}

    @cached_property
    def _scopes(self) -> dict[int, tuple[str, ...]]:
        return {}

    @cached_property
    def year(self) -> str:
        """The year that the report is of, "" where it names none."""
        return report_year(self.document)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables, read once for all rules."""
        return tables_in(self.document, self.lexicon)

    def quote(self, mention: Mention) -> str:
        """The mention as printed, hedges included."""
        return self.document.text[mention.outer_start : mention.outer_end]


def relate(document: Document, mentions: tuple[Mention, ...], lexicon: Lexicon) -> Context:
    """The context of a document whose mentions have been extracted."""
    return Context(document, mentions, tuple(sentences(document, mentions)), lexicon)
