"""A month of dossiers, as a one-stop system exports them, counted into Biểu II.06a.

The dossiers are made up. Needs the extras `frames` and `xlsx`.

python examples/dossiers_of_a_month.py [folder]
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import cchc_lib as cchc

MONTH = cchc.Period.month(2026, 7)
SECTORS = ("Hộ tịch", "Chứng thực", "Đất đai", "Bảo trợ xã hội")
LIMITS = ("01 ngày làm việc", "trong ngày", "15 ngày làm việc", "05 ngày làm việc")
CHANNELS = ("Trực tuyến", "Trực tuyến", "Trực tiếp", "Qua dịch vụ bưu chính công ích")
CALENDAR = cchc.WorkCalendar()


def dossiers() -> Iterator[dict[str, str]]:
    """Yield a row a dossier: those of the month, and some from before it."""
    first = CALENDAR.roll(MONTH.start - timedelta(10))
    for number in range(400):
        received = CALENDAR.add(first, number * 28 // 400)
        kind = number % len(SECTORS)
        due = cchc.Deadline.of(received, LIMITS[kind]).due
        ended = CALENDAR.add(received, (number * 7) % (3 if kind < 2 else 16))
        is_over = ended <= MONTH.end
        yield {
            "Mã hồ sơ": f"H28.12-{received:%y%m%d}-{number:04d}",
            "Lĩnh vực": SECTORS[kind],
            "Hình thức nộp": CHANNELS[number // 4 % len(CHANNELS)],
            "Ngày tiếp nhận": shown(received),
            "Ngày hẹn trả": shown(due),
            "Ngày trả kết quả": shown(ended) if is_over else "",
            "Trạng thái": "Đã trả kết quả" if is_over else "Đang xử lý",
        }


def shown(day: date) -> str:
    """Return a day as the systems write it."""
    return f"{day:%d/%m/%Y}"


def main(folder: Path) -> None:
    """Write the export, count it, and write the form as a workbook and for signing."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = list(dossiers())
    with (folder / "ho-so.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)

    counts = cchc.count_rows(folder / "ho-so.csv", start=MONTH.start, end=MONTH.end)
    report = cchc.ProceduresReport(
        agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
        period=MONTH,
        procedures=cchc.Procedures(dossiers=counts.dossiers()),
    )
    form = cchc.fill_form(cchc.official_form("II.06a"), report)
    findings = cchc.check_form(form, report=report)
    for end in ("xlsx", "docx"):
        (folder / f"bieu-ii-06a.{end}").write_bytes(cchc.render_form(form, format=end))
    told = f"{counts.counted} rows of {counts.rows} counted, {len(findings)} findings"
    print(f"{told}: bieu-ii-06a.xlsx, bieu-ii-06a.docx written")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
