"""Every rule of the library, whatever it is over, by its code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from cchc_lib.checks import common, forms, live, text, word
from cchc_lib.checks.rule import Rule
from cchc_lib.families.rules import RULES
from cchc_lib.inbox.rules import RULES as OF_INBOX
from cchc_lib.scale.rules import RULES as OF_UNITS

__all__ = ["rulebook"]


@cache
def rulebook() -> Mapping[str, Rule[Any]]:
    """Return each rule by its code, the lowest first."""
    of_files = (*word.RULES, *forms.RULES, *live.RULES)
    every = (*RULES, *common.RULES, *text.RULES, *of_files, *OF_UNITS, *OF_INBOX)
    return {each.code: each for each in sorted(every, key=lambda each: each.code)}
