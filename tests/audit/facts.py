"""The expressions that pages of rules show as examples of facts, evaluated."""

from datetime import date

import cchc_lib as cchc


def report(**fields):
    """What the examples call: a report of the sample commune, for 2025 unless said otherwise."""
    commune = cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa")
    return cchc.Report(**{"agency": commune, "period": cchc.Period.year(2025)} | fields)


def unit(name, *, quarter=3, base=None, on_time=None, late=None, **outreach):
    """What the examples over units call: a report of a commune, for a quarter of 2026."""
    counted = None
    if base:
        received = on_time + late
        counted = cchc.Dossiers(
            online=received, in_person=0, on_time=on_time, late=late, rate_base=base
        )
    return cchc.Report(
        agency=cchc.Agency(name=f"UBND xã {name}"),
        period=cchc.Period.quarter(2026, quarter),
        outreach=cchc.Outreach(**outreach) if outreach else None,
        procedures=cchc.Procedures(dossiers=counted) if counted else None,
    )


def units(*reports, expected=None):
    """What the examples over units call: reports added up for a province."""
    province = cchc.Agency(name="Ủy ban nhân dân tỉnh Hà Tĩnh")
    return cchc.UnitReports(reports, agency=province, expected=expected)


NAMES = {"report": report, "unit": unit, "units": units, "date": date} | {
    name: getattr(cchc, name) for name in cchc.__all__
}


def evaluated(example):
    """The report that an example makes."""
    return eval(example, NAMES)
