"""An executor whose jobs end with their time and their memory, and take nobody with them."""

import gc
import json
import os
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor

import pytest
from tests.inbox import boxes

import cchc_lib as cchc
from cchc_lib import BoundedExecutor

MIB = 1 << 20


def test_results_and_errors_come_back_as_they_are():
    with BoundedExecutor(2) as executor:
        assert list(executor.map(divmod, [7, 9], [2, 4])) == [(3, 1), (2, 1)]
        with pytest.raises(json.JSONDecodeError):
            executor.submit(json.loads, "{").result()
        error = executor.submit(cchc.parse_number, "1.23").exception()
        assert isinstance(error, cchc.FormatError)
        assert error.message_vi


def test_a_job_out_of_time_ends_and_the_others_go_on():
    with BoundedExecutor(1, seconds=2) as executor:
        slow, next_one = executor.submit(time.sleep, 600), executor.submit(abs, -5)
        assert isinstance(slow.exception(), TimeoutError)
        assert next_one.result() == 5


def test_a_job_out_of_memory_ends_and_the_others_go_on():
    with BoundedExecutor(1, memory=600 * MIB) as executor:
        big, next_one = executor.submit(bytearray, 800 * MIB), executor.submit(abs, -5)
        assert isinstance(big.exception(), MemoryError)
        assert next_one.result() == 5


def test_a_job_that_ends_its_process_is_told():
    with BoundedExecutor(1) as executor:
        assert isinstance(executor.submit(os._exit, 3).exception(), BrokenExecutor)
        assert executor.submit(abs, -5).result() == 5


def test_what_a_job_prints_is_no_answer():
    with BoundedExecutor(1) as executor:
        assert executor.submit(print, "x" * 100_000).result() is None
        assert executor.submit(os.write, 1, b"abc").result() == 3
        assert executor.submit(abs, -5).result() == 5


def test_a_result_that_cannot_travel_is_told():
    with BoundedExecutor(1) as executor:
        with pytest.raises(Exception, match="pickle"):
            executor.submit(eval, "lambda: 1").result()
        with pytest.raises(Exception, match="pickle"):
            executor.submit(lambda: 1).result()
        assert executor.submit(abs, -5).result() == 5


def test_many_reports_render_by_it(tmp_path):
    held = [boxes.report(name) for name in boxes.COMMUNES[:4]]
    with BoundedExecutor(2) as executor:
        done = cchc.render_many(held, tmp_path, executor=executor)
    assert [each.error for each in done] == [None] * 4
    assert done[0].path.read_bytes() == cchc.render_docx(held[0])


def test_nothing_runs_on_without_its_executor():
    executor = BoundedExecutor(1)
    pid = executor.submit(os.getpid).result()
    del executor
    gc.collect()
    for _ in range(100):
        if not is_running(pid):
            return
        time.sleep(0.1)
    pytest.fail("it still runs")


def test_a_script_without_a_guard_runs_once(tmp_path):
    """A process that runs the main module of who asks would start processes without end."""
    script = tmp_path / "a.py"
    script.write_text(
        "from cchc_lib import BoundedExecutor\nprint('once')\n"
        "with BoundedExecutor(1) as executor:\n    print(executor.submit(abs, -5).result())\n"
    )
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.split() == ["once", "5"]


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"workers": 0}, cchc.InvalidValueError),
        ({"workers": 1.5}, cchc.InvalidTypeError),
        ({"seconds": 0}, cchc.InvalidValueError),
        ({"seconds": float("nan")}, cchc.InvalidValueError),
        ({"memory": True}, cchc.InvalidTypeError),
    ],
)
def test_bounds_that_are_none_are_refused(options, error):
    with pytest.raises(error):
        BoundedExecutor(**options)


def is_running(pid):
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True
