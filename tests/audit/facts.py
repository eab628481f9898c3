"""The expressions that pages of rules show as examples of facts, evaluated."""

from datetime import date

import cchc_lib as cchc


def report(**fields):
    """What the examples call: a report of the sample commune, for 2025 unless said otherwise."""
    commune = cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa")
    return cchc.Report(**{"agency": commune, "period": cchc.Period.year(2025)} | fields)


NAMES = {"report": report, "date": date} | {name: getattr(cchc, name) for name in cchc.__all__}


def evaluated(example):
    """The report that an example makes."""
    return eval(example, NAMES)
