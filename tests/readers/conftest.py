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
    "apt-get install libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils fonts-croscore"
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
