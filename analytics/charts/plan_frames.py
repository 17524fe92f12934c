"""What a plan's chart is drawn from: what lies behind, what lies ahead, which days matter."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True, slots=True)
class Ahead:
    """What a plan leads to, each frame with a column ``date``.

    Attributes
    ----------
    power : DataFrame
        ``mean``, ``lower``, ``upper``, ``lower_50``, ``upper_50``: W/kg or %.
    stress : DataFrame
        ``tissue``, ``side``, ``percent``, ``percent_lower``, ``percent_upper`` of the own high of
        the last logged day, ``limit_percent`` (missing where the rule is off),
        ``residual_above``.
    days : DataFrame
        ``plyo_dose_au``, ``run_load_au``, and ``conflicts``, in words, empty where none.
    others : mapping of str to DataFrame
        By the name on the line, ``mean`` of other plans.
    name : str
        What stands on the line of this one.
    """

    power: pd.DataFrame
    stress: pd.DataFrame
    days: pd.DataFrame
    others: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    name: str = ""


@dataclass(frozen=True, slots=True)
class Behind:
    """What was measured and done until the last logged day, each frame with a column ``date``.

    Attributes
    ----------
    tests : DataFrame
        ``power_w_kg``, ``se_w_kg``; drawn where power is in W/kg.
    predicted : DataFrame
        ``mean``, ``lower``, ``upper``, in W/kg.
    stress : DataFrame
        ``tissue``, ``side``, ``percent`` of the own high of the last logged day.
    days : DataFrame
        ``plyo_dose_au``, ``run_load_au``; missing where nobody knows.
    """

    tests: pd.DataFrame
    predicted: pd.DataFrame
    stress: pd.DataFrame
    days: pd.DataFrame

    def since(self, first: pd.Timestamp) -> "Behind":
        """Return what is not older than a day."""
        frames = (self.tests, self.predicted, self.stress, self.days)
        return Behind(*(frame[frame["date"] >= first] for frame in frames))


@dataclass(frozen=True, slots=True)
class Span:
    """The days that matter on the axis.

    Attributes
    ----------
    last_day : Timestamp
        The last that is logged.
    first_day, goal_date : Timestamp
    event : str
        What the goal is, such that Plotly shows it as it stands; may be empty.
    """

    last_day: pd.Timestamp
    first_day: pd.Timestamp
    goal_date: pd.Timestamp
    event: str = ""
