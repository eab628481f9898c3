"""`cchc serve`: a page for this machine, started, asked and stopped."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
from tests.cli.test_process import PLAIN, run

UTF8 = {**PLAIN, "PYTHONIOENCODING": "utf-8"}


class Serving:
    """A page in a process of its own."""

    def __init__(self, *arguments):
        command = [sys.executable, "-m", "cchc_lib", "serve", "--port", "0", *map(str, arguments)]
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=UTF8,
            start_new_session=os.name != "nt",
        )
        self.line = self.process.stdout.readline().decode("utf-8")
        self.port = int(re.search(r":(\d+)  ", self.line)[1])

    def get(self, path="/", host="127.0.0.1"):
        with urllib.request.urlopen(f"http://{host}:{self.port}{path}", timeout=120) as answer:
            return answer.read().decode("utf-8")

    def stop(self):
        """Stop it as Ctrl+C does, which all its processes hear; return what it said of it."""
        os.killpg(self.process.pid, signal.SIGINT)
        _, said = self.process.communicate(timeout=120)
        return said.decode("utf-8")


@pytest.fixture
def serve():
    started = []

    def start(*arguments):
        started.append(Serving(*arguments))
        return started[-1]

    yield start
    for each in started:
        each.process.kill()
        each.process.communicate()


def test_it_serves_this_machine_until_it_is_stopped(serve):
    serving = serve()
    assert serving.line == f"Mở trang: http://127.0.0.1:{serving.port}  (dừng bằng Ctrl+C)\n"
    assert "Kiểm tra văn bản" in serving.get()
    assert "Lập báo cáo" in serving.get("/bao-cao")
    assert serving.stop().strip() == ""
    assert serving.process.returncode == 130
    with pytest.raises(urllib.error.URLError):
        serving.get()


def test_an_outline_of_an_office(serve, tmp_path):
    from cli.conftest import EXAMPLES

    serving = serve("--outline", EXAMPLES / "de_cuong_xa.toml")
    assert 'value="bao_cao_xa_lam_giang"' in serving.get("/bao-cao")
    bad = tmp_path / "hong.toml"
    bad.write_text('kind = "outline"\n', "utf-8")
    done = run("serve", "--outline", bad, PYTHONIOENCODING="utf-8")
    assert done.returncode == 2
    assert "hong.toml" in done.stderr.decode("utf-8")


def test_other_machines_are_let_in_with_a_warning_only(serve):
    serving = serve("--host", "0.0.0.0")
    assert "Kiểm tra" in serving.get()
    said = serving.stop()
    assert said.startswith("Chú ý: với --host 0.0.0.0, máy khác")


def test_a_port_that_is_taken():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", "--port", port, PYTHONIOENCODING="utf-8")
    assert done.returncode == 2
    assert f"--port {port + 1}" in done.stderr.decode("utf-8")


@pytest.mark.parametrize("host", ["203.0.113.7", "khong-co.invalid", ""])
def test_an_address_that_the_machine_does_not_have(host):
    done = run("serve", "--host", host, "--port", "0", PYTHONIOENCODING="utf-8")
    assert done.returncode == 2
    assert "không mở được trang" in done.stderr.decode("utf-8")


@pytest.mark.parametrize("name", ["starlette", "uvicorn", "jinja2", "python_multipart"])
def test_without_the_extra_it_says_how_to_install_it(name):
    code = (
        f"import sys; sys.modules[{name!r}] = None\n"
        "sys.argv = ['cchc', 'serve']\nfrom cchc_lib.cli import main\nmain()"
    )
    done = run(code=code, PYTHONIOENCODING="utf-8")
    assert done.returncode == 2
    assert f'chưa cài {name}; cần cài thêm: pip install "cchc-lib[web]"' in done.stderr.decode()


def test_the_browser_is_opened_when_asked(serve, monkeypatch, call):
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("uvicorn.Server.run", lambda *_: None)
    assert call("serve", "--port", "0", "--open").exit_code == 0
    assert call("serve", "--port", "0").exit_code == 0
    assert len(opened) == 1
    assert opened[0].startswith("http://127.0.0.1:")
