"""One function from the rows of a one-stop system to `Dossiers`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from typing import Any

from cchc_lib.errors import InvalidTypeError, InvalidValueError, unknown_name
from cchc_lib.scale.calendar import as_day
from cchc_lib.scale.columns import RowColumns
from cchc_lib.scale.plain import count_objects
from cchc_lib.scale.readers import RowTable, check_installed, matched, row_table
from cchc_lib.scale.statuses import BY_FORM, POLICIES, StatusPolicy
from cchc_lib.scale.tallies import RowCounts

__all__ = ["count_rows"]


def count_rows(
    rows: Any,
    *,
    start: date,
    end: date,
    columns: RowColumns | None = None,
    policy: StatusPolicy | str = BY_FORM,
) -> RowCounts:
    """Count dossiers from a table with one row a dossier, as of the last day of a window.

    It counts and adds; nothing is averaged. What cannot be (an end before the receipt, no sector,
    an unknown channel, one code in several rows, a code of another day) is refused with examples,
    and every row is either counted or refused.

    Rows of one code that count alike count once; where they differ, none of them counts.

    Args:
        rows: A frame, eager or lazy: polars, pandas, PyArrow, DuckDB, PySpark (extra `frames`); the
            path of a file, or its `RowTable`; or mappings, one a row, which need no extra.
        start: The first day of the window. Received before it and not yet ended: carried over.
        end: The last day. What is pending is judged on it; what ended later was pending then.
        columns: Which column is what; found by the Vietnamese headers when left out, or those of
            the national portal's record.
        policy: Where returned, withdrawn, suspended dossiers and supplements count, or its name.

    >>> row = {"Mã hồ sơ": "H1.2-260303-0001", "Lĩnh vực": "Hộ tịch", "Hình thức": "Trực tuyến",
    ...     "Ngày tiếp nhận": "03/3/2026", "Ngày hẹn trả": "05/3/2026", "Ngày trả": "04/3/2026"}
    >>> counts = count_rows([row], start=date(2026, 1, 1), end=date(2026, 3, 31))
    >>> counts.dossiers().online, counts.dossiers().sectors[0].early
    (1, 1)
    >>> print(counts)
    1 dòng: tính 1 hồ sơ, không tính 0 dòng.

    Raises:
        InvalidTypeError: for what is no table, or a column of another type.
        InvalidValueError: for a window that ends before it begins, or a column that is not there.
        UnknownNameError: for the name of no policy, or a column that is not found.
        FormatError: for a file or a table that its engine cannot read.
        MissingExtraError: for a frame, when narwhals is not installed.
    """
    start, end = as_day("start", start), as_day("end", end)
    if end < start:
        raise InvalidValueError.refuse(
            "end", end, f"a day from {start} on, where the window begins", f"từ ngày {start} trở đi"
        )
    if columns is not None and not isinstance(columns, RowColumns):
        raise InvalidTypeError.refuse(
            "columns", columns, "RowColumns, such as PORTAL", "RowColumns, ví dụ PORTAL"
        )
    if isinstance(policy, str):
        if policy not in POLICIES:
            raise unknown_name("policy", "cách tính", policy, POLICIES, where="policy")
        policy = POLICIES[policy]
    where = "rows"
    if isinstance(rows, str | os.PathLike):
        rows = row_table(rows, columns)
    if isinstance(rows, RowTable):
        where, rows, columns = rows.path, rows.rows, columns or rows.columns
    window: dict[str, Any] = {"start": start, "end": end, "policy": policy}
    if isinstance(rows, Iterator):
        rows = list(rows)
    if isinstance(rows, list | tuple):
        return count_objects(rows, columns=columns or matched(rows), **window)
    check_installed("narwhals", "polars", "pyarrow")
    from cchc_lib.scale.frames import count_frame

    return count_frame(rows, columns=columns, where=where, **window)
