"""A class of facts as a subject: its id, its label, and the check of its formulas."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import attrs

from cchc_lib.errors import InvalidTypeError, InvalidValueError
from cchc_lib.figures.settle import settled

__all__ = ["Subject", "subject"]

_Owner = TypeVar("_Owner")


@attrs.frozen
class Subject:
    """What a class of facts is about: the id under which a report holds it, and its label.

    `rules` names the module in which the rules of the subject stand, if it has any.
    """

    id: str
    label: str
    rules: str | None = None


_ID = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


def subject(
    label: str, *, id: str | None = None, rules: str | None = None
) -> Callable[[type[_Owner]], type[_Owner]]:
    """Make an attrs class a subject of reports, and check its formulas.

    `id` is that of the class's name unless given: `NewRural` is `new_rural`. `rules` is the name of
    a module with rules of the audit over the subject (`rules=__name__` for those below it).

    Raises:
        UnknownNameError: for a formula that names what the subject does not have.
        InvalidTypeError: for a class that is not frozen, or holds one that declares figures and is
            no subject.
        InvalidValueError: for a formula that mixes units or needs itself, an id such as "A b", or
            rules in a module that does not exist.
    """
    if not isinstance(label, str) or not label.strip():
        raise InvalidTypeError.refuse(
            "define.subject",
            label,
            "the label of the subject in Vietnamese, such as 'xây dựng nông thôn mới'",
            "tên chủ đề bằng tiếng Việt, ví dụ 'xây dựng nông thôn mới'",
        )

    def declare(owner: type[_Owner]) -> type[_Owner]:
        if "__attrs_attrs__" not in getattr(owner, "__dict__", {}):
            raise InvalidTypeError.refuse(
                "define.subject",
                owner,
                "an attrs class: @attrs.frozen(kw_only=True) stands below @define.subject",
                "một lớp attrs: @attrs.frozen(kw_only=True) đứng ngay dưới @define.subject",
            )
        _check_frozen(owner)
        _check_rules(rules)
        name = id or re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", owner.__name__).lower()
        if not isinstance(name, str) or not _ID.fullmatch(name):
            raise InvalidValueError.refuse(
                "define.subject", name, "an id such as 'new_rural'", "một mã, ví dụ 'new_rural'"
            )
        owner.__declarations__ = settled(owner)  # type: ignore[attr-defined]
        owner.__subject__ = Subject(name, label.strip(), rules)  # type: ignore[attr-defined]
        return owner

    return declare


def _check_frozen(owner: type) -> None:
    """Refuse a class whose objects can change after they were checked, or have no hash."""
    is_frozen = False
    try:
        probe: Any = object.__new__(owner)
        probe.any = None
    except attrs.exceptions.FrozenInstanceError:
        is_frozen = True
    except (AttributeError, TypeError):  # whatever else says that it has no such attribute
        pass
    if not is_frozen or owner.__hash__ is None:
        raise InvalidTypeError.refuse(
            "define.subject",
            owner,
            "a class whose objects never change: @attrs.frozen(kw_only=True) in place of "
            "@attrs.define",
            "một lớp có đối tượng không thay đổi: @attrs.frozen(kw_only=True) thay cho "
            "@attrs.define",
        )


def _check_rules(rules: object) -> None:
    """Refuse what names no module; it is not imported, for it may be the one being read."""
    if rules is None:
        return
    try:
        is_there = isinstance(rules, str) and (
            rules in sys.modules or importlib.util.find_spec(rules) is not None
        )
    except (ImportError, ValueError, AttributeError):
        is_there = False
    if not is_there:
        raise InvalidValueError.refuse(
            "define.subject",
            rules,
            "the name of a module with rules, such as rules=__name__",
            "tên một mô-đun có các quy tắc, ví dụ rules=__name__",
        )
