"""Every day of a log: what was done, what was rest, and what nobody knows."""

from typing import Final

import numpy as np
import pandas as pd

NEAR_DAYS: Final = 14
"""A silent day is rest if the log speaks within so many days before and after it (assumption)."""


def lay_out(loads: pd.DataFrame, spoken: pd.DataFrame, span: pd.DataFrame) -> pd.DataFrame:
    """Lay one channel of training out on the calendar.

    Parameters
    ----------
    loads : DataFrame
        ``athlete_id``, ``date``, ``load_au``: one row per athlete and day with an entry. A
        missing load is training of unknown size.
    spoken : DataFrame
        ``athlete_id``, ``date``, ``status``: what a person said of a day.
    span : DataFrame
        ``athlete_id``, ``first``, ``last``: the calendar of each athlete, both days included.

    Returns
    -------
    DataFrame
        ``athlete_id``, ``date``, ``load_au``, ``status``, ``is_overruled``: one row per day of
        each span. ``trained`` has the load; ``rest`` is 0; ``unknown`` is missing. Overruled
        is an entry that does not count, for what was said of its day.

    Notes
    -----
    What a person said wins over an entry: ``rest`` makes it 0, ``unknown`` missing, for the
    entry may be half of the day. ``trained`` without an entry is training of unknown size,
    so the load is missing. Of a day without either, it is rest if the channel has an
    entry or a word (rest, trained) within 14 days before and after it.
    """
    days = _days(span)
    keys = ["athlete_id", "date"]
    laid = (
        days.merge(_comparable(loads).assign(has_entry=True), on=keys, how="left")
        .merge(_comparable(spoken).rename(columns={"status": "said"}), on=keys, how="left")
        .assign(has_entry=lambda day: day["has_entry"].notna())
    )
    entry = laid["has_entry"].to_numpy()
    said = laid["said"].to_numpy(dtype=object)
    near = _near(laid, entry | np.isin(said, ("rest", "trained")))
    unknown = (said == "unknown") | ((said == "trained") & ~entry)
    unknown |= ~entry & (said != "rest") & ~near
    done = entry & ~(laid["load_au"] == 0).to_numpy()
    trained = done & ~unknown & (said != "rest")
    load_au = np.where(unknown, np.nan, np.where(trained, laid["load_au"], 0.0))
    status = np.where(unknown, "unknown", np.where(trained, "trained", "rest"))
    # Someone trained, though nobody knows how much.
    status[(said == "trained") & ~entry] = "trained"
    return laid[keys].assign(load_au=load_au, status=status, is_overruled=done & ~trained)


def _days(span: pd.DataFrame) -> pd.DataFrame:
    length = ((span["last"] - span["first"]).dt.days + 1).to_numpy(dtype=int)
    day = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    first = np.repeat(span["first"].to_numpy(dtype="datetime64[D]"), length)
    return _comparable(
        pd.DataFrame(
            {
                "athlete_id": span["athlete_id"].to_numpy(dtype=object).repeat(length),
                "date": first + day,
            }
        )
    )


def _comparable(frame: pd.DataFrame) -> pd.DataFrame:
    """Give the keys one type, whatever the frame came from."""
    return frame.assign(
        athlete_id=frame["athlete_id"].astype(object), date=frame["date"].astype("datetime64[us]")
    )


def _near(laid: pd.DataFrame, speaks: np.ndarray) -> np.ndarray:
    """Tell which days have the log speak within the fortnight before and that after."""
    number = laid["date"].to_numpy().astype("datetime64[D]").astype(float)
    heard = pd.Series(np.where(speaks, number, np.nan)).groupby(laid["athlete_id"].to_numpy())
    since, until = number - heard.ffill().to_numpy(), heard.bfill().to_numpy() - number
    return (since <= NEAR_DAYS) & (until <= NEAR_DAYS)
