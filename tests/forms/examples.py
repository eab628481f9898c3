"""What fires, and what does not, for each rule of forms: a filled form and what is beside it."""

from datetime import date

import attrs

import cchc_lib as cchc

II06A = cchc.official_form("II.06a")
Q2, Q3 = cchc.Period.quarter(2025, 2), cchc.Period.quarter(2025, 3)


def _report(online):
    return cchc.Report(
        agency=cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa"),
        period=Q3,
        procedures=cchc.Procedures(dossiers=cchc.Dossiers(online=online)),
    )


def _total(value):
    return cchc.FilledForm(form=II06A, lines=[cchc.FormLine("total", cells={"4": value})])


def _paid(value, period):
    line = cchc.FormLine("total", cells={"DTC02": value})
    return cchc.FilledForm(form=cchc.official_form("DTC"), lines=[line], period=period)


def _form(id, says=()):
    listed = ", ".join(f'{{says = "{each}"}}' for each in says)
    return cchc.loads_form(
        f'kind = "form"\nid = "{id}"\nnumber = "{id}"\ntitle = "Biểu {id}"\n'
        'columns = [{number = "A", title = "Nội dung", kind = "label"}, '
        '{number = "1", title = "Số lượng"}]\nrows = [{id = "tong", label = "Tổng"}]\n'
        f"identities = [{listed}]\n",
        format="toml",
    )


ONE, OTHER = _form("A", ["[tong](1) = B[tong](1)"]), _form("B")


def _of(form, value):
    return cchc.FilledForm(form=form, lines=[cchc.FormLine("tong", cells={"1": value})])


def _old(period):
    ended = attrs.evolve(II06A, end=date(2025, 7, 1))
    return cchc.FilledForm(form=ended, period=period)


FIRES = {
    "CCHC170": (_total(91), {"report": _report(90)}),
    "CCHC171": (_of(ONE, 12), {"others": [_of(OTHER, 13)]}),
    "CCHC172": (_old(Q3), {}),
    "CCHC807": (_paid(90, Q3), {"previous": _paid(120, Q2)}),
}
SILENT = {
    "CCHC170": (_total(90), {"report": _report(90)}),
    "CCHC171": (_of(ONE, 12), {"others": [_of(OTHER, 12)]}),
    "CCHC172": (_old(cchc.Period.quarter(2025, 1)), {}),
    "CCHC807": (_paid(150, Q3), {"previous": _paid(120, Q2)}),
}
