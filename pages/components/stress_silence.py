"""What is not known of an athlete's stress, in words: silent channels, and days that stand in."""

from math import isfinite
from typing import Final

import numpy as np
import pandas as pd

from analytics.charts.stress import CHANNELS, long_silences, without_percent
from analytics.load import unknown_days
from analytics.load.own_high import HIGH_D, LEAST_KNOWN_D
from pages.components import stress_words
from pages.components.days import day
from pages.components.stress_words import Row
from pages.components.text import counted

LEFT_OUT: Final = {
    "plyo": "Plyometrics were never logged: stress of runs alone. Once they are, days before the "
    "first are unknown; where there were none, a daily load of 0 says so (Imports page).",
    "run": "Runs were never logged: stress of plyometrics alone, in steps of the catalogue's, not "
    "this athlete's. Once they are, days before the first are unknown; where there were "
    "none, a daily load of 0 says so (Imports page).",
}


def standing_in(row: Row) -> str:
    """Return how many days stand in for unknown ones in what is left; empty if none."""
    n = int(row["n_unknown"])
    if not n or not isfinite(row["residual"]):
        return ""
    return f" {counted(n, 'unknown day')} {'stands' if n == 1 else 'stand'} in."


def silent_now(days: pd.DataFrame) -> str:
    """Return which channel has been unknown for too long on the last day, and what to do.

    Parameters
    ----------
    days : DataFrame
        One tissue and leg, as for :func:`analytics.charts.stress.chart`.
    """
    last = days["date"].max()
    found = [(CHANNELS[name], gap) for name, gap in long_silences(days) if gap.last == last]
    return " ".join(
        f"{name[0].upper()}{name[1:]}: nothing is known since {day(gap.first)}, more than "
        f"{unknown_days.MOST_UNKNOWN_D} days, so it is not known what is left. Log their "
        "sessions, or a daily load of 0 where there were none (Imports page); three half-lives "
        "later stress is told again."
        for name, gap in found
    )


def why_missing(days: pd.DataFrame) -> str:
    """Return why the last day of one tissue and leg has no percentage, and when it will.

    Parameters
    ----------
    days : DataFrame
        One tissue and leg, as for :func:`analytics.charts.stress.chart`.
    """
    gaps = without_percent(days)
    if not gaps or gaps[-1][0].last != days["date"].max():
        return ""
    said = gaps[-1][1].replace("<br>", " ")
    return f"{said} until {day(_enough_from(days))} if every day is logged from now on"


def _enough_from(days: pd.DataFrame) -> pd.Timestamp:
    """Return the first day with a percentage, if every day from now on is known."""
    last = days["date"].max()
    half_life_d = stress_words.of(str(days["tissue"].iloc[0])).half_life_d.value
    to_come = 3 * HIGH_D + unknown_days.forgotten_after(half_life_d)
    whole = days["equivalents"].notna()
    # A channel that was never logged does not keep a day from being whole.
    channels = [days[f"{name}_equivalents"].notna() | whole for name in CHANNELS]
    known = np.concatenate([[*channels, whole], np.ones((3, to_come))], axis=1).astype(bool)
    settled = [unknown_days.settled(one, half_life_d) for one in known[:2]]
    counts = pd.Series(known[2] & settled[0] & settled[1])
    enough = counts.rolling(HIGH_D, min_periods=1).sum().shift(1) >= LEAST_KNOWN_D
    ahead = np.flatnonzero(enough & counts & (counts.index >= len(days)))[0] - len(days) + 1
    return pd.Timestamp(last + pd.Timedelta(days=int(ahead)))
