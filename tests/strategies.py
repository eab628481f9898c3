"""Reports for the suite's own property tests: what the library ships, of one commune.

See `cchc_lib.testing`: a new fact, subject or family is drawn without a line here.
"""

import attrs
from hypothesis import strategies as st

import cchc_lib as cchc
from cchc_lib import testing
from cchc_lib.figures.declaration import field_of
from cchc_lib.testing.values import days as days_between, names as names_of

COMMUNE = cchc.Agency(name="Ủy ban nhân dân xã Mai Hoa")

subject = testing.subjects
names = names_of()
days = days_between()
citations = testing.citations()
documents = st.lists(citations, max_size=3)
periods = testing.periods()
chapters = {
    field.name: subject(field_of(field).of)
    for field in attrs.fields(cchc.Report)
    if hasattr(getattr(field_of(field), "of", None), "__subject__")
}
ALONE = {"previous": st.none(), "cumulative": st.none(), "marks": st.just({})}
"""Fields of a report that has none behind it, and of which nothing is said: it may be changed."""


def reports(family=cchc.Report, **fields):
    """Reports of every shape, or with the fields given."""
    return testing.reports(family, **({"agency": st.just(COMMUNE)} | fields))
