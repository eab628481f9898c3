"""A sentence of an outline: templates to choose from, and what is said where nothing arose."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from cchc_lib.errors import InvalidTypeError
from cchc_lib.outline.template import names, read_template

__all__ = ["Sentence"]


def _ids(where: str, given: object) -> tuple[str, ...]:
    accepted, accepted_vi = "ids, such as ['plan.tasks']", "các mã, ví dụ ['plan.tasks']"
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise InvalidTypeError.refuse(where, given, accepted, accepted_vi)
    ids = tuple(given)
    for id in ids:
        if not isinstance(id, str):
            raise InvalidTypeError.refuse(where, id, accepted, accepted_vi)
    return ids


@attrs.frozen(init=False)
class Sentence:
    """A sentence that a part says: templates, of which the first that can be said is taken.

    `none` is said instead where the first figure named in the first template, or of those in `of`,
    is 0 and no other of them is anything else: nothing arose. With `each` the sentence is said for
    every object at that path: `"budget.lines"`; `{.name}` is of the object then.
    """

    templates: tuple[str, ...]
    none: str | None
    of: tuple[str, ...]
    each: str | None

    def __init__(
        self,
        *templates: str,
        none: str | None = None,
        of: Iterable[str] = (),
        each: str | None = None,
    ) -> None:
        """Read every template once, so that a mistake shows where it is made."""
        if not templates:
            raise InvalidTypeError.refuse(
                "Sentence",
                templates,
                "a template, such as 'Có {plan.tasks} nhiệm vụ.'",
                "một câu mẫu, ví dụ 'Có {plan.tasks} nhiệm vụ.'",
            )
        for template in (*templates, *(() if none is None else (none,))):
            read_template(template)
        ids = _ids("Sentence.of", of)
        _ids("Sentence.each", () if each is None else (each,))
        named = ids or (names(read_template(templates[0]))[:1] if none else ())
        self.__attrs_init__(templates, none, named, each)

    @property
    def paths(self) -> tuple[str, ...]:
        """What the sentence names, with what it is repeated for before what is of each."""
        at = self.each or ""
        named = (at + name if name.startswith(".") else name for name in (*self.names, *self.of))
        return (*filter(None, [at]), *named)

    @property
    def names(self) -> tuple[str, ...]:
        """What the templates name, in order."""
        return tuple(name for each in self.templates for name in names(read_template(each)))
