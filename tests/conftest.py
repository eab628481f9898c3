"""Property tests on a shared machine: a slow moment is not a failure.

`HYPOTHESIS_PROFILE` chooses: `default` searches anew on every run; `gate` asks the same examples
of one commit every time, so that a gate answers alike twice.
"""

import os

from hypothesis import settings

settings.register_profile("default", deadline=None)
settings.register_profile("gate", deadline=None, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
