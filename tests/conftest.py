"""Property tests on a shared machine: a slow moment is not a failure.

`HYPOTHESIS_PROFILE` chooses: `default` asks the same examples of one commit every time, so that the
tests answer alike twice; `search` looks for new ones on every run.
"""

import os

from hypothesis import settings

settings.register_profile("default", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
