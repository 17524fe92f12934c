"""What is behind a day's stress: the sets and runs, and what is left of each."""

import pandas as pd


def behind(parts: pd.DataFrame, day: pd.Timestamp, half_life_d: float) -> pd.DataFrame:
    r"""Return the sets and runs up to a day with what is left of each on it.

    .. math:: \text{left} = E \cdot 2^{-\text{age} / h}

    Parameters
    ----------
    parts : DataFrame
        ``date``, ``equivalents`` of each set and run of one tissue and leg.
    day : Timestamp
    half_life_d : float
        Of the tissue, in days. Above 0.

    Returns
    -------
    DataFrame
        Those of that day and before, most left first, with ``age_d`` and ``left`` in easy
        steps. Their sum is the day's residual, less what stands in for days nobody knows.

    Examples
    --------
    >>> done = pd.DataFrame({"date": pd.to_datetime(["2026-01-01", "2026-01-03"])})
    >>> done["equivalents"] = [800.0, 100.0]
    >>> behind(done, pd.Timestamp("2026-01-03"), half_life_d=2)["left"].tolist()
    [400.0, 100.0]
    """
    done = parts[parts["date"] <= day]
    age_d = (day - done["date"]).dt.days
    left = done["equivalents"] * 0.5 ** (age_d / half_life_d)
    kept = done.assign(age_d=age_d, left=left)
    return kept.sort_values("left", ascending=False, kind="stable").reset_index(drop=True)
