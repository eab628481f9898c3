import pytest
from tests.web.asking import client_of

from cchc_lib.web.app import app_for


@pytest.fixture(scope="module")
def client():
    with client_of(app_for()) as client:
        yield client
