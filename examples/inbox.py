"""A province's inbox: files of four communes, ours and anybody's, read, checked and answered.

python examples/inbox.py [folder]

The example makes the files itself (hop-thu/), as communes send them: one with its facts, two that
were written by hand, one that cannot be opened. What comes of them is in ket-qua/.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import docx
import openpyxl

import cchc_lib as cchc

PROVINCE = cchc.Agency(name="Ủy ban nhân dân tỉnh Hà Tĩnh")
OFFICE = cchc.Agency(name="Sở Nội vụ", symbol="SNV", parent=PROVINCE)
EXPECTED = [f"Ủy ban nhân dân xã {name}" for name in ("Sơn Kim 1", "Sơn Kim 2", "Hương Khê")]


def facts(name: str, online: int, in_person: int) -> cchc.Report:
    """Return a report whose facts come with it."""
    received = online + in_person
    return cchc.Report(
        agency=cchc.Agency(name=name),
        period=cchc.Period.quarter(2026, 3),
        issued=date(2026, 9, 16),
        procedures=cchc.Procedures(
            dossiers=cchc.Dossiers(
                online=online,
                in_person=in_person,
                carried_over=0,
                on_time=received,
                late=0,
                pending_in_time=0,
                overdue=0,
            )
        ),
    )


def by_hand(path: Path, name: str, *sentences: str) -> None:
    """Write a Word file as an officer does, without any facts in it."""
    made = docx.Document()
    for line in (
        "ỦY BAN NHÂN DÂN",
        name.removeprefix("Ủy ban nhân dân ").upper(),
        "Số: 41/BC-UBND",
        "Hà Tĩnh, ngày 22 tháng 9 năm 2026",
        "BÁO CÁO",
        "Công tác cải cách hành chính quý III năm 2026",
        *sentences,
    ):
        made.add_paragraph(line)
    made.save(str(path))


def sheet(path: Path, name: str) -> None:
    """Write a table of dossiers whose total is wrong."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (
        (name.upper(),),
        ("Kết quả giải quyết hồ sơ quý III năm 2026",),
        (),
        ("STT", "Lĩnh vực", "Tiếp nhận", "Đã giải quyết"),
        (1, "Hộ tịch", 112, 111),
        (2, "Đất đai", 230, 228),
        ("", "Tổng số", 324, 339),
    ):
        page.append(row)
    book.save(str(path))


def fill(folder: Path) -> None:
    """Make the files that the communes sent."""
    folder.mkdir(parents=True, exist_ok=True)
    cchc.save_docx(facts(EXPECTED[0], 412, 38), folder / "son-kim-1.docx")
    by_hand(
        folder / "BC xã Sơn Kim 2.docx",
        EXPECTED[1],
        "Trong quý đã tiếp nhận 342 hồ sơ, trong đó trực tuyến 301 hồ sơ, đạt 88,1%.",
        "Đã hoàn thành 18/20 nhiệm vụ, đạt 90%.",
    )
    sheet(folder / "BC xã Sơn Kim 2 - phụ lục.xlsx", EXPECTED[1])
    (folder / "BC xã Hương Khê.pdf").write_bytes(b"%PDF-1.7 cut off")


def main(folder: Path) -> None:
    """Fill the inbox, read it, add up what may be added up, write what comes of it."""
    fill(folder / "hop-thu")
    inbox = cchc.read_inbox(
        folder / "hop-thu", agency=OFFICE, expected=EXPECTED, deadline=date(2026, 9, 20)
    )
    for each in inbox.files:
        print(each.state.label, each.name or each.unit, each.why, sep=" | ")
    for claim in inbox.claims:
        if claim.verdict is cchc.Standing.FAILS:
            print(f"{claim.file}, {claim.place}: {claim.stated} -> {claim.computed}")

    # figures of files that others wrote count once somebody says what they are
    online = next(each for each in inbox.figures if each.figure == "procedures.dossiers.online")
    confirmed = cchc.read_inbox(
        folder / "hop-thu",
        agency=OFFICE,
        expected=EXPECTED,
        deadline=date(2026, 9, 20),
        confirmed={online.key: online.figure or ""},
    )
    province = cchc.roll_up(confirmed.reports, agency=PROVINCE)
    print("Trực tuyến:", province.figures()["procedures.dossiers.online"].text)

    confirmed.save(folder / "ket-qua", replace=True, reply_by=date(2026, 9, 28))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
