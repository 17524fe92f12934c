"""Daily loads that cannot be: left out of a fit and said, so that no day stops a cohort."""

from typing import Final

import pandas as pd

from analytics.response import checks

_LOADS: Final = {"plyo": "plyo_dose_au", "run": "run_load_au"}
NAMES: Final = {"plyo": "plyometric dose", "run": "run load"}


def loads(days: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Make impossible loads missing.

    Parameters
    ----------
    days : DataFrame
        As :func:`data.assembly.daily`.

    Returns
    -------
    DataFrame
        A copy, with what the response model would refuse missing.
    tuple of str
        A sentence per athlete and channel, naming the largest such day.
    """
    days = days.copy()
    said: list[str] = []
    for channel, column in _LOADS.items():
        given = days[column].copy()
        units = days.dropna(subset=f"{channel}_unit").groupby("athlete_id")[f"{channel}_unit"]
        in_au = days["athlete_id"].map(units.first()).eq("AU").to_numpy()
        # Of doses in another unit only the fit knows how many AU one is.
        large = checks.too_large(given) & (in_au | (channel == "run"))
        days[column] = given.mask(large)
        # Without the largest, others may stand out.
        while (slip := checks.slips(days["athlete_id"], days[column])).any():
            days[column] = days[column].mask(slip)
        out = given.notna() & days[column].isna()
        left_out = pd.DataFrame(
            {"athlete_id": days["athlete_id"], "date": days["date"], "load_au": given}
        )
        said += _said(left_out[out], NAMES[channel])
    return days, tuple(said)


def _said(left_out: pd.DataFrame, name: str) -> list[str]:
    sentences = []
    for athlete_id, days in left_out.groupby("athlete_id"):
        worst = days.nlargest(1, "load_au").to_dict("records")[0]
        n = len(days) - 1
        others = f", and {n} more day{'s' if n > 1 else ''} likewise" if n else ""
        sentences.append(
            f"A {name} of {worst['load_au']:,.0f} AU cannot be: {athlete_id} on "
            f"{worst['date']:%d %b %Y}{others}. It is left out; check that day's entries."
        )
    return sentences
