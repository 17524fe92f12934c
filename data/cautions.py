"""What to keep in mind when reading a fit: found in its data, said in sentences."""

from collections.abc import Iterable
from typing import Final

import numpy as np
import pandas as pd

from analytics.load.dose import MEASURES
from analytics.response import history
from data.plausible import NAMES

MASS_MOVED_PERCENT: Final = 1.0
"""Body mass that moves more within a series can look like the whole effect, in %."""

MOST_NAMED: Final = 5
"""Days a sentence names before it counts the rest."""

MUCH_FILLED: Final = 0.2
"""Dose filled in for unknown days, as a share of the dose logged, that is worth a sentence."""

MOSTLY: Final = 0.5
"""Share of days above which something is worth a sentence."""


def cautions(
    loads: pd.DataFrame, tests: pd.DataFrame, numbers: pd.DataFrame, measure: str = "model_force"
) -> tuple[str, ...]:
    """Return the sentences that loads and tests call for; none where all is well.

    Parameters
    ----------
    loads : DataFrame
        As :func:`data.assembly.daily`.
    tests : DataFrame
        ``athlete_id`` and ``mass_kg`` of the tests of one series.
    numbers : DataFrame
        Daily loads that came as numbers: ``athlete_id``, ``channel``, ``unit``, ``source``.
    measure : str, optional
        What sets are weighed by, a name of :data:`analytics.load.dose.MEASURES`.

    Notes
    -----
    Days are filled by the model, never in the loads; how much it will fill is said here.
    """
    here = numbers[numbers["athlete_id"].isin(tests["athlete_id"])]
    found = (
        _mass(tests),
        *_sources(here),
        *(_left_out(loads, here, channel) for channel in NAMES),
        _dose_unit(loads),
        _measure(loads, measure),
        _run_unit(loads),
        *(_overruled(loads, channel) for channel in NAMES),
        _estimated(loads),
        _unknown(loads),
        _filled(loads),
    )
    return tuple(sentence for sentence in found if sentence)


def _mass(tests: pd.DataFrame) -> str:
    mass = tests.groupby("athlete_id")["mass_kg"].agg(["min", "max", "median"])
    moved = (100 * (mass["max"] - mass["min"]) / mass["median"]).sort_values(ascending=False)
    moved = moved[moved > MASS_MOVED_PERCENT]
    if moved.empty:
        return ""
    others = f", and of {len(moved) - 1} more by over 1 %" if len(moved) > 1 else ""
    return (
        f"Body mass of {moved.index[0]} moved {moved.iloc[0]:.1f} % within the tests{others}: "
        "in W/kg that can look like the whole effect."
    )


def _sources(numbers: pd.DataFrame) -> list[str]:
    pairs = numbers.loc[numbers["channel"] != "other", ["athlete_id", "channel", "source"]]
    return [
        f"{athlete_id} has daily {channel} loads from {', '.join(sorted(set(of_one['source'])))}: "
        "on a day with several, the source with the most days counts."
        for athlete_id, of_athlete in pairs.groupby("athlete_id")
        for channel, of_one in of_athlete.groupby("channel")
        if len(set(of_one["source"])) > 1
    ]


def _units(loads: pd.DataFrame, channel: str) -> pd.Series:
    """Return the unit of each athlete's channel; an athlete without entries has none."""
    unit = f"{channel}_unit"
    return loads.dropna(subset=unit).groupby("athlete_id")[unit].first()


def _left_out(loads: pd.DataFrame, numbers: pd.DataFrame, channel: str) -> str:
    numbers = numbers[numbers["channel"] == channel]
    kept = numbers["athlete_id"].map(_units(loads, channel))
    other = numbers[kept.notna() & (numbers["unit"] != kept)]
    if other.empty:
        return ""
    first = other.iloc[0]
    return (
        f"{len(other)} daily {channel} loads in {', '.join(sorted(set(other['unit'])))} are left "
        f"out{_of(other['athlete_id'])}: the others of {first['athlete_id']} are in "
        f"{kept[other.index[0]]}, and one channel needs one unit."
    )


