"""What a type checker sees of the strategies; checked by mypy, not run."""

from typing import assert_type

from hypothesis.strategies import SearchStrategy

import cchc_lib as cchc
from cchc_lib.testing import Broken, broken, consistent_reports, edge_ratios, reports, subjects

assert_type(reports(), SearchStrategy[cchc.Report])
assert_type(reports(cchc.ProceduresReport), SearchStrategy[cchc.ProceduresReport])
assert_type(consistent_reports(own=[cchc.Plan]), SearchStrategy[cchc.Report])
assert_type(broken(cchc.ProceduresReport), SearchStrategy[Broken[cchc.ProceduresReport]])
assert_type(subjects(cchc.Dossiers), SearchStrategy[cchc.Dossiers])
assert_type(edge_ratios(), SearchStrategy[cchc.Ratio])
