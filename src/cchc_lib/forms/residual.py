"""What became of an identity of a filled form that was judged."""

from __future__ import annotations

import attrs

__all__ = ["FormResidual"]


@attrs.frozen
class FormResidual:
    """An identity that was judged: what its result states, what the others make, the difference.

    `residual` is by how much the result is more than what the others make, 0 where it holds within
    what the printed decimals leave open.
    """

    line: str
    column: str
    identity: str
    stated: str
    made: str
    residual: str
    holds: bool
