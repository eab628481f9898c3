"""Strategies for Hypothesis: reports, and everything that a report is made of, for your own tests.

They follow from declarations: a subject or a family of one's own is drawn without a further line.
It needs the extra `testing`.

>>> from hypothesis import given
>>> import cchc_lib as cchc
>>> from cchc_lib.testing import consistent_reports
>>> @given(consistent_reports())
... def test_a_consistent_report_has_no_errors(report):
...     assert not cchc.audit(report).at_least("warning")

Importing it lets `st.from_type` draw the public classes of the library; `register` those of one's
own.
"""

from __future__ import annotations

import importlib

from cchc_lib.errors import MissingExtraError

try:
    importlib.import_module("hypothesis")
except ImportError as error:
    raise MissingExtraError.of("testing", "hypothesis") from error

from cchc_lib.testing.breaking import Broken, broken
from cchc_lib.testing.forms import filled_forms
from cchc_lib.testing.from_type import register, register_library
from cchc_lib.testing.report import consistent_reports, reports
from cchc_lib.testing.shapes import subjects
from cchc_lib.testing.values import (
    agencies,
    changes,
    citations,
    claims,
    edge_ratios,
    marks,
    periods,
    ratios,
    signatories,
)

__all__ = [
    "Broken",
    "agencies",
    "broken",
    "changes",
    "citations",
    "claims",
    "consistent_reports",
    "edge_ratios",
    "filled_forms",
    "marks",
    "periods",
    "ratios",
    "register",
    "reports",
    "signatories",
    "subjects",
]

register_library()
