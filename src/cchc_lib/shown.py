"""What shows itself in a notebook."""

from __future__ import annotations

from importlib import import_module

__all__ = ["Shown"]


class Shown:
    """A base of what shows itself in Jupyter; how is told by `cchc_lib.notebook`, loaded then.

    The name of that module is the one arrow upward: what is shown knows no renderer.
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        """Return the object as HTML, for notebooks."""
        return str(import_module("cchc_lib.notebook").shown(self))
