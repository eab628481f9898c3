"""A named group and how many belong to it: the rows of many small classifications."""

from __future__ import annotations

import attrs

from cchc_lib import define

__all__ = ["Group"]


@define.subject("nhóm")
@attrs.frozen(kw_only=True)
class Group:
    """A named group and how many belong to it: 4 of "phòng, trung tâm"."""

    name: str = define.name("tên nhóm", default=attrs.NOTHING)
    count: int | None = define.count("", "số lượng")
