"""Whether a plan keeps to its limits on one line, for who has to train by it."""

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from analytics.progression.verdict import BROKEN, KEPT, NAMES, above, leg, numbers

MOST_NAMED: Final = 3
"""Rules named on the line (assumption); the others are counted."""

_LEAST: Final = frozenset({"hours_between_high", "hours_after_hard_run"})
"""Rules of which less is worse."""

_SHORT: Final[Mapping[str, str]] = {
    "spike": "largest day {value} × (limit {limit})",
    "residual": "residual {value} × own high (limit {limit})",
    "ramp_per_week": "week +{value} % (limit {limit} %)",
    "plyo_share": "plyometrics {value} % of a week (limit {limit} %)",
    "dose_ramp_per_week": "dose of a week +{value} % (limit {limit} %)",
    "hours_between_high": "{value} h between high sessions (limit {limit} h)",
    "hours_after_hard_run": "{value} h after a hard run (limit {limit} h)",
    "contacts_per_session": "contacts {value} of {limit}",
    "minutes_per_session": "minutes {value} of {limit}",
    "pain_stop": "pain {value} of 10 (limit {limit})",
    "first_exposure_contacts": "{value} contacts of a new drill (limit {limit})",
}


def short_verdict(rows: pd.DataFrame, off: Sequence[str] = ()) -> str:
    """Say on one line whether a plan keeps to its limits.

    Parameters
    ----------
    rows : DataFrame
        As :func:`analytics.progression.check.check`.
    off : sequence of str, optional
        As :func:`analytics.progression.verdict.switched_off`.

    Returns
    -------
    str
        Each rule that the plan's sets break by its worst value and number of days, at most three;
        else what :func:`beside` tells more of is in it by a word.
    """
    planned = above(rows, by_runs=False).sort_values("date", kind="stable")
    if len(planned):
        said = [_worst(of_rule) for _, of_rule in planned.groupby("rule", sort=False)]
        more = len(said) - MOST_NAMED
        named = said[:MOST_NAMED] + ([f"and {more} more"] if more > 0 else [])
        return f"{BROKEN}: {'; '.join(named)}"
    kept = f"{KEPT} by the plan's sets" if len(above(rows, by_runs=True)) else KEPT
    kept += " as far as can be known" if rows["is_above"].isna().any() else ""
    return f"{kept}, of those switched on" if off else kept


def beside(rows: pd.DataFrame, off: Sequence[str] = ()) -> str:
    """Say on one line what cannot be known, what runs alone break, and what is switched off."""
    unknown = rows.loc[rows["is_above"].isna(), "rule"]
    by_runs = above(rows, by_runs=True)
    days = by_runs["date"].nunique()
    told = {
        "Cannot be known": _named(unknown),
        "By runs alone": f"{_named(by_runs['rule'])}, {_counted(days)}" if days else "",
        "Switched off": ", ".join(off),
    }
    return ". ".join(f"{what}: {said}" for what, said in told.items() if said)


def _worst(rows: pd.DataFrame) -> str:
    """Say of one rule its worst value, and on which day or how many it is broken."""
    rule, days = str(rows["rule"].iloc[0]), rows["date"].drop_duplicates()
    on = f" on {days.iloc[0]:%a %-d %b}" if len(days) == 1 else f" on {_counted(len(days))}"
    known = rows[rows["value"].notna()]
    if known.empty:
        return f"{NAMES[rule]}: {rows['detail'].iloc[0]}{on}"
    beyond = (known["value"] - known["limit"]).to_numpy(dtype=float)
    at = int(beyond.argmin() if rule in _LEAST else beyond.argmax())
    worst = known.iloc[at]
    same = known[(known["date"] == worst["date"]) & (known["tissue"] == worst["tissue"])]
    where = leg(same) if len(same) else ""
    return where + _SHORT[rule].format(**numbers(rule, worst["value"], worst["limit"])) + on


def _counted(days: int) -> str:
    return f"{days} day{'s' if days > 1 else ''}"


def _named(rules: pd.Series) -> str:
    return ", ".join(NAMES[rule] for rule in NAMES if rule in set(rules))
