"""How long the three audits take, beside what has to happen to the same input anyway.

    python benchmarks/bench_audit.py

The prose is that of a real-looking quarterly report, repeated to 100 pages (250.000 characters);
the Word file holds it as paragraphs. Single times vary between runs and machines, so read the
ratios: against python-docx, which only opens the file and takes its text out, and against twice
the input.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from io import BytesIO
from statistics import median
from time import perf_counter

import docx

from cchc_lib import (
    Agency,
    Dossiers,
    Period,
    Plan,
    Procedures,
    Report,
    audit,
    audit_docx,
    audit_text,
    render_docx,
)

PAGES = 100
PAGE = 2500
PARAGRAPHS = (
    "Trong quý, Ủy ban nhân dân phường được giao 120 nhiệm vụ; đã hoàn thành 110/120 nhiệm "
    "vụ, đạt 91,67%; còn 10 nhiệm vụ đang thực hiện trong hạn.",
    "Tổng số hồ sơ tiếp nhận là 1.268 hồ sơ, trong đó trực tuyến 1.219 hồ sơ (96,14%), trực "
    "tiếp 49 hồ sơ (3,86%); đã giải quyết 1.240 hồ sơ, đang giải quyết 28 hồ sơ.",
    "Thực hiện Kế hoạch số 11/KH-UBND ngày 21/01/2026, phường đã ban hành 12 văn bản chỉ đạo "
    "(03 kế hoạch, 02 quyết định, 07 công văn) và tổ chức tuyên truyền sâu rộng trong Nhân "
    "dân.",
    "Thu ngân sách 4.675 triệu đồng, đạt 55% dự toán (8.500 triệu đồng), tăng 10% so với cùng "
    "kỳ năm 2025 (4.250 triệu đồng).",
    "Công tác cải cách thể chế được quan tâm thực hiện; việc rà soát, hệ thống hóa văn bản "
    "quy phạm pháp luật bảo đảm đúng quy định, góp phần nâng cao hiệu lực, hiệu quả quản lý "
    "nhà nước.",
)


def prose(pages: int) -> list[str]:
    written: list[str] = []
    length = 0
    while length < pages * PAGE:
        written.append(PARAGRAPHS[len(written) % len(PARAGRAPHS)])
        length += len(written[-1]) + 1
    return written


def word(paragraphs: list[str]) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def opened(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs)


def report() -> Report:
    return Report(
        agency=Agency(name="Ủy ban nhân dân phường Thành Sen"),
        period=Period.year(2026),
        plan=Plan(tasks=120, tasks_completed=110),
        procedures=Procedures(
            dossiers=Dossiers(online=1219, in_person=49, on_time=1237, late=3, pending_unsplit=28)
        ),
        claims={"plan.completion": "91,67%", "procedures.dossiers.online_share": "96,14%"},
    )


def seconds(run: Callable[[], object], *, times: int = 5) -> float:
    run()
    taken = []
    for _ in range(times):
        gc.collect()
        start = perf_counter()
        run()
        taken.append(perf_counter() - start)
    return median(taken)


def main() -> None:
    once, twice = prose(PAGES), prose(2 * PAGES)
    one, two = "\n".join(once), "\n".join(twice)
    text = seconds(lambda: audit_text(one))
    print(f"audit_text, {PAGES} pages: {text:.2f} s; {2 * PAGES} pages: ", end="")
    print(f"{seconds(lambda: audit_text(two)) / text:.1f} times that")
    data = word(once)
    file = seconds(lambda: audit_docx(data))
    print(f"audit_docx, {PAGES} pages: {file:.2f} s; ", end="")
    print(f"{file / seconds(lambda: opened(data)):.1f} times python-docx reading its text only")
    facts = report()
    model = seconds(lambda: audit(facts), times=20)
    print(f"audit of a report: {1000 * model:.1f} ms; ", end="")
    print(f"{model / seconds(lambda: render_docx(facts), times=20):.1f} times render_docx of it")


if __name__ == "__main__":
    main()
