"""Many reports in one run: the same files by any executor, in order, whole, resumable."""

import os
import random
import signal
import subprocess
import sys
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import attrs
import pytest

import cchc_lib as cchc
from cchc_lib.scale.many import JOURNAL


def report(place, **more):
    return cchc.Report(
        agency=cchc.Agency(name=f"Ủy ban nhân dân xã Đơn Vị {place}"),
        period=cchc.Period.quarter(2026, 3),
        plan=cchc.Plan(tasks=43, tasks_completed=place % 44),
        **more,
    )


def bad(place):
    """One that cannot be printed: it names a figure for which there is no fact."""
    return report(place, next_tasks=["Đạt {plan.on_time_ratio}."])


def files(folder):
    return {each.name: each.read_bytes() for each in Path(folder).iterdir() if each.name != JOURNAL}


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """What is written without an executor."""
    folder = tmp_path_factory.mktemp("alone")
    cchc.render_many((report(place) for place in range(12)), folder)
    return files(folder)


@pytest.mark.parametrize("pool", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_any_executor_writes_the_same_files(pool, alone, tmp_path):
    seen = []
    more = {}
    if pool is ProcessPoolExecutor:
        import multiprocessing

        more["mp_context"] = multiprocessing.get_context("spawn")
    with pool(2, **more) as executor:
        found = cchc.render_many(
            (report(place) for place in range(12)), tmp_path, executor=executor, ahead=3,
            on_progress=seen.append,
        )  # fmt: skip
    assert files(tmp_path) == alone
    assert tuple(seen) == found
    assert [each.place for each in found] == list(range(12))
    assert not any(each.error or each.was_there for each in found)
    assert found[3].path.name == "ubnd-xa-don-vi-3-quy-iii-nam-2026.docx"


def test_a_failure_is_isolated_and_reported(tmp_path):
    reports = [report(0), bad(1), None, report(3)]
    found = cchc.render_many(reports, tmp_path)
    assert [type(each.error).__name__ for each in found] == [
        "NoneType",
        "UnknownNameError",
        "InvalidTypeError",
        "NoneType",
    ]
    assert len(files(tmp_path)) == 2
    again = cchc.render_many([report(0), report(1), report(3)], tmp_path)
    assert [each.was_there for each in again] == [True, False, True]


def test_only_so_many_are_out_at_a_time(tmp_path):
    made = [0]
    done = [0]

    def endless():
        for place in range(40):
            made[0] += 1
            assert made[0] - done[0] <= 5
            yield report(place)

    def count(_):
        done[0] += 1

    with ThreadPoolExecutor(2) as executor:
        cchc.render_many(endless(), tmp_path, executor=executor, ahead=4, on_progress=count)
    assert done == [40]


def test_two_of_one_name_have_a_file_each(tmp_path):
    found = cchc.render_many([report(1), report(1, number=5)], tmp_path, name=lambda _: "xa")
    assert [each.path.name for each in found] == ["xa.docx", "xa-2.docx"]
    (wrong,) = cchc.render_many([report(1)], tmp_path, name=lambda _: "../xa")
    assert isinstance(wrong.error, cchc.InvalidValueError)
    assert not (tmp_path.parent / "xa.docx").exists()


def test_what_changed_is_written_anew(tmp_path):
    def run(*reports, **more):
        found = cchc.render_many(reports, tmp_path, **more)
        return [each.was_there for each in found]

    first, second = report(1), report(2)
    assert run(first, second) == [False, False]
    assert run(first, attrs.evolve(second, number=7)) == [True, False]
    (tmp_path / "ubnd-xa-don-vi-1-quy-iii-nam-2026.docx").unlink()
    assert run(first) == [False]
    assert run(first, layout=cchc.Layout(body_size=13)) == [False]
    assert run(first, outline=cchc.STANDARD.without("i.2"), layout=cchc.Layout(body_size=13)) == [
        False
    ]
    with (tmp_path / JOURNAL).open("a") as journal:
        journal.write('{"file": "ubnd-xa-do')
    assert run(attrs.evolve(second, number=7)) == [True]


@pytest.mark.parametrize("by", ["edited", "of a stranger", "edited, and the facts changed"])
def test_what_is_not_ours_stays_unless_it_is_asked_for(by, tmp_path):
    path = tmp_path / "ubnd-xa-don-vi-1-quy-iii-nam-2026.docx"
    if by != "of a stranger":
        cchc.render_many([report(1), report(2)], tmp_path)
    path.write_bytes(b"of somebody")
    again = report(1, number=5) if by.endswith("changed") else report(1)
    kept, other = cchc.render_many([again, report(2)], tmp_path)
    assert path.read_bytes() == b"of somebody"
    assert (kept.path, other.error) == (path, None)
    assert isinstance(kept.error, cchc.InvalidValueError)
    assert kept.error.path == str(path)
    assert "giữ nguyên" in kept.error.message_vi
    (written,) = cchc.render_many([again], tmp_path, overwrite=True)
    assert written.error is None
    assert path.read_bytes()[:2] == b"PK"
    assert cchc.render_many([report(1, number=6)], tmp_path)[0].error is None


def test_a_file_whose_line_or_whose_journal_was_lost_is_known_again(tmp_path):
    cchc.render_many([report(1)], tmp_path)
    (tmp_path / JOURNAL).unlink()
    (found,) = cchc.render_many([report(1)], tmp_path)
    assert found.error is None


def test_a_folder_is_a_folder(tmp_path):
    (tmp_path / "tep").write_bytes(b"")
    for folder in (tmp_path / "tep", tmp_path / "tep" / "duoi"):
        with pytest.raises(cchc.InvalidValueError, match="this is a file"):
            cchc.render_many([report(1)], folder)
    with pytest.raises(cchc.InvalidTypeError, match="path of a folder"):
        cchc.render_many([report(1)], None)


@pytest.mark.parametrize("form", ["html", "text"])
def test_other_forms(form, tmp_path):
    (found,) = cchc.render_many([report(1)], tmp_path, form=form)
    assert "Đơn Vị 1" in found.path.read_text("utf-8")


def test_a_generator_that_fails_leaves_what_was_written(tmp_path):
    def failing():
        yield report(1)
        yield report(2)
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="disk"):
        cchc.render_many(failing(), tmp_path)
    assert len(files(tmp_path)) == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("executor", 5),
        ("form", "pdf"),
        ("ahead", 0),
        ("ahead", True),
        ("name", "xa"),
        ("on_progress", 5),
        ("outline", 5),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(name, value, tmp_path):
    with pytest.raises(cchc.CchcError) as caught:
        cchc.render_many([report(1)], tmp_path / "new", **{name: value})
    assert caught.value.path == name
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("reports", [None, 5, "abc", {"a": 1}, report(1)])
def test_what_are_no_reports_is_refused_before_anything_is_written(reports, tmp_path):
    with pytest.raises(cchc.InvalidTypeError) as caught:
        cchc.render_many(reports, tmp_path / "new")
    assert caught.value.path == "reports"
    assert not (tmp_path / "new").exists()


