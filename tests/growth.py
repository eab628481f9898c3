"""How the time of work grows with its size: a ratio of least times, never a time.

What else the machine does only makes a run longer, so the least of some runs is what the work
costs. Runs of both sizes alternate, and a ratio that is too high is measured again before it
counts: what grows too fast does so in every round, what was disturbed does not.
"""

import gc
import sys
from time import process_time


def cost(work):
    """The seconds of this process that one run takes, whoever counts its lines."""
    gc.collect()
    counting = sys.gettrace()
    sys.settrace(None)
    try:
        start = process_time()
        work()
        return process_time() - start
    finally:
        sys.settrace(counting)


def growth(small, large, most, *, rounds=12):
    """How many times as long `large` takes as `small`; measured on until it is below `most`."""
    least = [float("inf"), float("inf")]
    for _ in range(rounds):
        least = [min(seen, cost(work)) for seen, work in zip(least, (small, large), strict=True)]
        if least[1] < most * least[0]:
            break
    return least[1] / least[0]
