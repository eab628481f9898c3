"""Rules are found where they stand: every module of a package is looked through."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from functools import cache
from types import ModuleType
from typing import Any

from cchc_lib.checks.rule import Rule

__all__ = ["in_order", "rules_in", "rules_of_module"]


@cache
def rules_in(package: str) -> tuple[Rule[Any], ...]:
    """Return the rules that the modules of a package hold, by code.

    >>> [rule.code for rule in rules_in("cchc_lib.checks.common")][:2]
    ['CCHC331', 'CCHC333']
    """
    room = importlib.import_module(package)
    names = sorted(each.name for each in pkgutil.iter_modules(room.__path__))
    modules = [importlib.import_module(f"{package}.{name}") for name in names]
    return in_order(rule for module in modules for rule in rules_of_module(module))


def rules_of_module(module: ModuleType) -> Iterator[Rule[Any]]:
    """Yield the rules that a module holds."""
    return (member for member in vars(module).values() if isinstance(member, Rule))


def in_order(rules: Iterable[Rule[Any]]) -> tuple[Rule[Any], ...]:
    """Return each rule once, by code; a module may hold another's, to report under its code."""
    return tuple(sorted(dict.fromkeys(rules), key=lambda rule: rule.code))
