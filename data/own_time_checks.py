"""What own contact and flight times must be before they are stored."""

from datetime import date

import pandas as pd

from analytics.errors import InputError
from analytics.load.own_peak import REBOUND, check_peak, mean_force, own_peak
from data import days, limits


def check_day(from_date: date) -> None:
    """Refuse a day that cannot be meant, as imports do.

    Raises
    ------
    InputError
        If it is missing, in the future or before there could be a log.
    """
    if from_date is None:
        raise InputError("from_date is missing. Say from which day on the times count.")
    days.check(from_date)


def check(
    drill: pd.DataFrame, contact_ms: float, flight_ms: float, peak_bw: float | None = None
) -> None:
    """Refuse times that cannot be meant, or that no body has.

    Parameters
    ----------
    drill : DataFrame
        One row, as :func:`data.drills.one`.
    contact_ms, flight_ms, peak_bw
        In ms, and in BW of all legs together.

    Raises
    ------
    InputError
        If flight tells nothing of the drill, a value cannot be meant, the half sine is beyond
        what a leg was seen to bear, or the peak is below the mean that the times give.
    """
    for name, value in (("contact_ms", contact_ms), ("flight_ms", flight_ms), ("peak_bw", peak_bw)):
        if value is None and name != "peak_bw":
            raise InputError(f"{name} is missing. Own times need contact_ms and flight_ms, in ms.")
        limits.check(f"own_drill_times.{name}", value)
    row = drill.iloc[0]
    if not row["own_times"]:
        raise InputError(
            f"Flight time does not tell how far one falls in {row['drill_id']}, so its force "
            "stays that of the catalogue."
        )
    # Of a drop the height is the set's: the lowest gives the least force, the highest the most.
    heights_m = [height_m for height_m, _ in row["model_peak_at_height"]]
    low_m, high_m = (heights_m[0], heights_m[-1]) if row["own_times"] == REBOUND else (0.0, 0.0)
    sets = pd.DataFrame(
        {
            "drill_id": [row["drill_id"]],
            "height_m": [high_m],
            "own_contact_s": [contact_ms / 1000],
            "own_flight_s": [flight_ms / 1000],
        }
    )
    check_peak(float(own_peak(sets, drill)[0]))
    mean_bw = mean_force([row["own_times"]], [contact_ms / 1000], [flight_ms / 1000], [low_m])[0]
    if peak_bw is not None and peak_bw < mean_bw:
        raise InputError(
            f"Peak {peak_bw:.1f} BW is below the mean {mean_bw:.1f} BW that contact and flight "
            "time give. Check the times."
        )
