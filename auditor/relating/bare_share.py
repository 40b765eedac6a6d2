"""Shares behind what they are the structure of, each with its name alone: 产值构成为种植业52.4%、林业6.2%、渔业41.4%."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.expression import expression
from auditor.model import Mention
from auditor.relating.sentence import Sentence

# "产值构成为" "营收占比方面," before names with their shares — not "占比提高"
_STRUCTURE = expression(r"(?:结构|构成|占比|比重)(?:方面|情况)?(?:(?:为|是)[:,]?|[:,])")
# "、林业" between two of them — not ",比重提高"
_NAME = expression(r"[、,;]?[^占增升降减率比涨跌,;:。()、\ue000-\uf8ff]{2,14}")


def bare_shares(sentence: Sentence, percents: Sequence[int]) -> list[Mention]:
    """The first of the given percentages behind words for a structure, as far as each has nothing but a name before it."""
    cue = _STRUCTURE.search(sentence.text)
    run: list[Mention] = []
    for k in percents if cue else ():
        start = max(cue.end() if cue else 0, sentence.positions[k - 1] + 1 if k else 0)
        if sentence.positions[k] < start:
            continue
        if not _NAME.fullmatch(sentence.text, start, sentence.positions[k]):
            break
        run.append(sentence.mentions[k])
    return run
