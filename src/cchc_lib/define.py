"""Facts, figures and subjects of one's own: the words in which this library's own are written.

A subject is an attrs class. A fact is one line, a figure is one formula:

>>> import attrs
>>> from cchc_lib import define
>>> @define.subject("xây dựng nông thôn mới")
... @attrs.frozen(kw_only=True)
... class NewRural:
...     communes: int | None = define.count("xã", "số xã")
...     reached: int | None = define.count("xã", "số xã đạt chuẩn", part_of="communes")
...     completion = define.ratio("reached / communes", "tỷ lệ xã đạt chuẩn nông thôn mới")
>>> str(NewRural(communes=11, reached=9).completion)
'81,82%'
"""

from cchc_lib.figures.declaration import Tie, labelled
from cchc_lib.figures.declare import change, count, money, ratio, score, share, total
from cchc_lib.figures.subject import subject
from cchc_lib.report.fields import breakdown, day, name, narrative, one, several, words

__all__ = [
    "breakdown",
    "change",
    "count",
    "day",
    "labelled",
    "money",
    "name",
    "narrative",
    "one",
    "ratio",
    "score",
    "several",
    "share",
    "subject",
    "tie",
    "total",
    "words",
]

tie = Tie
