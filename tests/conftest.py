"""Property tests on a shared machine: a slow moment is not a failure."""

from hypothesis import settings

settings.register_profile("shared", deadline=None)
settings.load_profile("shared")
