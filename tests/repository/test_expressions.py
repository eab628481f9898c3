"""Regular expressions mean the same on every Python that the library supports.

Before 3.11.5 (CPython's gh-106052) a possessive group may stop short where what it repeats can
match in more than one way. Single characters, and alternatives of a fixed length, are safe.
"""

import ast
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import cchc_lib

_PARSER = re._parser
_POSSESSIVE = {_PARSER.POSSESSIVE_REPEAT, _PARSER.ATOMIC_GROUP}
_WAYS = {_PARSER.MAX_REPEAT, _PARSER.MIN_REPEAT, _PARSER.ASSERT, _PARSER.ASSERT_NOT}
_EXTRAS = ("cchc_lib.testing", "cchc_lib.cli", "cchc_lib.__main__")

EXPRESSIONS = sorted(
    {
        (name, label, value.pattern)
        for name in (found.name for found in pkgutil.walk_packages(cchc_lib.__path__, "cchc_lib."))
        if not name.startswith(_EXTRAS)
        for label, value in vars(importlib.import_module(name)).items()
        if isinstance(value, re.Pattern)
    }
)


def written_at_their_place():
    """Yield the expressions that are constants where they are used: `re.search("…", text)`."""
    for path in sorted(Path(cchc_lib.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                yield path.name, node.lineno, node.args[0].value


def nodes(parsed):
    for code, value in parsed:
        yield code, value
        for part in value if isinstance(value, tuple | list) else [value]:
            for inner in part if isinstance(part, list) else [part]:
                if isinstance(inner, _PARSER.SubPattern):
                    yield from nodes(inner)


def unsafe(pattern):
    """Return what a possessive group repeats that can match in more than one way."""
    found = []
    for code, value in nodes(_PARSER.parse(pattern)):
        if code in _POSSESSIVE:
            body = value if code is _PARSER.ATOMIC_GROUP else value[2]
            found += [inner for inner, _ in nodes(body) if inner in _WAYS]
    return found


def test_what_is_unsafe_is_seen():
    assert unsafe(r"(?:a\s{1,3}b)*+")
    assert unsafe(r'(?:x|"(?!"))++')
    assert unsafe(r"(?>a*b)")
    assert not unsafe(r'"(?:[^"\\]|\\.)*+"')
    assert not unsafe(r"[a-z]++(?:a*b)*")


@pytest.mark.parametrize(("module", "label", "pattern"), EXPRESSIONS)
def test_no_possessive_group_has_a_choice_within(module, label, pattern):
    assert len(EXPRESSIONS) > 200
    assert not unsafe(pattern), f"{module}.{label}"


def test_nor_has_one_that_is_written_where_it_is_used():
    found = [*written_at_their_place()]
    assert len(found) > 50
    assert [(*place, pattern) for *place, pattern in found if unsafe(pattern)] == []
