"""Exact arithmetic: nothing here rounds before it prints, and nothing is a float."""

from cchc_lib.figures.change import Change
from cchc_lib.figures.ratio import Ratio
from cchc_lib.figures.rounding import Rounding
from cchc_lib.figures.shares import apportion

__all__ = ["Change", "Ratio", "Rounding", "apportion"]
