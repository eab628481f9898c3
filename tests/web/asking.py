"""A browser of this machine, in a loop of its own: the processes of the page stay for its time."""

from contextlib import contextmanager
from functools import partial

import httpx
from anyio.from_thread import start_blocking_portal

HERE = "http://127.0.0.1:8000"
OWN = {"Sec-Fetch-Site": "same-origin"}


class Client:
    """Asks an application, as a page of its own does."""

    def __init__(self, portal, asking):
        self._portal = portal
        self._asking = asking

    def request(self, method, path, headers=OWN, **sent):
        asked = partial(self._asking.request, method, path, headers=headers, **sent)
        return self._portal.call(asked)

    def get(self, path, **sent):
        return self.request("GET", path, **sent)

    def post(self, path, **sent):
        return self.request("POST", path, **sent)


@contextmanager
def client_of(app, base_url=HERE):
    with start_blocking_portal() as portal:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        asking = httpx.AsyncClient(transport=transport, base_url=base_url, timeout=300)
        yield Client(portal, asking)
        portal.call(asking.aclose)
