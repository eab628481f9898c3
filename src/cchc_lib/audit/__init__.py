"""Checks before anyone signs: rules over a report, over prose, over a Word file.

The folder and the function `cchc_lib.audit(report)` share a name, because both are what the field
calls an audit; this module can therefore be called, and is then that function.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class _Audit(ModuleType):
    def __call__(self, *arguments: Any, **options: Any) -> Any:
        from cchc_lib.audit.report import audit

        return audit(*arguments, **options)


sys.modules[__name__].__class__ = _Audit
