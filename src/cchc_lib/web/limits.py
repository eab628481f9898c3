"""How much a request may send, and how long and how large its work may be."""

from __future__ import annotations

import attrs

__all__ = ["Limits"]

_MIB = 1024 * 1024


@attrs.frozen(kw_only=True)
class Limits:
    """The bounds of one request, in bytes and seconds; `at_once` requests are worked on at once.

    `waiting` more may come meanwhile: what they send is in memory until it is their turn. An upload
    that brings nothing for `idle_seconds` is ended.

    `text` is the largest text of one field, `fields` how many fields there may be. `memory` is that
    of a process that works; Windows has no such bound.
    """

    upload: int = 20 * _MIB
    text: int = 4 * _MIB
    fields: int = 30_000
    upload_seconds: float = 60
    idle_seconds: float = 10
    work_seconds: float = 60
    memory: int = 2048 * _MIB
    at_once: int = 2
    waiting: int = 8
