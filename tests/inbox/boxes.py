"""Files as communes send them, and as nobody should: made here, the same always."""

import os
import zipfile
from datetime import date
from io import BytesIO

import attrs
from openpyxl import Workbook

import cchc_lib as cchc
from cchc_lib.archive import zipped
from cchc_lib.law.units import communes_of

COMMUNES = [each.name for each in communes_of("42")]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def committee(name):
    kind, _, own = name.partition(" ")
    return f"Ủy ban nhân dân {kind.lower()} {own}"


def report(name, *, online=90, in_person=10, late=3, quarter=3, year=2026, issued=None, **more):
    """A commune's report whose figures agree."""
    received = online + in_person
    return cchc.Report(
        agency=cchc.Agency(name=committee(name), place="Hà Tĩnh"),
        period=cchc.Period.quarter(year, quarter),
        issued=issued or date(2026, 9, 15),
        number=more.pop("number", 12),
        procedures=cchc.Procedures(
            dossiers=cchc.Dossiers(
                online=online,
                in_person=in_person,
                carried_over=0,
                on_time=received - late,
                late=late,
                pending_in_time=0,
                overdue=0,
            )
        ),
        **more,
    )


def prose(name, *, received=1268, online=1219, share="96,14%", quarter="III", day=15, number=12):
    """A report that somebody wrote by hand, as plain text."""
    return (
        f"{committee(name).upper().replace('ỦY BAN NHÂN DÂN ', 'ỦY BAN NHÂN DÂN' + chr(10))}\n"
        f"Số: {number}/BC-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        f"Hà Tĩnh, ngày {day} tháng 9 năm 2026\n\nBÁO CÁO\n"
        f"Công tác cải cách hành chính quý {quarter} năm 2026\n\n"
        f"Trong kỳ đã tiếp nhận {received} hồ sơ, trong đó trực tuyến {online} hồ sơ, "
        f"đạt {share}.\n"
        "Đã hoàn thành 41/43 nhiệm vụ, đạt 95,35%.\n"
    )


def word(text):
    """A Word file of somebody else: paragraphs and nothing more."""
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{line}</w:t></w:r></w:p>' for line in text.split("\n")
    )
    return docx_of(f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')


def docx_of(document):
    return zipped(
        {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document}
    )


def sheet(name, total=42):
    """A workbook of somebody else: a table with a total."""
    book = Workbook()
    page = book.active
    page.title = "Hồ sơ"
    rows = [
        (committee(name).upper(),),
        ("BÁO CÁO KẾT QUẢ QUÝ III NĂM 2026",),
        (),
        ("STT", "Lĩnh vực", "Tiếp nhận", "Giải quyết"),
        (1, "Hộ tịch", 12, 11),
        (2, "Đất đai", 30, 28),
        ("", "Tổng số", total, 39),
    ]
    for row in rows:
        page.append(row)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def pdf(lines):
    """A PDF with a text layer, of its own font: no Vietnamese letters beyond Latin-1."""
    pages = "".join(f"({line}) Tj T* " for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 770 Td {pages} ET".encode("latin-1")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = bytearray(b"%PDF-1.4\n"), []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(made)
    made += b"xref\n0 6\n0000000000 65535 f \n"
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(made)


def vietnamese_pdf(text):
    """A PDF of Vietnamese text: letters by the map of a font that no glyphs are needed for."""
    signs = sorted(set(text) - {"\n"})
    codes = {sign: place + 1 for place, sign in enumerate(signs)}
    maps = "\n".join(f"<{codes[sign]:04X}> <{ord(sign):04X}>" for sign in signs)
    lines = "".join(
        f"<{''.join(f'{codes[sign]:04X}' for sign in line)}> Tj T* " for line in text.split("\n")
    )
    stream = f"BT /F1 10 Tf 12 TL 40 800 Td {lines} ET".encode()
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def "
        "/CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(signs)} beginbfchar\n{maps}\nendbfchar\nendcmap end end"
    ).encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H "
        b"/DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /DW 500 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap),
    ]
    made, places = bytearray(b"%PDF-1.4\n"), []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(made)
    made += b"xref\n0 8\n0000000000 65535 f \n"
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer << /Size 8 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(made)


