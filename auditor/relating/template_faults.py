"""Templates of rules that cannot be used, and roles that none of them binds: what is told to the author when a rule is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from auditor.lexicon import Lexicon
from auditor.meaning import broken, no_list, stray_braces
from auditor.relating.template import SLOT, Role, Template, roles_of
from auditor.rule import Text
from auditor.wording import advice

_STRAY = Text(
    "{0} 是什么？角色写作 {{rate}}，词表写作 {{@rise}}，间隔写作 {{-}} {{~}} {{...}}，名称用小写英文字母；大括号本身写作 \\{{",
    "what is {0}? a role is written {{rate}}, a word list {{@rise}}, a gap {{-}} {{~}} {{...}}, in small letters; a brace itself is \\{{",
)
_LACKS = Text("缺少 {0}，这里要用到它", "lacks {0}, which is needed")
_UNBOUND = Text("没有一个模板里有 {0}", "no template has {0}")
Fault = tuple[tuple[str | int, ...], Text]
"""Where in a rule file a fault is, and what it is."""


def template_faults(
    templates: Iterable[tuple[tuple[str | int, ...], str]], roles: Mapping[str, Role], lexicon: Lexicon, needed: Iterable[str] = ()
) -> Iterator[Fault]:
    """The templates of a rule that cannot be used, each with its key: braces that hold no slot, a word list that is not there, no regular expression, a role that is needed and not bound."""
    import regex

    for key, text in templates:
        yield from ((key, _STRAY.filled(stray)) for stray in stray_braces(text) if not SLOT.fullmatch(stray))
        yield from ((key, no_list(words, lexicon)) for _, words, _, _ in SLOT.findall(text) if words and words not in lexicon.words)
        yield from ((key, _LACKS.filled(f"{{{role}}}")) for role in sorted(set(needed) - roles_of(text)))
        try:
            _ = Template(text, roles, lexicon).pattern
        except KeyError:
            continue
        except (regex.error, RecursionError) as error:
            yield key, broken(error)


def role_faults(roles: Mapping[str, Role], templates: Iterable[str]) -> Iterator[Fault]:
    """The roles that no template binds, and those that are to be like one that none binds."""
    bound = frozenset[str]().union(*map(roles_of, templates))
    for name, role in roles.items():
        if name not in bound:
            yield ("check", "roles", name), _UNBOUND.filled(f"{{{name}}}") + advice(name, bound)
        for key, other in (("like", role.like), ("alike", role.alike), ("otherwise", role.otherwise)):
            if other and other not in bound:
                yield ("check", "roles", name, key), _UNBOUND.filled(f"{{{other}}}") + advice(other, bound)
