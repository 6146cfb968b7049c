"""A name says what a thing is (rows, a match, a label, a width), not that it was found, made or left over.

Counted is every binding of product code: functions and classes, parameters, targets of assignments, loops, ``with`` and
``:=``, and caught exceptions; attributes set on an object are not. Of all of them the words below may be one in 100, where
one of them is truly the word: a queue's ``put``, the author of a change in the store's table (``who``).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.source import modules

#: What somebody did with it, which of several it is, and words that were used for other things.
_DONE = frozenset({"done", "found", "given", "got", "kept", "made", "put", "taken"})
_SAID = frozenset({"asked", "known", "meant", "said", "seen", "shown", "spoken", "told", "wanted"})
_WHICH = frozenset({"here", "one", "ones", "others", "rest", "some", "there", "thing", "things", "way", "what", "who"})
VAGUE = _DONE | _SAID | _WHICH | {"early", "honesty", "room"}
MOST = 1 / 100


def bound_names(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Yield what a module binds: the node that does it, and the name."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield node, name
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()) | ast.ExceptHandler(name=str(name)):
                yield node, name


def test_names_say_what_things_are():
    bound = [
        (module.at(node), name)
        for module in [*modules(), *modules(rooms=("deploy",))]
        for node, name in bound_names(module.tree)
    ]
    vague = [f"{at} {name}" for at, name in bound if name.strip("_").lower() in VAGUE]
    assert len(vague) <= MOST * len(bound), f"{len(vague)} of {len(bound)}, at most {MOST:.1%}:\n" + "\n".join(vague)


def test_every_kind_of_binding_is_counted():
    text = """
def f(one, *two, **three):
    four = [five for five in one]
    with one as six:
        try:
            seven: int = 1
        except ValueError as eight:
            pass
    return lambda nine: (ten := nine)
assert f is eleven
"""
    names = {name for _, name in bound_names(ast.parse(text))}
    assert names == {"f", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
