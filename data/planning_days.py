"""The days of a log as one knew them on an evening: nothing later says what they were."""

from typing import Final

import numpy as np
import pandas as pd

CHANNELS: Final = {"plyo": ("plyo_dose_au", "plyo_contacts"), "run": ("run_load_au",)}
"""Loads of each channel, missing where it is unknown."""


def until(
    laid: pd.DataFrame,
    spoken: pd.DataFrame,
    athlete_id: str,
    last_day: pd.Timestamp,
    at_least: int = 1,
) -> pd.DataFrame:
    """Cut the days of one athlete after the last, and add unknown ones up to it.

    Parameters
    ----------
    laid, spoken : DataFrame
        As :func:`data.assembly.daily` and :func:`data.day_status.day_statuses`, of one athlete.
    athlete_id : str
    last_day : Timestamp
    at_least : int
        Days to return; those before the log are unknown.

    Returns
    -------
    DataFrame
        A silent day that counted as rest for what was logged later is unknown: that evening
        nobody knew.
    """
    cut = laid[laid["date"] <= last_day].reset_index(drop=True)
    for channel, loads in CHANNELS.items():
        is_silent = _after_the_last_word(cut, spoken, channel)
        cut[f"{channel}_status"] = cut[f"{channel}_status"].mask(is_silent, "unknown")
        for name in loads:
            cut[name] = cut[name].mask(is_silent)
    fewest = last_day - pd.Timedelta(days=at_least - 1)
    first = min([fewest, *cut["date"].head(1)])
    every = pd.date_range(first, last_day).astype("datetime64[us]")
    days = cut.set_index("date").reindex(every).rename_axis("date").reset_index()
    status = {f"{channel}_status": "unknown" for channel in CHANNELS}
    days = days.assign(athlete_id=athlete_id).fillna(status)
    return days.astype({"athlete_id": "str"})[list(laid.columns)]


def _after_the_last_word(days: pd.DataFrame, spoken: pd.DataFrame, channel: str) -> pd.Series:
    """Tell which days lie after the last that a channel's log speaks of."""
    of_channel = (spoken["channel"] == channel) & (spoken["status"] != "unknown")
    speaks = (days[f"{channel}_status"] == "trained") | days[f"{channel}_unit"].notna()
    speaks |= days["date"].isin(spoken.loc[of_channel, "date"])
    number = np.arange(len(days))
    last = number[speaks.to_numpy(dtype=bool)].max(initial=-1)
    return pd.Series(number > last, index=days.index)
