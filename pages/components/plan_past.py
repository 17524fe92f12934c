"""What lies behind a plan on its chart: tests, the model, stress against today's own high."""

import pandas as pd

from analytics.charts.plan_frames import Behind
from analytics.progression.history import History

TESTS = ("date", "power_w_kg", "se_w_kg")
PREDICTED = ("date", "mean", "lower", "upper")
STRESS = ("date", "tissue", "side", "percent")
DAYS = ("date", "plyo_dose_au", "run_load_au")


def behind(
    tests: pd.DataFrame | None,
    predicted: pd.DataFrame | None,
    stress: pd.DataFrame,
    daily: pd.DataFrame,
    history: History,
) -> Behind:
    """Return what was until the last day.

    Parameters
    ----------
    tests, predicted : DataFrame or None
        Of the fit that is asked, in W/kg; None without one.
    stress : DataFrame
        ``date``, ``tissue``, ``side``, ``residual``: day by day.
    daily : DataFrame
        ``date``, ``plyo_dose_au``, ``run_load_au``.
    history : History
        Whose own high of the last day stress is held against, as that to come is.
    """
    own_high = {
        (one.tissue.name, side): float(one.own_high[at, 0])
        for one in history.tissues
        for at, side in enumerate(("left", "right"))
    }
    of = [
        own_high.get(key, float("nan"))
        for key in zip(stress["tissue"], stress["side"], strict=True)
    ]
    of_today = stress.assign(percent=100 * stress["residual"] / pd.Series(of, index=stress.index))
    last = history.last_day
    return Behind(
        _until(tests, TESTS, last),
        _until(predicted, PREDICTED, last),
        _until(of_today, STRESS, last),
        _until(daily, DAYS, last),
    )


def _until(frame: pd.DataFrame | None, names: tuple[str, ...], last: pd.Timestamp) -> pd.DataFrame:
    if frame is None:
        none = pd.DataFrame({name: pd.Series(dtype=float) for name in names})
        return none.assign(date=pd.Series(dtype="datetime64[us]"))
    return frame.loc[frame["date"] <= last, list(names)].reset_index(drop=True)
