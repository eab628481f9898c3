"""What a country costs: synthetic reports of every commune, audited, rendered, added up.

    python benchmarks/bench_scale.py [how many communes] [workers]

Prints seconds, milliseconds a report and the memory of this process; the same for half as many
reports, so that the growth shows. With Dask's `distributed` installed its executor renders too.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from typing import Any

import cchc_lib as cchc
from cchc_lib.law.units import AdminUnit, units

PERIOD = cchc.Period.quarter(2026, 3)
SECTORS = ("Chứng thực", "Đất đai", "Hộ tịch", "Bảo trợ xã hội", "Xây dựng")


def facts(unit: AdminUnit) -> cchc.Report:
    """A report whose figures agree, the same for a commune each time."""
    chance = random.Random(unit.code)

    def sector(name: str) -> cchc.Dossiers:
        online, in_person, late, pending = (chance.randint(0, 300) for _ in range(4))
        carried, total = chance.randint(0, 20), online + in_person
        late, pending = late % (total + 1), 0
        return cchc.Dossiers(
            sector=name, online=online, in_person=in_person, carried_over=carried,
            on_time=total + carried - late, late=late, pending_in_time=pending, overdue=0,
        )  # fmt: skip

    kind, _, name = unit.name.partition(" ")
    if name.startswith("khu "):
        kind, name = "Đặc khu", name.removeprefix("khu ")
    tasks = chance.randint(20, 60)
    return cchc.Report(
        agency=cchc.Agency(
            name=f"Ủy ban nhân dân {kind.lower()} {name}", place=unit.name, unit_code=unit.code
        ),
        period=PERIOD,
        plan=cchc.Plan(tasks=tasks, tasks_completed=tasks - chance.randint(0, 3)),
        outreach=cchc.Outreach(articles=chance.randint(0, 40), meetings=chance.randint(0, 9)),
        procedures=cchc.Procedures(
            dossiers=cchc.Dossiers.of_sectors([sector(name) for name in SECTORS]),
            feedback=cchc.Feedback(received=4, handled=4, handled_on_time=3, handled_late=1),
        ),
    )


def audited(report: cchc.Report) -> int:
    return len(cchc.audit(report))


def timed(what: str, count: int, work: Callable[..., Any], *arguments: Any) -> Any:
    start = time.perf_counter()
    found = work(*arguments)
    seconds = time.perf_counter() - start
    mebibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{what:34}{count:6}{seconds:9.1f} s{1000 * seconds / count:9.2f} ms{mebibytes:7} MiB")
    return found


def communes(count: int) -> list[AdminUnit]:
    return [each for each in units().values() if not each.is_province][:count]


def added_up(reports: list[cchc.Report]) -> cchc.Report:
    """Communes to provinces to the country."""
    by_province: dict[str, list[cchc.Report]] = {}
    for report in reports:
        province = units()[report.agency.unit_code or ""].province
        by_province.setdefault(province or "", []).append(report)
    provinces = []
    for code, held in by_province.items():
        name = f"Ủy ban nhân dân {units()[code].name[0].lower()}{units()[code].name[1:]}"
        agency = cchc.Agency(name=name, unit_code=code)
        provinces.append(cchc.UnitReports(held, agency=agency, expected=code).report)
    whole = cchc.Agency(name="Sở Nội vụ", symbol="SNV", place="Hà Nội")
    country: cchc.Report = cchc.roll_up(provinces, agency=whole)
    return country


def made(count: int) -> list[cchc.Report]:
    return list(map(facts, communes(count)))


def findings(reports: list[cchc.Report], pool: Executor) -> int:
    return sum(pool.map(audited, reports, chunksize=32))


def at_once(reports: list[cchc.Report], agency: cchc.Agency) -> Any:
    return cchc.roll_up(reports, agency=agency)


def rendered(count: int, executor: Executor) -> int:
    """Render reports that are made one after another, as a generator."""
    with tempfile.TemporaryDirectory() as folder:
        results = cchc.render_many(map(facts, communes(count)), folder, executor=executor)
    assert not any(each.error for each in results)
    return len(results)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3321
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    print(f"{'':34}{'reports':>6}{'':>9}  {'a report':>10}{'memory':>12}")
    with ProcessPoolExecutor(workers) as pool:
        for size in (count // 2, count):
            reports = timed("facts", size, made, size)
            timed("audit, processes", size, findings, reports, pool)
            country = timed("roll-up to provinces and country", size, added_up, reports)
            whole = timed("roll-up at once", size, at_once, reports, country.agency)
            assert whole.procedures == country.procedures
            timed("render, processes", size, rendered, size, pool)
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        return
    some = min(count, 300)
    with (
        LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        timed("render, Dask", some, rendered, some, client.get_executor())


if __name__ == "__main__":
    main()
