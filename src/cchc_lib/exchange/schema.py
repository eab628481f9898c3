"""JSON Schema of reports: what data may say, with labels, units and bounds, from declarations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cchc_lib.exchange.data import checked
from cchc_lib.exchange.leaves import TEXT_FORMS
from cchc_lib.exchange.shapes import Shape, kind_id, label_of, shapes
from cchc_lib.exchange.versions import CURRENT
from cchc_lib.families.cchc import Report
from cchc_lib.figures.declaration import Declaration, field_of
from cchc_lib.figures.ratio import Ratio
from cchc_lib.report.claims import Claim

__all__ = ["json_schema"]

_COUNT = {"type": "integer", "minimum": 0}
_OF_SORT: dict[str, dict[str, Any]] = {
    "count": _COUNT,
    "money": _COUNT,
    "score": {"type": ["number", "string"], "pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
    "whole": {"type": "integer"},
    "number": {"type": ["integer", "string"]},
    "text": {"type": "string"},
    "paragraphs": {"type": "array", "items": {"type": "string"}},
    "day": {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "flag": {"type": "boolean"},
}


def json_schema(kind: Any = Report, own: Iterable[type] = ()) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the data that `from_dict` and JSON files say.

    Every field has its Vietnamese label as `title`, a fact its unit as `x-unit` and what it cannot
    exceed as `x-part-of` (which is a finding, no fault of the data); counts have a
    minimum of 0, days a format, choices their values, with what each is called in Vietnamese as
    `x-labels`; what is unknown is refused. `own` are the
    classes of subjects that the kind of report does not have by itself. What a schema cannot say
    (figure ids, days in order, a quarter of 1 to 4) `from_dict` says.

    >>> import cchc_lib as cchc
    >>> json_schema()["required"]
    ['agency', 'period']
    >>> json_schema(cchc.Plan)["properties"]["tasks"]
    {'title': 'nhiệm vụ của kế hoạch', 'type': ['integer', 'null'], 'minimum': 0,
     'x-unit': 'nhiệm vụ'}

    Raises:
        InvalidTypeError: for a `kind` that is no class of facts, or `own` that are no subjects.
        InvalidValueError: for an own subject whose id the kind of report has already.
    """
    kind, classes = checked(kind, own)
    writer = _Writer(kind, classes)
    root = writer.object(kind)
    subject = getattr(kind, "__subject__", None)
    name = kind_id(kind) or (kind.__name__ if subject is None else subject.id)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:cchc-lib:{CURRENT}:{name}",
        **root,
        "$defs": dict(sorted(writer.defs.items())),
    }


class _Writer:
    def __init__(self, root: type, own: tuple[type, ...]) -> None:
        self.root = root
        self.own = own
        self.defs: dict[str, Any] = {}
        self.names: dict[type, str] = {}

    def object(self, kind: Any) -> dict[str, Any]:
        """Return the schema of a class as a mapping of its fields."""
        known = shapes(kind)
        properties: dict[str, Any] = {}
        if (id := kind_id(kind)) is not None:
            properties["cchc_lib"] = {"title": "phiên bản định dạng", "const": CURRENT}
            properties["kind"] = {"title": "loại báo cáo", "const": id}
            if hasattr(kind, "__made_from__"):
                properties["outline"] = {"title": "tệp đề cương", "type": "string"}
        for key, shape in known.items():
            if shape.sort == "own":
                for owner in self.own:
                    said: Any = self.ref(owner)
                    properties[owner.__subject__.id] = {"title": label_of(owner), **said}  # type: ignore[attr-defined]
            else:
                properties[key] = self.field(shape)
        found: dict[str, Any] = {
            "title": label_of(kind),
            "type": "object",
            "properties": properties,
        }
        required = [key for key, shape in known.items() if shape.is_required]
        if required:
            found["required"] = required
        return found | {"additionalProperties": False}

    def ref(self, kind: Any) -> dict[str, Any]:
        """Return a reference to the schema of a class, which is written once."""
        if kind is self.root:
            return {"$ref": "#"}
        if kind not in self.names:
            taken = set(self.names.values())
            name = kind.__name__
            while name in taken:
                name += "_"
            self.names[kind] = name
            self.defs[name] = {}
            written = self.object(kind)
            if kind in TEXT_FORMS:
                text: dict[str, Any] = {"type": "string", "examples": [_example(kind)]}
                if kind is Ratio:
                    text["pattern"] = r"^\s*([0-9.]+\s*/\s*[0-9.]+|[0-9]+(,[0-9]+)?\s*%)\s*$"
                    written["properties"] = {
                        key: {**item, "minimum": 0} for key, item in written["properties"].items()
                    }
                title = written.pop("title")
                written = {"title": title, "anyOf": [written, text]}
            self.defs[name] = written
        return {"$ref": f"#/$defs/{self.names[kind]}"}

    def field(self, shape: Shape) -> dict[str, Any]:
        """Return the schema of a field: what it holds, its label and its unit."""
        said = dict(self._value(shape))
        if shape.is_optional:
            said = _or_null(said)
        found = {"title": shape.label, **said}
        if shape.unit:
            found["x-unit"] = "đồng" if shape.sort == "money" else shape.unit
        declared = field_of(shape.field)
        if isinstance(declared, Declaration) and declared.part_of is not None:
            found["x-part-of"] = declared.part_of.formula
        if not shape.is_required and isinstance(shape.default, str | bool):
            found["default"] = getattr(shape.default, "value", shape.default)
        return found

    def _value(self, shape: Shape) -> dict[str, Any]:
        if shape.sort == "choice":
            labels = {each.value: each.label for each in shape.of if hasattr(each, "label")}
            return {"enum": [member.value for member in shape.of]} | (
                {"x-labels": labels} if labels else {}
            )
        if shape.sort == "object":
            return self.ref(shape.of)
        if shape.sort == "objects":
            by = getattr(field_of(shape.field), "by", None)
            item = self.ref(shape.of)
            if by is not None:  # a row of a breakdown has a name
                named = {"required": [by], "properties": {by: {"type": "string"}}}
                item = {"allOf": [item, named]}
            return {"type": "array", "items": item}
        if shape.sort == "claims":
            by_figure = {"type": "object", "additionalProperties": {"type": "string"}}
            return {"anyOf": [by_figure, {"type": "array", "items": self.ref(Claim)}]}
        if shape.sort == "mapping":
            return {"type": "object", "additionalProperties": self.ref(shape.of)}
        return _OF_SORT[shape.sort]


def _or_null(said: dict[str, Any]) -> dict[str, Any]:
    if "enum" in said:
        return {**said, "enum": [*said["enum"], None]}
    if "type" in said:
        types = said["type"] if isinstance(said["type"], list) else [said["type"]]
        return {**said, "type": [*types, "null"]}
    return {"anyOf": [said, {"type": "null"}]}


def _example(kind: Any) -> str:
    return str(TEXT_FORMS[kind][1].split('"')[1])
