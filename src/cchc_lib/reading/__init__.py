"""Prose and Word files to numbers, words and relations: it reads, and never judges."""

from __future__ import annotations

__all__: list[str] = []
