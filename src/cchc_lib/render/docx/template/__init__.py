"""An office's own template: checked, opened and saved by python-docx, the same body put into it."""

from cchc_lib.render.docx.template.fill import filled
from cchc_lib.render.docx.template.office import OfficeTemplate

__all__ = ["OfficeTemplate", "filled"]
