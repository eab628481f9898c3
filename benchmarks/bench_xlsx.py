"""How long a workbook of 3.000 rows takes to load, beside openpyxl's bare pass over the same file.

    python benchmarks/bench_xlsx.py

The bare pass opens the file read-only and looks at every value of every sheet; it makes nothing of
them. Three workbooks: dossiers of 3.000 sectors, 3.000 activities of a plan (each one report,
`load`), and 3.000 communes in one sheet (`read_rows`, which makes 3.000 reports of them).

Single times vary between runs and machines, so read the ratios.
"""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

import openpyxl

import cchc_lib as cchc

ROWS = 3000
HEAD = {
    "agency": cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
    "period": cchc.Period.year(2025),
}
COLUMNS = {
    "Đơn vị": "agency",
    **{
        f"cột {number}": id
        for number, id in enumerate(
            "plan.tasks plan.tasks_completed plan.targets plan.activities "
            "plan.activities_completed procedures.total procedures.dossiers.online "
            "procedures.dossiers.in_person procedures.dossiers.on_time procedures.dossiers.late "
            "procedures.dossiers.early procedures.dossiers.overdue staffing.quota "
            "budget.revenue.planned_vnd budget.revenue.actual_vnd outreach.articles".split()
        )
    },
}


def sectors(path: Path) -> None:
    rows = [
        cchc.Dossiers(
            sector=f"Lĩnh vực {n}", online=n, in_person=1, on_time=n, late=0, early=2, overdue=0,
            digitised=n, postal=3, full_online=n // 2, partial_online=n // 3,
        )
        for n in range(ROWS)
    ]  # fmt: skip
    dossiers = cchc.Dossiers.of_sectors(rows)
    cchc.dump(cchc.Report(**HEAD, procedures=cchc.Procedures(dossiers=dossiers)), path)


def activities(path: Path) -> None:
    schedule = [
        cchc.PlannedActivity(
            task=f"Nhiệm vụ {n}", product="Kế hoạch", lead="Văn phòng", due="Quý I", result="Xong"
        )
        for n in range(ROWS)
    ]
    cchc.dump(cchc.Report(**HEAD, plan=cchc.Plan(schedule=schedule)), path)


def communes(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(COLUMNS))
    for n in range(ROWS):
        sheet.append([f"Ủy ban nhân dân xã Số {n}", *range(n, n + len(COLUMNS) - 1)])
    book.save(path)


def read_communes(path: Path) -> None:
    found = cchc.read_rows(path, COLUMNS, given={"period": "năm 2025"})
    assert len(found.reports) == ROWS


def bare(path: Path) -> None:
    book = openpyxl.load_workbook(path, read_only=True)
    for sheet in book.worksheets:
        for _ in sheet.iter_rows(values_only=True):
            pass
    book.close()


def least(function: Callable[[Path], object], path: Path, rounds: int = 7) -> float:
    times = []
    for _ in range(rounds):
        gc.collect()
        begun = process_time()
        function(path)
        times.append(process_time() - begun)
    return min(times)


CASES: dict[str, tuple[Callable[[Path], None], Callable[[Path], object]]] = {
    "load, 3.000 sectors": (sectors, cchc.load),
    "load, 3.000 activities": (activities, cchc.load),
    "read_rows, 3.000 reports": (communes, read_communes),
}


def main() -> None:
    print(f"{'':26} {'ours':>9} {'openpyxl':>9}   {'ratio':>6}")
    for name, (make, read) in CASES.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "a.xlsx")
            make(path)
            ours, theirs = least(read, path), least(bare, path)
            print(f"{name:26} {ours * 1e3:7.0f}ms {theirs * 1e3:7.0f}ms   {ours / theirs:6.2f}")


if __name__ == "__main__":
    main()
