"""Number words and written figures against the peers, side by side in one run; ratios count.

Run it where num2words, vn-money and PyICU are installed (the `benchmark` extra, and PyICU); a peer
that is missing is reported. Each figure is the least of several repeats, in µs a call; the ratio
is the peer's time over ours, so above 1 ours is faster.
"""

from __future__ import annotations

import importlib
import timeit
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from cchc_lib.figures import Ratio
from cchc_lib.vietnamese import (
    format_date,
    format_number,
    format_percent,
    format_vnd,
    join_list,
    parse_number,
    spell,
)

COUNTS = (4, 24, 105, 999, 1268, 2025, 20_800, 184_291)
AMOUNTS = (20_800_000, 104_204_304, 1_000_005, 5_147_000_000, 3_046_000_000, 1_234_567_890_123)
DECIMALS = tuple(map(Decimal, ("5.147", "96.14", "99.95", "1268.5", "0.05")))
RATIOS = tuple(Ratio(part, 1268) for part in (1219, 49, 1, 634))
DAYS = (date(2025, 9, 3), date(2026, 1, 24), date(2025, 11, 11))

Call = Callable[[Any], object]


def least_time(call: Call, values: Iterable[Any]) -> float:
    """Return µs a call: the least of the repeats, the one least disturbed by other work."""
    values = tuple(values)

    def run() -> None:
        for value in values:
            call(value)

    run()  # tables, locales and caches are built once
    number = max(1, round(0.02 / max(timeit.timeit(run, number=1), 1e-6)))
    return min(timeit.repeat(run, number=number, repeat=15)) / number / len(values) * 1e6


def peer(name: str, build: Callable[[Any], Call]) -> Call | None:
    """Return the peer's function, or nothing when the package is not installed."""
    try:
        return build(importlib.import_module(name))
    except ImportError:
        return None


def icu_speller(icu: Any) -> Call:
    speller = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale("vi"))
    return speller.format


def compare(title: str, ours: Call, values: Iterable[Any], peers: dict[str, Call | None]) -> None:
    values = tuple(values)
    own = least_time(ours, values)
    print(f"{title:<34}{'cchc_lib':<16}{own:8.2f} µs")
    for name, call in peers.items():
        if call is None:
            print(f"{'':<34}{name:<16}not installed")
            continue
        theirs = least_time(call, values)
        print(f"{'':<34}{name:<16}{theirs:8.2f} µs   ratio {theirs / own:5.1f}")


def main() -> None:
    num2words = peer("num2words", lambda m: lambda n: m.num2words(n, lang="vi"))
    vn_money = peer("vn_money", lambda m: m.to_words)
    vn_money_format = peer("vn_money", lambda m: m.format_vnd)
    icu = peer("icu", icu_speller)
    babel_lists = peer("babel.lists", lambda m: lambda v: m.format_list(v, locale="vi"))
    numbers = "babel.numbers"
    babel_decimal = peer(numbers, lambda m: lambda v: m.format_decimal(v, locale="vi"))
    babel_two = peer(numbers, lambda m: lambda v: m.format_decimal(v, "#,##0.00", locale="vi"))
    babel_percent = peer(
        numbers,
        lambda m: (
            lambda r: m.format_percent(Decimal(r.part) / Decimal(r.whole), "#,##0.##%", locale="vi")
        ),
    )
    babel_vnd = peer(numbers, lambda m: lambda v: m.format_currency(v, "VND", locale="vi"))
    babel_date = peer("babel.dates", lambda m: lambda v: m.format_date(v, "dd/M/yyyy", locale="vi"))
    babel_parse = peer(numbers, lambda m: lambda v: m.parse_decimal(v, locale="vi", strict=True))

    spellers = {"num2words": num2words, "vn-money": vn_money, "PyICU": icu}
    compare("spell, counts", spell, COUNTS, spellers)
    compare("spell, amounts", spell, AMOUNTS, spellers)
    compare(
        "spell, decimals",
        spell,
        DECIMALS,
        {"num2words": num2words, "PyICU (double)": icu and (lambda d: icu(float(d)))},
    )
    compare("format_number, counts", format_number, COUNTS, {"Babel": babel_decimal})
    compare("format_number, decimals", format_number, DECIMALS, {"Babel": babel_decimal})
    compare(
        "format_number, two places",
        lambda v: format_number(v, places=2, fixed=True),
        DECIMALS,
        {"Babel": babel_two},
    )
    compare("format_percent", format_percent, RATIOS, {"Babel": babel_percent})
    compare("format_vnd", format_vnd, AMOUNTS, {"Babel": babel_vnd, "vn-money": vn_money_format})
    compare("format_date", format_date, DAYS, {"Babel": babel_date})
    compare("join_list", join_list, [["a", "b", "c"], ["a", "b"]], {"Babel": babel_lists})
    compare(
        "parse_number",
        parse_number,
        ["1.268", "96,14", "20.800.000"],
        {"Babel strict": babel_parse},
    )


if __name__ == "__main__":
    main()
