"""Days from which agencies are new ones, whose numbers and reports begin again."""

from __future__ import annotations

from datetime import date

__all__ = ["TWO_TIERS"]

TWO_TIERS = date(2025, 7, 1)
"""From this day communes are new agencies and districts are no more (Luật 72/2025/QH15)."""
