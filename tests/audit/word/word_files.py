"""Word files to audit: our own, edited part by part, and such as strangers make."""

from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from example_reports import example_report

import cchc_lib as cchc

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@cache
def example(name):
    """The Word file of an example's report."""
    return cchc.render_docx(example_report(name))


def report():
    """A consistent report of a ward, with tables, annexes and no warnings."""
    return example("quarterly")


def parts(data):
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts):
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def edited(data, part, *changes):
    """The file with words of a part replaced, each of which must be there."""
    found = parts(data)
    text = found[part].decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return packed({**found, part: text.encode()})


def body(*changes):
    return edited(report(), "word/document.xml", *changes)


def styles(*changes):
    return edited(report(), "word/styles.xml", *changes)


def bare(inner):
    """The smallest Word file: a body, and nothing else."""
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return packed(
        {
            "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            b'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
            b'package.relationships+xml"/><Override PartName="/word/document.xml" ContentType='
            b'"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
            b"</Types>",
            "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="rId1" Type='
            f'"{office}/officeDocument" Target="word/document.xml"/></Relationships>'.encode(),
            "word/document.xml": f"<w:document {W}><w:body>{inner}</w:body></w:document>".encode(),
        }
    )


def paragraph(text, properties=""):
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(*rows):
    """A table; a cell is text, or text and the columns it reaches over."""

    def cell(item):
        text, span = item if isinstance(item, tuple) else (item, 1)
        properties = f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>' if span > 1 else ""
        if text is None:
            properties = "<w:tcPr><w:vMerge/></w:tcPr>"
        return f"<w:tc>{properties}{paragraph(text or '')}</w:tc>"

    lines = ("<w:tr>" + "".join(map(cell, row)) + "</w:tr>" for row in rows)
    return f"<w:tbl>{''.join(lines)}</w:tbl>{paragraph('')}"


def stranger(lines, *, tail=()):
    """A report made by hand in python-docx's template, with tabs instead of tables."""
    made = docx.Document()
    for text in (*lines, *tail):
        made.add_paragraph(text)
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()
