"""The change that CONTRIBUTING shows: applied to a copy of the package, it does what it says."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import cchc_lib

ROOT = Path(__file__).parents[2]
DIFF = re.search(
    r"^```diff\n(.*?)^```", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
)[1]

ASKED = """
import cchc_lib as cchc
from cchc_lib.figures.aggregate import added_up

def report(year, **facts):
    return cchc.Report(agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
                       period=cchc.Period.year(year), digital=cchc.Digital(**facts))

now = report(2025, documents_sent=512, interlinked=480)
figures = now.figures()
assert figures["digital.interlinked_ratio"].text == "93,75%"
assert figures["digital.interlinked"].label == "văn bản gửi qua Trục liên thông"
assert "Gửi 480 văn bản qua Trục liên thông, đạt 93,75%" in cchc.render_text(now)
assert str(now.explain("digital.interlinked_ratio")) == "93,75% = 480/512"
before = report(2024, documents_sent=500, interlinked=400)
compared = cchc.Report(agency=now.agency, period=now.period, digital=now.digital, previous=before)
assert compared.figures()["digital.interlinked.change"].text == "tăng 80 văn bản (20%)"
assert added_up(cchc.Digital, [now.digital, before.digital])["interlinked"] == 880
assert cchc.audit(now).codes == ()
assert cchc.audit(report(2025, documents_sent=512, interlinked=513)).codes == ("CCHC120",)
"""


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    """A copy of the package with the change, and the file that has it."""
    folder = tmp_path_factory.mktemp("changed")
    package = folder / "cchc_lib"
    shutil.copytree(Path(cchc_lib.__file__).parent, package)
    path = package / "subjects" / "digital.py"
    text = path.read_text("utf-8")
    for hunk in re.split(r"^@@.*\n", DIFF, flags=re.MULTILINE)[1:]:
        lines = hunk.splitlines(keepends=True)
        old = "".join(line[1:] or "\n" for line in lines if line[0] != "+")
        new = "".join(line[1:] or "\n" for line in lines if line[0] != "-")
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return folder


def test_the_change_is_under_ten_lines_in_one_file():
    assert len(re.findall(r"^[+-]", DIFF, re.MULTILINE)) < 10


def test_everything_follows_from_it(changed):
    done = subprocess.run(
        [sys.executable, "-c", ASKED],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PYTHONPATH": str(changed), "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr
