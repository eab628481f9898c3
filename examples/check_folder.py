"""Check every Word file and text of a folder before signing; leave comments in copies.

    python examples/check_folder.py bao-cao/

Prints what does not hold in each file, writes `*.nhan-xet.docx` beside each Word file that has a
finding, and ends with 1 when a file has an error or cannot be read.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import cchc_lib as cchc

MARK = ".nhan-xet.docx"


def check(file: Path) -> cchc.Findings:
    """Return what does not hold in a file."""
    if file.suffix == ".txt":
        return cchc.audit_text(file.read_text("utf-8"))
    findings = cchc.audit_docx(file)
    if findings:
        cchc.audit_docx(file, annotated=file.with_name(file.stem + MARK))
    return findings


def main(folder: str) -> int:
    """Check a folder and return the exit code."""
    code = 0
    for file in sorted(Path(folder).iterdir()):
        if file.suffix not in (".docx", ".txt") or file.name.endswith(MARK):
            continue
        print(f"== {file.name}")
        try:
            findings = check(file)
        except (cchc.CchcError, UnicodeDecodeError) as error:
            print(f"Không đọc được: {error}")
            code = 1
            continue
        print(findings.at_least("warning"))
        if findings.at_least("error"):
            code = 1
    return code


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # whatever the terminal's own is
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "."))
