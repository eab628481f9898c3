"""The standard sections of a report: from facts to a tree, one module a chapter."""

from cchc_lib.outline.compose import compose
from cchc_lib.outline.context import Context
from cchc_lib.outline.outline import Outline, Part
from cchc_lib.outline.standard import STANDARD

__all__ = ["STANDARD", "Context", "Outline", "Part", "compose"]
