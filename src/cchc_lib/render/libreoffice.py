"""LibreOffice, where it is installed: one file to another, alone, within its time."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from cchc_lib.errors import PdfError

__all__ = ["converted"]

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


def converted(
    data: bytes, end: str, wanted: str, *, wish: str, advice: str, timeout: float
) -> bytes:
    """Return what LibreOffice makes of a file that ends in `end`: a file that ends in `wanted`.

    It works in a folder and with a profile of its own, which are removed: nothing that is open
    there is disturbed. `wish` is what it calls the kind that is wanted, `advice` what an officer
    can do without it.

    Raises:
        PdfError: when LibreOffice is not installed, fails, or needs more than `timeout` seconds.
    """
    office = _office(advice)
    with tempfile.TemporaryDirectory(prefix="cchc-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        profile = folder / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
        source, target = folder / f"a{end}", folder / "out" / f"a{wanted}"
        target.parent.mkdir()
        source.write_bytes(data)
        command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
        command += ["--norestore", "--nolockcheck", "--convert-to", wish]
        command += ["--outdir", str(target.parent), str(source)]
        said = _run(command, folder, timeout)
        if target.exists():
            return target.read_bytes()
        raise PdfError(
            f"LibreOffice made no {wanted}: {said or 'it said nothing'}",
            f"LibreOffice không tạo được tệp {wanted} ({said or 'không rõ lý do'}); hãy {advice}",
            path=wanted.lstrip("."),
        )


def _office(advice: str) -> str:
    """Return the program.

    Raises:
        PdfError: when it is not installed.
    """
    found = (shutil.which(name) for name in (*_NAMES, *_ELSEWHERE.get(sys.platform, ())))
    program = next((path for path in found if path), None)
    if program is None:
        raise PdfError(
            "LibreOffice is not installed, or not on PATH; accepted: the program soffice, such as "
            "from 'apt-get install libreoffice-writer-nogui', or save as the other kind in Word",
            "chưa cài LibreOffice (không thấy chương trình soffice); hãy cài LibreOffice, ví dụ "
            f"apt-get install libreoffice-writer-nogui, hoặc {advice}",
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
