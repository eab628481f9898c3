"""A Word file as PDF, through LibreOffice where it is installed."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path

from cchc_lib.errors import PdfError

__all__ = ["pdf_of"]

_NAMES = ("soffice", "libreoffice")
_ELSEWHERE = {  # where the installers of LibreOffice put it and no PATH leads
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
    "win32": (
        r"C:\Program Files\LibreOffice\program\soffice.exe",
        r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    ),
}
_SETTINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""Of a profile that lives as long as one run: no macro runs, no link is followed."""

_STAMPS = (  # of the time of printing: where the clock shows, and what is made from it
    re.compile(rb"/(?:Creation|Mod)Date\s*\(D:(\d{14})"),
    re.compile(rb"/ID\s*\[\s*<([0-9A-F]{32})>\s*<([0-9A-F]{32})>\s*\]"),
    re.compile(rb"/DocChecksum\s*/([0-9A-F]{32})"),
)
_TIME = 14  # digits
_TAIL = 1 << 16  # bytes at the end of a PDF, where they stand behind all pages
_NO_DAY = date(2000, 1, 1)


def pdf_of(word: bytes, day: date | None = None, *, timeout: float = 120) -> bytes:
    """Return the PDF that LibreOffice makes of a Word file of ours, dated `day`.

    It works in a folder and with a profile of its own, which are removed: nothing that is open
    there is disturbed. Pages are as its fonts have them: Times New Roman, or one of its measures
    (Tinos, Liberation Serif). The same file gives the same bytes by the same LibreOffice with the
    same fonts.

    Raises:
        PdfError: when LibreOffice is not installed, fails, or needs more than `timeout` seconds.
    """
    office = _office()
    with tempfile.TemporaryDirectory(prefix="cchc-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        profile = folder / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
        source, target = folder / "a.docx", folder / "a.pdf"
        source.write_bytes(word)
        command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
        command += ["--norestore", "--nolockcheck", "--convert-to", "pdf:writer_pdf_Export"]
        command += ["--outdir", str(folder), str(source)]
        said = _run(command, folder, timeout)
        if not target.exists() or not (data := target.read_bytes()).startswith(b"%PDF"):
            raise PdfError(
                f"LibreOffice made no PDF: {said or 'it said nothing'}",
                f"LibreOffice không tạo được tệp PDF ({said or 'không rõ lý do'}); "
                "hãy mở tệp Word và xuất PDF: File > Export As > Export as PDF",
                path="pdf",
            )
        return _undated(data, day or _NO_DAY)


def _undated(data: bytes, day: date) -> bytes:
    """Return a PDF without the time at which it was made; no place in it moves."""
    made, marks = bytearray(data), []
    for stamp in _STAMPS:
        for found in stamp.finditer(data, max(0, len(data) - _TAIL)):
            for group in range(1, found.re.groups + 1):
                start, end = found.span(group)
                made[start:end] = bytes(end - start)
                marks.append((start, end))
    name = sha256(made).hexdigest().upper()[:32].encode()
    for start, end in marks:
        is_time = end - start == _TIME
        made[start:end] = f"{day:%Y%m%d}000000".encode() if is_time else name
    return bytes(made)


def _office() -> str:
    """Return the program.

    Raises:
        PdfError: when it is not installed.
    """
    found = (shutil.which(name) for name in (*_NAMES, *_ELSEWHERE.get(sys.platform, ())))
    program = next((path for path in found if path), None)
    if program is None:
        raise PdfError(
            "LibreOffice is not installed, or not on PATH; accepted: the program soffice, such as "
            "from 'apt-get install libreoffice-writer-nogui', or save as PDF in Word",
            "chưa cài LibreOffice (không thấy chương trình soffice); hãy cài LibreOffice, ví dụ "
            "apt-get install libreoffice-writer-nogui, hoặc mở tệp Word rồi lưu dạng PDF",
            path="pdf",
            accepted="LibreOffice installed",
        )
    return program


def _run(command: list[str], folder: Path, timeout: float) -> str:
    """Run a program, return what it said; end it and what it started when it takes too long."""
    said = folder / "said"
    with said.open("wb") as out:  # a pipe would stay open as long as anything that it started
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=os.name == "posix",
        )
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired:
        _end(process)
        raise PdfError(
            f"LibreOffice took more than {timeout:g} seconds",
            f"LibreOffice chạy quá {timeout:g} giây nên đã bị dừng; hãy thử lại",
            path="pdf",
        ) from None
    except BaseException:
        _end(process)
        raise
    return " ".join(said.read_text("utf-8", "replace").split())[:300]


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program with those that it started: soffice is a script around another."""
    if os.name == "posix":
        with suppress(ProcessLookupError):  # all have ended meanwhile
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
