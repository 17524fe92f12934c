"""Test days: replicates of one day are one piece of evidence, not several."""

from dataclasses import replace

import numpy as np

from analytics.response.design import Columns, Design


def by_day(design: Design) -> Design:
    """Return the design with the tests of each day made one.

    Their mean, weighed by precision, with its standard error says about the model all that
    they say: what a day has of its own, its tests share.
    """
    first = np.flatnonzero(np.diff(design.day, prepend=-1) != 0)
    if len(first) == len(design.day):
        return design
    precision = 1.0 / design.se**2
    total = np.add.reduceat(precision, first)
    columns = design.columns
    return replace(
        design,
        day=design.day[first],
        log_power=np.add.reduceat(precision * design.log_power, first) / total,
        se=1.0 / np.sqrt(total),
        columns=Columns(columns.gain[first], columns.recent[first], columns.other[first]),
    )
