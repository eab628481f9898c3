"""The programs that people read a report with; absent ones are named, or required.

CI sets CCHC_READERS=required, so that a reader which is missing there fails the run.
"""

import os
import re
import shutil
import subprocess
from html import unescape

import pytest

PACKAGES = "apt-get install libreoffice-writer-nogui poppler-utils fonts-croscore chromium"

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
def pdf_of(tmp_path_factory):
    """Return a function that has LibreOffice turn a Word file into a PDF file."""
    office = _program("soffice", "libreoffice")
    home = tmp_path_factory.mktemp("office")

    def convert(data):
        folder = tmp_path_factory.mktemp("pdf")
        (folder / "a.docx").write_bytes(data)
        command = [office, f"-env:UserInstallation={home.as_uri()}", "--headless"]
        command += ["--convert-to", "pdf", "--outdir", str(folder), str(folder / "a.docx")]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return folder / "a.pdf"

    return convert


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
