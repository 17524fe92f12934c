"""What stands on a plan that leaves the house: whether it keeps to its limits."""

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from analytics.progression.limits import Limits

KEPT: Final = "all limits met"
BROKEN: Final = "BREAKS A LIMIT"

_TISSUES: Final = {"achilles": "Achilles", "patellar": "patellar tendon", "tibia": "tibia"}
_SIDES: Final = {("left",): "L ", ("right",): "R ", ("left", "right"): "L and R "}

_PERCENT: Final = frozenset({"ramp_per_week", "dose_ramp_per_week", "plyo_share"})
_SENTENCES: Final[Mapping[str, str]] = {
    "spike": "{value} × the largest day (limit {limit})",
    "residual": "residual {value} × own high (limit {limit})",
    "ramp_per_week": "7 days {value} % above the largest of 4 weeks (limit {limit} %)",
    "plyo_share": "plyometrics {value} % of 7 days (limit {limit} %)",
    "dose_ramp_per_week": "dose of 7 days {value} % above the largest of 4 weeks (limit {limit} %)",
    "hours_between_high": "{value} h after the last high session (limit {limit} h)",
    "hours_after_hard_run": "{value} h after a hard run (limit {limit} h)",
    "contacts_per_session": "{value} contacts in a session (limit {limit})",
    "minutes_per_session": "session of {value} min (limit {limit} min)",
    "pain_stop": "pain {value} of 10 (limit {limit})",
    "first_exposure_contacts": "{value} contacts of a drill never done before (limit {limit})",
}
NAMES: Final[Mapping[str, str]] = {
    "spike": "largest day",
    "residual": "residual",
    "ramp_per_week": "weekly ramp",
    "plyo_share": "share of plyometrics",
    "dose_ramp_per_week": "ramp of the dose",
    "hours_between_high": "hours between high sessions",
    "hours_after_hard_run": "hours after a hard run",
    "contacts_per_session": "contacts",
    "minutes_per_session": "minutes",
    "pain_stop": "pain",
    "first_exposure_contacts": "first exposure",
}
_RATIOS: Final = frozenset({"spike", "residual"})
_WHOLE: Final = 1e-6
_MOST_DIGITS: Final = 6


def breaks(rows: pd.DataFrame) -> bool:
    """Tell whether a plan is above a limit by its own sets."""
    return bool(len(above(rows, by_runs=False)))


def switched_off(limits: Limits) -> tuple[str, ...]:
    """Name the rules nobody held a plan against."""
    return tuple(name for rule, name in NAMES.items() if getattr(limits, rule) is None)


def verdict(rows: pd.DataFrame, off: Sequence[str] = ()) -> str:
    """Say in words whether a plan keeps to its limits.

    Parameters
    ----------
    rows : DataFrame
        As :func:`analytics.progression.check.check`.
    off : sequence of str, optional
        As :func:`switched_off`, to be said too.

    Returns
    -------
    str
        ``all limits met`` or ``BREAKS A LIMIT:`` and which, first what comes first; then what
        cannot be known, what the runs break by themselves, and what is switched off.
    """
    planned, by_runs = (_said(above(rows, by_runs=one)) for one in (False, True))
    unknown = _unknown(rows)
    kept = f"{KEPT} by the plan's sets" if by_runs else KEPT
    if unknown:
        kept = f"{kept} as far as can be known"
    told = [f"{BROKEN}: {planned}" if planned else kept]
    if unknown:
        told.append(f"Cannot be known: {unknown}")
    if by_runs:
        told.append(f"Broken without the plan's sets, too: {by_runs}")
    if off:
        told.append(f"Switched off: {', '.join(off)}")
    return ". ".join(told)


def above(rows: pd.DataFrame, *, by_runs: bool) -> pd.DataFrame:
    """Return the rows above a limit, by the plan's own sets or without them, too."""
    is_above = rows["is_above"].fillna(value=False).astype(bool)
    return rows[is_above & (rows["by_runs"] == by_runs)]


def _said(rows: pd.DataFrame) -> str:
    """Say of each rule and tissue the first day above, and how many more there are."""
    ordered = rows.sort_values("date", kind="stable")
    keys = [ordered["rule"], ordered["tissue"].fillna("")]
    return "; ".join(_sentence(of_one) for _, of_one in ordered.groupby(keys, sort=False))


def _sentence(rows: pd.DataFrame) -> str:
    first = rows[rows["date"] == rows["date"].iloc[0]]
    rule, detail = str(first["rule"].iloc[0]), str(first["detail"].iloc[0])
    worst = first.loc[first["value"].idxmax()] if first["value"].notna().any() else first.iloc[0]
    if pd.isna(worst["value"]):
        text = f"{NAMES[rule]}: {detail}"
    else:
        text = _SENTENCES[rule].format(**numbers(rule, worst["value"], worst["limit"]))
    if rule == "first_exposure_contacts":
        text = f"{detail}: {text}"
    more = rows["date"].nunique() - 1
    days = f" and {more} more day{'s' if more > 1 else ''}" if more else ""
    return f"{leg(first)}{text} on {first['date'].iloc[0]:%a %-d %b}{days}"


def leg(rows: pd.DataFrame) -> str:
    """Name tissue and legs of rows of one tissue, such as ``L Achilles``; empty without one."""
    tissue = rows["tissue"].iloc[0]
    if pd.isna(tissue):
        return ""
    side = _SIDES[tuple(sorted(rows["side"].unique()))]
    return f"{side}{_TISSUES[tissue]} "


def numbers(rule: str, value: float, limit: float) -> dict[str, str]:
    """Write both with as many digits as tell them apart."""
    if rule in _PERCENT:
        value, limit = 100 * value, 100 * limit
    digits = 2 if rule in _RATIOS else int(abs(limit - round(limit)) > _WHOLE)
    while digits < _MOST_DIGITS and f"{value:.{digits}f}" == f"{limit:.{digits}f}":
        digits += 1
    return {"value": f"{value:.{digits}f}", "limit": f"{limit:.{digits}f}"}


def _unknown(rows: pd.DataFrame) -> str:
    """Name the rules of which nothing is known on some day, each once, with why on the first."""
    unknown = rows[rows["is_above"].isna()].sort_values("date", kind="stable")
    first = unknown.drop_duplicates("rule").sort_values("rule")
    return "; ".join(
        f"{NAMES[rule]} ({detail})"
        for rule, detail in zip(first["rule"], first["detail"], strict=True)
    )
