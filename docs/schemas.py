"""Write the JSON Schemas of the reports that are shipped, and of outlines, from the code.

    python docs/schemas.py

A test fails while a file differs from what this script would write.
"""

from __future__ import annotations

from pathlib import Path

import cchc_lib as cchc
from cchc_lib.exchange.jsontext import write_json
from cchc_lib.exchange.outlines.entries import OutlineFile

REFERENCE = Path(__file__).resolve().parent / "reference"
_KINDS: dict[str, type] = {
    "report": cchc.Report,
    "procedures-report": cchc.ProceduresReport,
    "outline": OutlineFile,
}


def schemas() -> dict[Path, str]:
    """Return the text of each file."""
    return {
        REFERENCE / f"schema-{name}.json": write_json(cchc.json_schema(kind))
        for name, kind in _KINDS.items()
    }


if __name__ == "__main__":
    for path, text in schemas().items():
        path.write_text(text, encoding="utf-8")
