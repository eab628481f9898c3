"""The version that a file says, and the way from an older one to today's, step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cchc_lib.errors import CchcError, InvalidTypeError, InvalidValueError

__all__ = ["CURRENT", "STEPS", "Step", "migrated", "version_of"]

Step = Callable[[dict[str, Any]], dict[str, Any]]
"""What turns the data of one version into that of the next; it returns a new mapping."""

CURRENT = 1
"""The version that is written: `"cchc_lib": 1`. Data that says none are of this one."""

STEPS: Mapping[int, Step] = {}
"""By version, the step to the next one: a key renamed, a fact split. The first is to come."""


def version_of(data: Mapping[Any, Any], current: int = CURRENT) -> int:
    """Return the version that data say.

    Raises:
        InvalidTypeError: when it is not a whole number.
        InvalidValueError: when it is below 1, or newer than this library knows.
    """
    stated = data.get("cchc_lib", current)
    accepted = f"the version of the format, up to {current}, such as {current}"
    accepted_vi = f"phiên bản định dạng, đến {current}, ví dụ {current}"
    if type(stated) is not int:
        raise InvalidTypeError.refuse("cchc_lib", stated, accepted, accepted_vi)
    if stated > current:
        raise InvalidValueError.refuse(
            "cchc_lib",
            stated,
            f"{accepted}; a newer cchc_lib wrote these data: pip install -U cchc-lib",
            f"{accepted_vi}; dữ liệu do bản cchc_lib mới hơn ghi: pip install -U cchc-lib",
        )
    if stated < 1:
        raise InvalidValueError.refuse("cchc_lib", stated, accepted, accepted_vi)
    return stated


def migrated(
    data: Mapping[str, Any],
    *,
    steps: Mapping[int, Step] = STEPS,
    current: int = CURRENT,
) -> Mapping[str, Any]:
    """Return data as the current version says them; those of today are returned as they are.

    >>> def renamed(old):
    ...     return {("plan" if key == "programme" else key): old[key] for key in old}
    >>> migrated({"cchc_lib": 1, "programme": {}}, steps={1: renamed}, current=2)
    {'cchc_lib': 2, 'plan': {}}

    Raises:
        InvalidTypeError, InvalidValueError: for a version that is none, or from which no way leads
            here.
    """
    version = version_of(data, current)
    while version < current:
        step = steps.get(version)
        if step is None:
            raise InvalidValueError.refuse(
                "cchc_lib",
                version,
                f"a version from which a way leads to {current}, such as {current}",
                f"phiên bản có thể chuyển sang {current}, ví dụ {current}",
            )
        try:
            data = {**step(dict(data)), "cchc_lib": version + 1}
        except CchcError:
            raise
        except Exception as error:  # data of an old version that are not what they should be
            raise InvalidValueError.refuse(
                "cchc_lib",
                version,
                f"data of version {version} ({type(error).__name__}: {error}), such as "
                f'{{"cchc_lib": {current}}}',
                f'dữ liệu đúng phiên bản {version}, ví dụ {{"cchc_lib": {current}}}',
            ) from error
        version += 1
    return data
