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
