import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from cchc_lib.cli.app import cli

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def mai_hoa(tmp_path):
    """A copy of the sample facts, which have errors by intention."""
    return Path(shutil.copy(EXAMPLES / "mai_hoa_2025.toml", tmp_path))


@pytest.fixture
def quarter(tmp_path):
    """A copy of facts without a fault."""
    return Path(shutil.copy(EXAMPLES / "bao_cao_quy.toml", tmp_path))


@pytest.fixture
def call():
    """Run a command in this process: the result has exit_code, stdout, stderr."""

    def run(*arguments, given=None):
        result = CliRunner().invoke(cli, [str(each) for each in arguments], input=given)
        assert "Traceback" not in result.output
        return result

    return run
