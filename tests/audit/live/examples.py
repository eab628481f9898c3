"""For each rule over a Word file of ours, one in which it fires and one in which it does not."""

import re
from functools import cache

from audit.word.word_files import edited, packed, parts
from example_reports import example_report

import cchc_lib as cchc

DOCUMENT, ITEM = "word/document.xml", "customXml/item1.xml"
SENTENCE = "Người được bổ nhiệm lại là hiệu trưởng Trường Tiểu học Đức Lĩnh."


@cache
def made():
    """The Word file of the sample report, as it was made."""
    return cchc.render_docx(example_report("mai_hoa_2025"))


def text_of(data, part=DOCUMENT):
    return parts(data)[part].decode()


def paragraph_with(words):
    """The XML of the one paragraph with these words."""
    (found,) = (each for each in re.findall("<w:p>.*?</w:p>", text_of(made())) if words in each)
    return found


def without_controls(data):
    found = parts(data)
    for name in (DOCUMENT, "word/footnotes.xml"):
        found[name] = re.sub(
            "<w:sdt>.*?<w:sdtContent>(.*?)</w:sdtContent></w:sdt>", r"\1", found[name].decode()
        ).encode()
    return packed(found)


def node(old, new):
    """The file with another text in the node of a figure, as Word writes it."""
    return edited(made(), ITEM, (f"<figure>{old}<", f"<figure>{new}<"))


def facts(*changes):
    """The file with other facts."""
    changes = [[half.replace('"', "&quot;") for half in change] for change in changes]
    return edited(made(), ITEM, *changes)


def body(*changes):
    return edited(made(), DOCUMENT, *changes)


MORE = "<w:p><w:r><w:t>Một đoạn viết thêm.</w:t></w:r></w:p>"
FIRES = {
    "CCHC951": lambda: node("95,35%", "95,53%"),
    "CCHC952": lambda: facts(('"tasks_completed": 41', '"tasks_completed": 42')),
    "CCHC953": lambda: facts(('"tasks_completed": 41', '"tasks_completed": 42')),
    "CCHC954": lambda: body((SENTENCE, "Đã bổ nhiệm lại 01 hiệu trưởng.")),
    "CCHC955": lambda: body((paragraph := paragraph_with(SENTENCE), paragraph + MORE)),
    "CCHC956": lambda: body((paragraph_with(SENTENCE), "")),
    "CCHC957": lambda: without_controls(made()),
}
SILENT = dict.fromkeys(FIRES, made)
