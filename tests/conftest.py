"""Property tests on a shared machine: a slow moment is not a failure.

`HYPOTHESIS_PROFILE` chooses: `default` asks the same examples of one commit every time, so that the
tests answer alike twice; `search` looks for new ones on every run; `few` is for the tests on the
wheel, which ask whether everything was packed: the same code has had all examples before.
"""

import importlib
import os
import pkgutil

from hypothesis import HealthCheck, settings

import cchc_lib

SLOW = [HealthCheck.too_slow]
"""What is said of the machine and not of the test."""

settings.register_profile("default", deadline=None, derandomize=True, suppress_health_check=SLOW)
settings.register_profile("few", settings.get_profile("default"), max_examples=10)
settings.register_profile("search", deadline=None, suppress_health_check=SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def _load_every_module() -> None:
    """Hypothesis draws constants of the modules loaded so far: they are all loaded, always."""
    for module in pkgutil.walk_packages(cchc_lib.__path__, "cchc_lib."):
        importlib.import_module(module.name)


_load_every_module()


def pytest_collection_modifyitems(items):
    """Mark the tests that ask how time grows: `growth`, which the wheel need not answer again."""
    for item in items:
        if _calls(getattr(item, "function", None), "growth"):
            item.add_marker("growth")


def _calls(function, name, depth=1):
    """Whether a function calls another by this name, itself or through one beside it."""
    code = getattr(function, "__code__", None)
    called = () if code is None else code.co_names
    beside = function.__globals__ if called and depth else {}
    return name in called or any(_calls(beside.get(each), name, 0) for each in called)