def test_an_outline_made_over_a_table_is_written_anew_when_the_table_may_have_changed(tmp_path):
    """The province's facts are the same, those of the communes in its annex are not."""
    province = cchc.Agency(name="Ủy ban nhân dân tỉnh Hà Tĩnh")

    def run(*tasks):
        units = cchc.UnitReports(
            [
                attrs.evolve(report(place), plan=cchc.Plan(tasks=50, tasks_completed=done))
                for place, done in enumerate(tasks)
            ],
            agency=province,
        )
        outline = cchc.units_outline(units)
        (found,) = cchc.render_many([units.report], tmp_path, form="text", outline=outline)
        return found.path.read_text("utf-8")

    assert "80%" not in run(30, 30)
    assert "80%" in run(20, 40)
    stated = cchc.Outline((cchc.Part("i", "Kết quả", lines=["Có {plan.tasks} nhiệm vụ."]),))
    for outline in (cchc.STANDARD, stated):
        was = [
            cchc.render_many([report(1)], tmp_path / "b", outline=outline)[0].was_there
            for _ in range(2)
        ]
        assert was == [False, True]


def test_a_name_with_any_line_end_is_remembered(tmp_path):
    for was_there in (False, True):
        (found,) = cchc.render_many([report(1)], tmp_path, name=lambda _: "a\u2028b\x85c")
        assert found.was_there == was_there


RUN = """
import sys
from concurrent.futures import ThreadPoolExecutor
sys.path[:0] = {paths!r}
import cchc_lib as cchc
from scale.test_many import report
print("ready", flush=True)
with ThreadPoolExecutor(2) as executor:
    cchc.render_many(map(report, range(12)), {folder!r}, executor=executor)
"""


def test_a_killed_run_goes_on_where_it_stopped(alone, tmp_path):
    """Killed again and again at points that a seed draws, until one run comes to its end."""
    code = RUN.format(paths=sys.path, folder=str(tmp_path))
    chance, kills = random.Random(766), 0
    for attempt in range(40):
        process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        process.stdout.readline()
        try:
            process.wait(chance.uniform(0, 0.02 * (attempt + 1)))
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            kills += 1
        process.stdout.close()
        if process.wait() == 0:
            break
    else:
        raise AssertionError("no run came to its end")
    assert kills
    left = {name: data for name, data in files(tmp_path).items() if not name.endswith(".tmp")}
    assert left == alone
    assert all(each.was_there for each in cchc.render_many(map(report, range(12)), tmp_path))


def test_what_behaves_like_an_executor_is_one(alone, tmp_path):
    class Here:
        def submit(self, work, *arguments):
            future = Future()
            future.set_result(work(*arguments))
            return future

    cchc.render_many(map(report, range(12)), tmp_path, executor=Here())
    assert files(tmp_path) == alone
