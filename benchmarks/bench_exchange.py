"""How long loading JSON takes, beside plain cattrs on the same facts.

    python benchmarks/bench_exchange.py

Three readers get the same JSON text (the report of a real commune, then the same with more
sectors):

- `loads`: exact, strict, every field checked, unknown and double keys refused;
- plain cattrs, as it comes, on the classes of this library: it runs their checks too, and turns
  43.7 into 43 and True into 1 on the way;
- plain cattrs on bare classes: the same fields and types without any check.

Single times vary between runs and machines, so read the ratios.
"""

from __future__ import annotations

import gc
import json
import typing
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import attrs
import cattrs
from cattrs.preconf.json import make_converter

import cchc_lib as cchc
from cchc_lib.exchange.shapes import shapes

EXAMPLE = Path(__file__).parents[1] / "examples" / "mai_hoa_2025.toml"


def mai_hoa() -> cchc.Report:
    return cchc.load(EXAMPLE)


def larger(report: cchc.Report, sectors: int) -> cchc.Report:
    rows = [
        cchc.Dossiers(sector=f"Lĩnh vực {n}", online=n, in_person=1, on_time=n, late=0)
        for n in range(1, sectors + 1)
    ]
    dossiers = cchc.Dossiers.of_sectors(rows)
    assert report.procedures is not None
    return attrs.evolve(report, procedures=attrs.evolve(report.procedures, dossiers=dossiers))


PYTHON: dict[str, Any] = {
    **dict.fromkeys(("count", "money", "whole"), int),
    **dict.fromkeys(("text", "number"), str),
    "flag": bool,
    "score": Decimal,
    "paragraphs": list[str],
    "claims": dict[str, str],
}


def bare(kind: Any, made: dict[Any, Any]) -> Any:
    """The class again: the same fields and types, no validator, no converter."""
    if kind in made:
        return made[kind]
    made[kind] = type(kind.__name__, (), {})
    fields = {}
    for key, shape in shapes(kind).items():
        if shape.sort == "own":
            continue
        inner = PYTHON.get(shape.sort)
        if shape.sort == "day":
            inner = __import__("datetime").date
        elif shape.sort == "choice":
            inner = shape.of
        elif inner is None:
            below = f"{shape.of.__name__}"
            inner = {"objects": list[below], "marks": dict[str, below]}.get(shape.sort, below)  # type: ignore[valid-type]
            if shape.of is not kind:
                bare(shape.of, made)
        default = attrs.NOTHING if shape.is_required else None
        fields[key] = attrs.field(default=default, type=typing.Optional[inner])  # noqa: UP045
    made[kind] = attrs.make_class(kind.__name__, fields, kw_only=True, frozen=True)
    return made[kind]


def bare_classes(kind: Any) -> Any:
    made: dict[Any, Any] = {}
    bare(kind, made)
    names = {one.__name__: one for one in made.values()}
    for one in made.values():
        attrs.resolve_types(one, names, names)
    return made[kind]


def timed(functions: dict[str, Callable[[], object]], rounds: int = 40) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in functions}
    gc.disable()
    for _ in range(rounds):
        for name, function in functions.items():
            start = perf_counter()
            function()
            times[name].append(perf_counter() - start)
    gc.enable()
    return {name: median(taken) for name, taken in times.items()}


def main() -> None:
    plain = make_converter(use_alias=True)
    plain.register_structure_hook(Decimal, lambda value, _: Decimal(value))
    unchecked = make_converter()
    unchecked.register_structure_hook(Decimal, lambda value, _: Decimal(value))
    bare_report = bare_classes(cchc.Report)

    def by_cattrs(text: str, converter: cattrs.Converter, kind: Any) -> Any:
        data = json.loads(text)
        del data["cchc_lib"], data["kind"]
        if kind is cchc.Report:  # which has no form of its own for claims
            data["claims"] = [
                {"figure": figure, "text": stated} for figure, stated in data["claims"].items()
            ]
        return converter.structure(data, kind)

    print(f"{'JSON':>8} {'loads':>9} {'cattrs':>9} {'bare':>9}   {'/cattrs':>8} {'/bare':>8}")
    report = mai_hoa()
    for sectors in (0, 100, 200):
        facts = larger(report, sectors) if sectors else report
        text = cchc.dumps(facts, format="json")
        assert cchc.loads(text, format="json") == facts == by_cattrs(text, plain, cchc.Report)
        taken = timed(
            {
                "ours": lambda text=text: cchc.loads(text, format="json"),  # type: ignore[misc]
                "cattrs": lambda text=text: by_cattrs(text, plain, cchc.Report),  # type: ignore[misc]
                "bare": lambda text=text: by_cattrs(text, unchecked, bare_report),  # type: ignore[misc]
            }
        )
        ours, same, least = taken["ours"], taken["cattrs"], taken["bare"]
        print(
            f"{len(text) / 1000:6.0f}kB {ours * 1e3:7.2f}ms {same * 1e3:7.2f}ms "
            f"{least * 1e3:7.2f}ms   {ours / same:8.2f} {ours / least:8.2f}"
        )


if __name__ == "__main__":
    main()
