"""What to keep in mind when reading a fit: found in its data, said in sentences."""

from typing import Final

import pandas as pd

MASS_MOVED_PERCENT: Final = 1.0
"""Body mass that moves more within a series can look like the whole effect, in %."""

MOSTLY: Final = 0.5
"""Share of days above which something is worth a sentence."""


def cautions(loads: pd.DataFrame, tests: pd.DataFrame, numbers: pd.DataFrame) -> tuple[str, ...]:
    """Return the sentences that loads and tests call for; none where all is well.

    Parameters
    ----------
    loads : DataFrame
        As :func:`data.assembly.daily`.
    tests : DataFrame
        ``athlete_id`` and ``mass_kg`` of the tests of one series.
    numbers : DataFrame
        Daily loads that came as numbers: ``athlete_id``, ``channel``, ``unit``, ``source``.
    """
    here = numbers[numbers["athlete_id"].isin(tests["athlete_id"])]
    found = (_mass(tests), *_sources(here), _unit(here), _estimated(loads), _unknown(loads))
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


def _unit(numbers: pd.DataFrame) -> str:
    units = sorted(set(numbers.loc[numbers["channel"] == "plyo", "unit"]) - {"AU"})
    if not units:
        return ""
    return (
        f"Plyometric loads came in {', '.join(units)}, not in AU: weekly doses mean that unit "
        "unless the fit is told how many AU one is."
    )


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