def locked_pdf(data, password="mat-khau", algorithm="RC4-128"):
    """A PDF that a password locks; with "" everybody reads it and nobody may change it."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.encrypt(password, "owner", algorithm=algorithm)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def packed(parts):
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def hostile():
    """Files that must be told of, each by its name, and must stop nothing."""
    good = word(prose(COMMUNES[0]))
    deep = "<w:p>" * 5_000 + "</w:p>" * 5_000
    entities = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return {
        "bom.docx": packed(
            {
                "[Content_Types].xml": TYPES,
                "_rels/.rels": RELATIONS,
                "word/document.xml": b"<a>" + b" " * (200 << 20),
            }
        ),
        "bom.xlsx": packed({"xl/workbook.xml": b"0" * (200 << 20)}),
        "dtd.docx": docx_of(f'{entities}<w:document xmlns:w="{W}"><w:body/></w:document>'),
        "long.json": b'{"agency": ' + b"[" * 200_000,
        "sau.docx": docx_of(f'<w:document xmlns:w="{W}"><w:body>{deep}</w:body></w:document>'),
        "cut.docx": good[: len(good) // 2],
        "rong.docx": b"",
        "khong.docx": b"\0" * 4_000,
        "khoa.docx": OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(2_000),
        "khoa.pdf": locked_pdf(pdf(["bao cao"])),
        "hong.pdf": b"%PDF-1.7\n" + bytes(range(256)) * 20,
        "anh.pdf": pdf([]),
        "anh.png": b"\x89PNG\r\n\x1a\n" + bytes(500),
        "tieng-anh.txt": ("The commune reports on its work. " * 30).encode(),
        "latin.txt": "Báo cáo".encode("utf-16"),
        "sai.toml": b"agency = 5\n",
        "hong.toml": b"agency = [\n",
        "hong.xlsx": b"PK\x03\x04xl/workbook" + bytes(200),
        "gia.docx": b"<html><body>b\xc3\xa1o c\xc3\xa1o</body></html>",
        "nen.zip": packed({"a.txt": b"x"}),
        "cu.xls": OLE + bytes(2_000),
        "khong-duoi": b"abc",
        "a" * 200 + ".txt": b"\xff\xfe\x00",
    }


def fill(folder, files):
    """Write files into a folder; names may lead into folders within."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())


def mixed(count):
    """So many files of every kind, good ones and bad ones, by their names."""
    made = {}
    bad = list(hostile().items())
    place = 0
    while len(made) < count:
        name = COMMUNES[place % len(COMMUNES)]
        online = 100 + place
        kind = place % 10
        if kind == 0:
            made[f"{place:03}.docx"] = cchc.render_docx(report(name, online=online))
        elif kind == 1:
            made[f"{place:03}.toml"] = cchc.dumps(report(name, online=online), format="toml")
        elif kind == 2:
            made[f"{place:03}.json"] = cchc.dumps(report(name, online=online), format="json")
        elif kind == 3:
            made[f"{place:03}.txt"] = prose(name, received=1268 + place)
        elif kind in (4, 5):
            made[f"{place:03}.docx"] = word(prose(name, received=1268 + place))
        elif kind == 6:
            made[f"{place:03}.pdf"] = vietnamese_pdf(prose(name, received=1268 + place))
        elif kind == 7:
            made[f"{place:03}.xlsx"] = sheet(name, total=42 + place % 2)
        else:
            bad_name, data = bad[(place // 10 * 2 + kind - 8) % len(bad)]
            made[f"hong/{place:03}-{bad_name}"[:220]] = data
        place += 1
    return made


def odd_entries(folder):
    """Links, pipes, lock files, a folder that cannot be opened: what is no file of anybody's."""
    (folder / "~$bc.docx").write_bytes(b"owner")
    (folder / ".an.docx").write_bytes(b"x")
    (folder / "Thumbs.db").write_bytes(b"x")
    (folder / "lien-ket.docx").symlink_to("/etc/hostname")
    (folder / "vong").symlink_to(folder, target_is_directory=True)
    os.mkfifo(folder / "ong.docx")


def changed(held, **facts):
    """A report with other counts of dossiers."""
    dossiers = attrs.evolve(held.procedures.dossiers, **facts)
    return attrs.evolve(held, procedures=attrs.evolve(held.procedures, dossiers=dossiers))