def _dose_unit(loads: pd.DataFrame) -> str:
    of_athletes = _units(loads, "plyo")
    units = sorted(set(of_athletes) - {"AU"})
    if not units:
        return ""
    apart = " Fit athletes of different units apart." if len(set(of_athletes)) > 1 else ""
    return (
        f"Plyometric loads came in {', '.join(units)}, not in AU{_of(_other(of_athletes))}: weekly "
        f"doses mean that unit unless the fit is told how many AU one is.{apart}"
    )


def _measure(loads: pd.DataFrame, measure: str) -> str:
    """Say of doses that came as numbers that no measure weighs them anew."""
    if measure == "model_force":
        return ""
    # Sets have contacts; only a number has a dose without.
    came = loads["plyo_contacts"].isna() & (loads["plyo_dose_au"] > 0)
    if not came.any():
        return ""
    named = _of(loads.loc[came, "athlete_id"])
    return (
        f"The dose of sets is measured another way ({MEASURES[measure].label}), but that of "
        f"{came.sum()} days came as a number and stays as it came{named}: the two may not be on "
        "one scale."
    )


def _run_unit(loads: pd.DataFrame) -> str:
    of_athletes = _units(loads, "run")
    units = sorted(set(of_athletes) - {"AU"})
    if not units:
        return ""
    return (
        f"Run loads came in {', '.join(units)}, not in AU{_of(_other(of_athletes))}: they count "
        "only against the athlete's own mean."
    )


def _other(of_athletes: pd.Series) -> list[str]:
    return list(of_athletes.index[of_athletes != "AU"])


def _of(athlete_ids: Iterable[str]) -> str:
    """Name the first of some athletes and count the rest."""
    first, *others = dict.fromkeys(athlete_ids)
    return f" ({first} and {len(others)} more)" if others else f" ({first})"


def _overruled(loads: pd.DataFrame, channel: str) -> str:
    days = loads[loads[f"{channel}_is_overruled"]]
    if days.empty:
        return ""
    named = [
        f"{row.athlete_id} on {row.date:%d %b %Y}, said to be {getattr(row, f'{channel}_status')}"
        for row in days.head(MOST_NAMED).itertuples()
    ]
    more = f"; and {len(days) - MOST_NAMED} days more" if len(days) > MOST_NAMED else ""
    return f"What was logged does not count as {NAMES[channel]}: {'; '.join(named)}{more}."


def _estimated(loads: pd.DataFrame) -> str:
    trained = loads[loads["run_status"] == "trained"]
    share = trained["run_is_estimated"].mean() if len(trained) else 0.0
    if share <= MOSTLY:
        return ""
    return (
        f"Run load is estimated on {share:.0%} of running days: without a critical power within a "
        "year, or from effort."
    )


def _unknown(loads: pd.DataFrame) -> str:
    unknown = loads["plyo_dose_au"].isna().groupby(loads["athlete_id"]).mean()
    unknown = unknown[unknown > MOSTLY].sort_values(ascending=False)
    if unknown.empty:
        return ""
    others = f" and of {len(unknown) - 1} more" if len(unknown) > 1 else ""
    return (
        f"Of {unknown.index[0]}{others} nobody knows the plyometric dose of most days. Mark rest "
        "as rest, or import what was done."
    )


def _filled(loads: pd.DataFrame) -> str:
    shares = {}
    for athlete_id, dose in loads.groupby("athlete_id")["plyo_dose_au"]:
        known = dose.to_numpy(dtype=float)
        filled, _ = history.fill(known)
        if (logged := np.nansum(known)) > 0:
            shares[str(athlete_id)] = np.nansum(filled) / logged - 1.0
    much = sorted((-share, name) for name, share in shares.items() if share > MUCH_FILLED)
    if not much:
        return ""
    share, name = much[0]
    others = f" and of {len(much) - 1} more over {MUCH_FILLED:.0%}" if len(much) > 1 else ""
    return (
        f"For days nobody knows, dose from the weeks before is filled in: of {name} {-share:.0%} "
        f"of the dose logged{others}. Mark rest as rest, or import what was done."
    )
