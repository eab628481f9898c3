"""The programs that people read a report with; absent ones are named, or required.

CI sets CCHC_READERS=required, so that a reader which is missing there fails the run.
"""

import os
import re
import shutil
import subprocess
from html import unescape

import pytest

PACKAGES = (
    "apt-get install libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils fonts-croscore "
    "chromium"
)

_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)".*?>(.*)</word>')


def _program(*names):
    for name in names:
        if path := shutil.which(name):
            return path
    message = f"{' or '.join(names)} is not installed ({PACKAGES})"
    if os.environ.get("CCHC_READERS") == "required":
        pytest.fail(message)
    return pytest.skip(message)


@pytest.fixture(scope="session")
def chromium():
    """Return the path of Chromium."""
    return _program("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def converted(tmp_path_factory):
    """Return a function that has LibreOffice turn files, given as bytes, into another format."""
    office = _program("soffice", "libreoffice")
    home = tmp_path_factory.mktemp("office")

    def convert(end, target, *files):
        folder = tmp_path_factory.mktemp("converted")
        sources = [folder / f"{number}{end}" for number in range(len(files))]
        for source, data in zip(sources, files, strict=True):
            source.write_bytes(data)
        made = folder / "made"
        command = [office, f"-env:UserInstallation={home.as_uri()}", "--headless"]
        command += ["--convert-to", target, "--outdir", str(made), *map(str, sources)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return [made / f"{source.stem}.{target.partition(':')[0]}" for source in sources]

    return convert


_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub Save
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
  search = document.createSearchDescriptor()
  search.SearchString = "{old}"
  found = document.findFirst(search)
  If Not IsNull(found) Then found.String = "{new}"
  Dim form(0) As New com.sun.star.beans.PropertyValue
  form(0).Name = "FilterName"
  form(0).Value = "MS Word 2007 XML"
  document.storeToURL("{target}", form())
  document.close(True)
End Sub
</script:module>
"""


@pytest.fixture(scope="session")
def saved_of(tmp_path_factory):
    """Return a function that has a script open a file in LibreOffice, edit and save it."""
    office = _program("soffice", "libreoffice")
    home = tmp_path_factory.mktemp("scripted")
    started = [office, f"-env:UserInstallation={home.as_uri()}", "--headless", "--norestore"]
    # its first start makes the profile, with an empty module in it
    subprocess.run([*started, "--terminate_after_init"], check=True, timeout=300)
    module = home / "user" / "basic" / "Standard" / "Module1.xba"

    def save(data, old="no such words", new=""):
        folder = tmp_path_factory.mktemp("saved")
        source, target = folder / "a.docx", folder / "b.docx"
        source.write_bytes(data)
        macro = _MACRO.format(source=source.as_uri(), target=target.as_uri(), old=old, new=new)
        module.write_text(macro, "utf-8")
        command = [*started, "macro:///Standard.Module1.Save"]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return target.read_bytes()

    return save


@pytest.fixture(scope="session")
def pdf_of(converted):
    """Return a function that has LibreOffice turn a Word file into a PDF file."""
    return lambda data: converted(".docx", "pdf", data)[0]


@pytest.fixture(scope="session")
def words_of():
    """Return a function that lists (page, left, top, word) of a PDF file, in points."""
    reader = _program("pdftotext")

    def words(pdf):
        command = [reader, "-bbox", str(pdf), "-"]
        html = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        found, page = [], 0
        for line in html.splitlines():
            if "<page " in line:
                page += 1
            elif match := _WORD.search(line):
                left, top, word = match.groups()
                found.append((page, float(left), float(top), unescape(word)))
        return found

    return words
