"""How long one report takes as a Word file, beside what people use today.

    python benchmarks/bench_docx.py

One report: 150 paragraphs, tables of 25x8, 12x6 and 8x5, one footnote; built and saved to memory.
Single times vary between runs and machines, so read the ratios. A peer that is not installed is
named, not left out. The peers write plain text only: no footnote, no rules, no page numbers.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter
from zipfile import ZIP_DEFLATED, ZipFile

import cchc_lib as cchc
from cchc_lib.document.nodes import (
    Align,
    Column,
    Document,
    Letterhead,
    Note,
    Paragraph,
    Row,
    Section,
    Signature,
    Table,
    Value,
)
from cchc_lib.render.docx import render_docx
from cchc_lib.render.html import render_html
from cchc_lib.render.text import render_text

SHAPES = ((25, 8), (12, 6), (8, 5))
WORDS = (
    "Ủy ban nhân dân xã đã chỉ đạo các phòng, đơn vị thực hiện đầy đủ nhiệm vụ cải cách hành chính "
    "được giao; tỷ lệ giải quyết hồ sơ đúng hạn đạt "
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

Make = Callable[[], bytes]


def paragraphs(times: int) -> list[str]:
    return [f"{n}. {WORDS}{n % 100},{n % 10}%." for n in range(150 * times)]


def tables(times: int) -> list[list[list[str]]]:
    return [
        [
            [f"{row * column:,}".replace(",", ".") for column in range(columns)]
            for row in range(rows)
        ]
        for rows, columns in SHAPES * times
    ]


def report(times: int) -> Document:
    """Return the report as a tree, `times` as long."""
    texts = [
        [f"{n}. {WORDS}", Value(f"{n % 100},{n % 10}%", "rate"), "."] for n in range(150 * times)
    ]
    texts[0].append(Note([["Quyết định số 130/QĐ-UBND ngày 24/7/2025."]]))
    nodes = [
        Table(
            id=f"t{place}",
            title="Kết quả giải quyết hồ sơ",
            description="Số hồ sơ theo lĩnh vực.",
            columns=[Column(f"Cột {n}", align=Align.RIGHT) for n in range(len(rows[0]))],
            rows=[Row([[cell] for cell in row]) for row in rows],
        )
        for place, rows in enumerate(tables(times))
    ]
    return Document(
        letterhead=Letterhead(
            agency=("ỦY BAN NHÂN DÂN", "XÃ MAI HOA"), symbol="BC-UBND", place="Mai Hoa"
        ),
        kind="BÁO CÁO",
        subject="Công tác cải cách hành chính năm 2025",
        sections=(Section(id="i", title="Kết quả", blocks=(*map(Paragraph, texts), *nodes)),),
        signature=Signature(lines=("CHỦ TỊCH",), name="Nguyễn Văn A"),
    )


def ours(times: int) -> Make:
    return lambda: render_docx(report(times))


def ours_from_tree(times: int) -> Make:
    document = report(times)
    return lambda: render_docx(document)


def python_docx(times: int) -> Make:
    """As its documentation shows it: add_paragraph, add_table, cells by row."""
    import docx

    def make() -> bytes:
        document = docx.Document()
        for text in paragraphs(times):
            document.add_paragraph(text)
        for rows in tables(times):
            table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
            for line, row in zip(table.rows, rows, strict=True):
                for cell, text in zip(line.cells, row, strict=True):
                    cell.text = text
        return saved(document)

    return make


def docxtpl(times: int) -> Make:
    """A template with two loops, autoescape on, filled for every report."""
    import docx
    from docxtpl import DocxTemplate

    template = docx.Document()
    for line in ("{%p for text in texts %}", "{{ text }}", "{%p endfor %}"):
        template.add_paragraph(line)
    for place, (_, columns) in enumerate(SHAPES * times):
        table = template.add_table(rows=3, cols=columns, style="Table Grid")
        table.rows[0].cells[0].text = f"{{%tr for row in tables[{place}] %}}"
        for column, cell in enumerate(table.rows[1].cells):
            cell.text = f"{{{{ row[{column}] }}}}"
        table.rows[2].cells[0].text = "{%tr endfor %}"
    blank = saved(template)

    def make() -> bytes:
        document = DocxTemplate(BytesIO(blank))
        context = {"texts": paragraphs(times), "tables": tables(times)}
        document.render(context, autoescape=True)
        return saved(document)

    return make


def bare_lxml(times: int) -> Make:
    """Elements made one by one with lxml, serialised and zipped; one part only."""
    from lxml import etree

    def make() -> bytes:
        root = etree.Element(f"{{{W}}}document", nsmap={"w": W})
        body = etree.SubElement(root, f"{{{W}}}body")

        def add(parent: etree._Element, text: str) -> None:
            paragraph = etree.SubElement(parent, f"{{{W}}}p")
            run = etree.SubElement(paragraph, f"{{{W}}}r")
            etree.SubElement(run, f"{{{W}}}t").text = text

        for text in paragraphs(times):
            add(body, text)
        for rows in tables(times):
            table = etree.SubElement(body, f"{{{W}}}tbl")
            for row in rows:
                line = etree.SubElement(table, f"{{{W}}}tr")
                for text in row:
                    add(etree.SubElement(line, f"{{{W}}}tc"), text)
        return zipped(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))

    return make


def strings(times: int) -> Make:
    """The floor: strings joined and zipped, nothing escaped, one part only."""

    def make() -> bytes:
        parts = [f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs(times)]
        for rows in tables(times):
            lines = (
                "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in row)
                for row in rows
            )
            parts.append(f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>")
        xml = f'<w:document xmlns:w="{W}"><w:body>{"".join(parts)}</w:body></w:document>'
        return zipped(xml.encode())

    return make


def zipped(document: bytes) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
    return buffer.getvalue()


def saved(document: object) -> bytes:
    buffer = BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def timed(makes: list[Callable[[], object]], rounds: int = 15) -> list[float]:
    """Return the median milliseconds of each, in turns so that all meet the same machine.

    Without the garbage collector, as in `timeit`: it would charge one way for another's litter.
    """
    times: list[list[float]] = [[] for _ in makes]
    for _ in range(rounds + 1):
        for make, own in zip(makes, times, strict=True):
            gc.collect()
            gc.disable()
            start = perf_counter()
            make()
            own.append(perf_counter() - start)
            gc.enable()
    return [1000 * median(own[1:]) for own in times]  # the first round warms up


def main() -> None:
    ways: dict[str, Callable[[int], Make]] = {
        "cchc_lib": ours,
        "cchc_lib, tree made before": ours_from_tree,
        "docxtpl": docxtpl,
        "python-docx as usual": python_docx,
        "bare lxml and zip": bare_lxml,
        "strings and zip": strings,
    }
    makes: dict[str, Make] = {}
    for name, way in ways.items():
        try:
            makes[name] = way(1)
        except ImportError as missing:
            print(f"{name}: not installed ({missing.name})")
    times = timed(list(makes.values()))
    print(f"{'way':28} {'ms':>8} {'x ours':>8} {'kB':>6}")
    for (name, make), time in zip(makes.items(), times, strict=True):
        print(f"{name:28} {time:8.1f} {time / times[0]:8.2f} {len(make()) / 1000:6.1f}")

    document = report(1)
    html, text = timed([lambda: render_html(document), lambda: render_text(document)])
    print(f"{'cchc_lib, HTML':28} {html:8.1f}\n{'cchc_lib, text':28} {text:8.1f}")

    facts = Path(__file__).parents[1] / "examples" / "mai_hoa_2025.toml"
    sample = cchc.load(facts)
    titles = "live ms", "plain", "ratio", "kB", "plain"
    print(f"\n{'live beside plain':28} {' '.join(f'{title:>8}' for title in titles)}")
    for name, source in (("the sample report", sample), ("the tree of above", document)):
        forms = [partial(cchc.render_docx, source, live=live) for live in (True, False)]
        live, plain = timed(list(forms), rounds=45)
        sizes = " ".join(f"{len(form()) / 1000:8.1f}" for form in forms)
        print(f"{name:28} {live:8.1f} {plain:8.1f} {live / plain:8.2f} {sizes}")

    one, two, four = timed([ours(1), ours(2), ours(4)])
    print(f"\ntwice the report: {two / one:.2f} times as long; four times: {four / one:.2f}")


if __name__ == "__main__":
    main()
